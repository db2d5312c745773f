/// Why a statement may change or read what lies outside its database.
///
/// In a scratch database on a server that others use such a statement is refused; on a throwaway
/// server everything may run.
package struct OutsideReach: Hashable, Sendable {
  /// What it reaches, such as `CREATE ROLE`, `COPY … PROGRAM` or `dblink()`.
  package let what: String
  /// Whether it is only in the body of a routine, which defining the routine does not run.
  package let isInRoutineBody: Bool

  /// How `statement` reaches outside, or nil when nothing says that it does.
  package static func of(_ statement: SQLStatement) -> OutsideReach? {
    let tokens = statement.tokens
    let source = statement.source
    if let subscription = SubscriptionStatement.of(statement) {
      if subscription == .local { return nil }
      let what = tokens.prefix(2).map { $0.text.uppercased() }.joined(separator: " ")
      return OutsideReach(what: what, isInRoutineBody: false)
    }
    if let what = Reach.direct(tokens, source) {
      return OutsideReach(what: what, isInRoutineBody: false)
    }
    let isRoutine = tokens.first?.isWord("create") == true
    guard isRoutine || tokens.first?.isWord("do") == true else { return nil }
    for body in BodyScan.bodies(tokens, source) {
      if let what = Reach.anywhere(body.tokens, body.source) {
        return OutsideReach(what: what, isInRoutineBody: isRoutine)
      }
    }
    return nil
  }
}

private enum Reach {
  /// What kinds of object belong to the whole server, by the word after CREATE, ALTER or DROP.
  static let serverObjects: Set = [
    "role", "user", "group", "database", "tablespace", "subscription", "system",
  ]

  /// Functions that read or write files, other databases or other sessions, by prefix.
  static let functions = [
    "dblink", "lo_import", "lo_export", "pg_read_file", "pg_read_binary_file", "pg_ls_dir",
    "pg_stat_file", "pg_file_", "pg_logfile_rotate", "pg_rotate_logfile", "pg_reload_conf",
    "pg_terminate_backend", "pg_cancel_backend", "pg_switch_wal", "pg_create_restore_point",
    "pg_create_physical_replication_slot", "pg_create_logical_replication_slot",
    "pg_drop_replication_slot", "pg_replication_origin_", "pg_promote", "pg_backup_start",
    "pg_backup_stop", "pg_start_backup", "pg_stop_backup", "pg_stat_reset_shared",
  ]

  /// Languages whose code runs with the server's own rights.
  static let untrusted: Set = ["plpythonu", "plpython2u", "plpython3u", "plperlu", "pltclu", "c"]

  /// A statement as the server is sent it.
  static func direct(_ tokens: [SQLToken], _ source: SourceText) -> String? {
    if let what = leading(tokens[...]) { return what }
    if tokens.first?.isWord("do") == true, let language = language(tokens, source) {
      return "DO LANGUAGE \(language)"
    }
    return function(tokens, source)
  }

  /// Code in which a statement may begin anywhere.
  static func anywhere(_ tokens: [SQLToken], _ source: SourceText) -> String? {
    for index in tokens.indices {
      if let what = leading(tokens[index...]) { return what }
    }
    return function(tokens, source) ?? executed(tokens, source)
  }

  /// The strings that the code executes.
  private static func executed(_ tokens: [SQLToken], _ source: SourceText) -> String? {
    for body in BodyScan.bodies(tokens, source) {
      if let what = leading(body.tokens[...]) { return what }
      if let what = function(body.tokens, body.source) { return what }
    }
    return nil
  }

  private static func leading(_ tokens: ArraySlice<SQLToken>) -> String? {
    let words = tokens.prefix(4).map(\.text)
    guard let verb = words.first, let object = words.dropFirst().first else { return nil }
    let upper = "\(verb) \(object)".uppercased()
    switch verb {
    case "create", "alter", "drop":
      if verb == "drop", object == "owned" { return upper }
      guard serverObjects.contains(object) else { return nil }
      // A user mapping lives in the database.
      return object == "user" && words.dropFirst(2).first == "mapping" ? nil : upper
    case "comment":
      guard let target = words.dropFirst(2).first, serverObjects.contains(target) else {
        return nil
      }
      return "COMMENT ON \(target.uppercased())"
    case "grant", "revoke": return membership(tokens, verb)
    case "reassign": return object == "owned" ? upper : nil
    case "import": return object == "foreign" ? "IMPORT FOREIGN SCHEMA" : nil
    case "load": return tokens.dropFirst().first?.kind == .string ? "LOAD" : nil
    case "copy": return copy(tokens)
    default: return nil
    }
  }

  /// GRANT and REVOKE without ON give membership in a role; ON DATABASE and their like are shared.
  private static func membership(_ tokens: ArraySlice<SQLToken>, _ verb: String) -> String? {
    let end = tokens.firstIndex { $0.isSymbol(";") } ?? tokens.endIndex
    let statement = tokens[..<end]
    guard let on = statement.firstIndex(where: { $0.isWord("on") }) else {
      let to = statement.contains { $0.isWord("to") || $0.isWord("from") }
      return to ? "\(verb.uppercased()) of a role" : nil
    }
    let object = statement[on...].dropFirst().first?.text ?? ""
    guard ["database", "tablespace", "parameter"].contains(object) else { return nil }
    return "\(verb.uppercased()) ON \(object.uppercased())"
  }

  private static func copy(_ tokens: ArraySlice<SQLToken>) -> String? {
    var depth = 0
    for (token, next) in zip(tokens, tokens.dropFirst()) {
      if token.isSymbol("(") { depth += 1 }
      if token.isSymbol(")") { depth -= 1 }
      if token.isSymbol(";") { return nil }
      guard depth == 0, token.isWord("from") || token.isWord("to") else { continue }
      if next.isWord("program") { return "COPY … PROGRAM" }
      if next.kind == .string { return "COPY of a file" }
    }
    return nil
  }

  private static func function(_ tokens: [SQLToken], _ source: SourceText) -> String? {
    functions.first { tokens.calls(prefix: $0, in: source) }.map { "\($0)()" }
  }

  private static func language(_ tokens: [SQLToken], _ source: SourceText) -> String? {
    for (token, next) in zip(tokens, tokens.dropFirst()) where token.isWord("language") {
      let name =
        Identifier.name(of: next, in: source)?.text
        ?? StringConstant.value(of: next, in: source)?.text
      if let name, untrusted.contains(name) { return name }
    }
    return nil
  }
}
