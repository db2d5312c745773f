/// Names of few sorts, so that two random schemas often mean the same object: plain ones and those that
/// need every kind of care.
enum RandomNames {
  static let schemas = ["public", "public", "public", "\"Größe\"", "neben"]
  static let tables = [
    "t1", "t2", "users", "\"Tab \"\"ä\"\"\"", "\"select\"", "\"T1\"",
    "\"e\u{301}\"", "\"\(String(repeating: "ü", count: 31))x\"",
  ]
  static let columns = [
    "a", "b", "c", "\"A b\"", "\"order\"", "\"it's\"", "d", "\"é\"", "e", "\"user\"",
    "\"\(String(repeating: "ö", count: 31))\"",
  ]
  /// One of them is a table's too.
  static let types = ["mood", "\"Art Ä\"", "kind", "\"user\"", "t2"]
  static let others = ["x1", "x2", "\"X 'y'\"", "\"Zwei ü\""]
  static let labels = ["'sad'", "'ok'", "'it''s'", "'Größer'", "''", "'a b'", "'glad'"]
  static let texts = ["'x'", "'it''s'", "E'two\\nlines'", "'%s $1'", "'ä\"ö'"]
  /// Made once a server.
  static let roles = ["whimbrel_reader", "\"Rolle Ä\""]
}
