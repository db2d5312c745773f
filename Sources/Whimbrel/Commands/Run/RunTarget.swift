import WhimbrelModel
import WhimbrelPostgres

/// One of many databases, or one of many schemas of a database, that get the same revisions.
struct RunTarget: Sendable {
  /// As the list says it, passwords taken out.
  let name: String
  let string: ConnectionString
  /// The managed schema in place of the configuration's; nil for a database.
  let schema: Name?

  /// The list in a file: a URL or a schema's name a line, `#` before what is not one, or a query
  /// that gives either in its first column. A name in double quotes may hold anything.
  ///
  /// Schemas and queries are for the database of the command. Throws `Failure`, which names a line
  /// and never says it: what cannot be read may be a URL with a password.
  static func read(_ file: String, _ context: Context) async throws -> [RunTarget] {
    let bytes = try Files.read(context.project.path(file), shown: file)
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
      .map { (number: $0 + 1, text: String($1).trimmed) }
      .filter { !$0.text.isEmpty && !$0.text.hasPrefix("#") }
    // A query goes on to the end of the file.
    let end = lines.firstIndex { $0.text.lowercased().hasPrefix("select ") } ?? lines.endIndex
    let query = lines[end...].map(\.text).joined(separator: "\n")
    var home: ConnectionString?
    if !query.isEmpty || lines[..<end].contains(where: { !isConnection($0.text) }) {
      home = try await Target.find(context).string
    }
    var targets = try lines[..<end].map { number, text in
      let quoted = text.count > 1 && text.hasPrefix("\"") && text.hasSuffix("\"")
      let name = quoted ? unquoted(text) : text
      return try RunTarget(
        name, isName: quoted, home: home, place: "line \(number) of \(file)")
    }
    if let home, !query.isEmpty {
      let connection = try await LiveDatabase.connect(home, context.terminal)
      let rows = try await connection.query(query)
      await connection.close()
      targets += try rows.indices.compactMap { row in
        try rows[row, 0].map {
          try RunTarget($0, isName: false, home: home, place: "row \(row + 1) of the query")
        }
      }
    }
    guard !targets.isEmpty else {
      throw Failure("\(file) lists no target", help: "write a URL or a schema's name on each line")
    }
    return targets
  }

  private init(_ entry: String, isName: Bool, home: ConnectionString?, place: String) throws {
    if !isName, Self.isConnection(entry) {
      do {
        string = try ConnectionString(entry)
      } catch {
        throw Failure("\(place): \(error.message)", help: error.help)
      }
      name = string.redacted
      schema = nil
      return
    }
    guard let home, (1...Name.maximumLength).contains(entry.utf8.count) else {
      throw Failure(
        "\(place) is neither a URL nor a schema's name",
        help: "a name has 1 to \(Name.maximumLength) bytes")
    }
    guard isName || !entry.contains(where: { ":@/".contains($0) }) else {
      throw Failure(
        "\(place) looks like a URL and is none",
        help: "write postgresql://USER:PASSWORD@HOST:PORT/DATABASE; a schema's name with such "
          + "characters stands in double quotes")
    }
    string = home
    name = entry
    schema = Name(entry)
  }

  private static func unquoted(_ text: String) -> String {
    text.dropFirst().dropLast().split(separator: "\"\"", omittingEmptySubsequences: false)
      .joined(separator: "\"")
  }

  private static func isConnection(_ entry: String) -> Bool {
    entry.contains("://") || entry.contains("=")
  }

  /// The ledger of this target: a schema's own, so that each has its own record.
  ///
  /// `{schema}` in the configured name stands for the schema; without it the schema's name is put
  /// behind. Throws `Failure` when that is too long for a name.
  func ledgerSchema(_ configured: Name) throws -> String {
    guard let schema else { return configured.text }
    let mark = "{schema}"
    let name =
      configured.text.contains(mark)
      ? configured.text.split(separator: mark, omittingEmptySubsequences: false)
        .joined(separator: schema.text)
      : "\(configured)_\(schema)"
    guard name.utf8.count <= Name.maximumLength, name != schema.text else {
      throw Failure(
        "\"\(name)\" cannot be the schema of the ledger of \(schema)",
        help: "say --ledger-schema with {schema} in a name of at most \(Name.maximumLength) bytes "
          + "that is not the schema itself")
    }
    return name
  }
}
