/// Types that an extension makes, named by their SQL, in a schema without that extension.
enum ExtensionValidator: Validator {
  /// Type → extension.
  private static let makers: [String: Name] = [
    "citext": "citext", "hstore": "hstore", "ltree": "ltree", "lquery": "ltree",
    "ltxtquery": "ltree", "cube": "cube", "geometry": "postgis", "geography": "postgis",
    "vector": "vector", "halfvec": "vector", "sparsevec": "vector",
  ]

  static func validate(_ model: Lowering, _ problems: inout Problems) {
    for table in model.tables {
      for column in table.columns {
        guard let base = SQLWords.first(in: column.lowered.type.base.text),
          let maker = makers[base.text.lowercased()],
          model.extensions[ObjectID(.extension, maker)] == nil
        else { continue }
        let what = "\(table.swiftName).\(column.property) is \(column.lowered.type)"
        problems.report(
          column.declaration.place, "\(what), a type of the extension \(maker.quoted)",
          help: maker == "citext"
            ? "write Column(.citext), or add Extension(\"citext\") to the schema"
            : "add Extension(\"\(maker)\") to the schema")
      }
    }
  }
}

extension SQLWords {
  /// The word a piece of SQL begins with, unless a schema is before it.
  static func first(in text: String) -> Name? {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty else { return nil }
    let end = end(of: bytes, from: 0)
    if end < bytes.count && bytes[end] == UInt8(ascii: ".") { return nil }
    return Name(String(decoding: bytes[..<end], as: UTF8.self))
  }
}
