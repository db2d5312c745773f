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
  /// that gives either in its first column.
  ///
  /// Schemas and queries are for the database of the command. Throws `Failure`.
  static func read(_ file: String, _ context: Context) async throws -> [RunTarget] {
    let bytes = try Files.read(context.project.path(file), shown: file)
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(whereSeparator: \.isNewline).map(String.init)
      .map { line in String(line.drop { $0.isWhitespace }) }
      .filter { !$0.isEmpty && !$0.hasPrefix("#") }
    var entries: [String] = []
    var query: [String] = []
    for line in lines {
      if query.isEmpty, !line.lowercased().hasPrefix("select ") {
        entries.append(line)
      } else {
        // A query goes on to the end of the file.
        query.append(line)
      }
    }
    var home: ConnectionString?
    if !query.isEmpty || entries.contains(where: { !isConnection($0) }) {
      home = try await Target.find(context).string
    }
    if let home, !query.isEmpty {
      let connection = try await LiveDatabase.connect(home, context.terminal)
      let rows = try await connection.query(query.joined(separator: "\n"))
      await connection.close()
      entries += rows.indices.compactMap { rows[$0, 0] }
    }
    let targets = try entries.map { try RunTarget($0, home) }
    guard !targets.isEmpty else {
      throw Failure("\(file) lists no target", help: "write a URL or a schema's name on each line")
    }
    return targets
  }

  private init(_ entry: String, _ home: ConnectionString?) throws {
    if Self.isConnection(entry) {
      string = try ConnectionString(entry)
      name = string.redacted
      schema = nil
    } else {
      guard let home, entry.utf8.count <= Name.maximumLength else {
        throw Failure(
          "\"\(entry)\" is neither a URL nor a schema's name",
          help: "a name has 1 to \(Name.maximumLength) bytes")
      }
      string = home
      name = entry
      schema = Name(entry)
    }
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
