import WhimbrelModel

/// Tells whether two texts that a server printed say the same.
///
/// What is printed is no fixpoint: `x IN ('a', 'b')` on a `varchar` prints in one way after it was
/// typed, and in another after what was printed is read again. So both are given back to the server in
/// a transaction that is rolled back, and printed again until they are the same or hold still.
package struct Rewording {
  let connection: Connection
  private static let name = "whimbrel_reworded"

  package init(_ connection: Connection) { self.connection = connection }

  /// Those of the differences that are more than other words for the same.
  package func real(_ differences: [Printout.Difference]) async throws -> [Printout.Difference] {
    var real: [Printout.Difference] = []
    for one in differences {
      if try await !isSame(one) { real.append(one) }
    }
    return real
  }

  private func isSame(_ difference: Printout.Difference) async throws -> Bool {
    guard difference.kind == .different else { return false }
    let changes = difference.changes
    for change in changes {
      guard var found = change.found, var wanted = change.wanted else { return false }
      var isSame = false
      for _ in 0..<3 where !isSame {
        guard let first = try await reprinted(found, change.label, of: difference.object),
          let second = try await reprinted(wanted, change.label, of: difference.object)
        else { return false }
        if first == found, second == wanted { return false }
        (found, wanted) = (first, second)
        isSame = found == wanted
      }
      if !isSame { return false }
    }
    return !changes.isEmpty
  }

  /// How a text is printed once it was read; nil for what is no text of SQL, or is refused.
  private func reprinted(
    _ text: String, _ label: String, of object: ObjectID
  ) async throws -> String? {
    guard let (statement, print) = Self.way(text, label, of: object) else { return nil }
    let settings = SessionSettings(searchPath: "pg_catalog, pg_temp", checkFunctionBodies: false)
    let queries: [Query] = [
      "BEGIN", settings.query(for: await connection.serverVersion), Query(statement), Query(print),
      "ROLLBACK",
    ]
    do {
      return try await connection.pipeline(queries)[3][0]
    } catch is PostgresError {
      // What it refuses it does not say the same.
      if await connection.transactionStatus != .idle { try await connection.execute("ROLLBACK") }
      return nil
    }
  }

  /// A statement that makes something of a text, and the query that prints it.
  private static func way(
    _ text: String, _ label: String, of object: ObjectID
  ) -> (statement: String, print: String)? {
    let relation = object.relation
    let path = SQLText(relation).literal
    func constraint(_ definition: String) -> (String, String) {
      (
        "ALTER TABLE \(relation) ADD CONSTRAINT \(name) \(definition)",
        """
        SELECT pg_catalog.pg_get_constraintdef(oid) FROM pg_catalog.pg_constraint
        WHERE conrelid = \(path)::pg_catalog.regclass AND conname = '\(name)'
        """
      )
    }
    func renamed(_ word: String, _ own: Name) -> String? {
      guard let range = text.firstRange(of: "\(word) \(own.quoted) ") else { return nil }
      return text[..<range.lowerBound] + "\(word) \(name) " + text[range.upperBound...]
    }
    switch (label, object.kind) {
    case ("pg_constraint definition", .constraint)
    where text.hasPrefix("CHECK") || text.hasPrefix("EXCLUDE"):
      return constraint(text)
    case ("pg_constraint definition", .domainConstraint):
      return (
        "ALTER DOMAIN \(relation) ADD CONSTRAINT \(name) \(text)",
        """
        SELECT pg_catalog.pg_get_constraintdef(oid) FROM pg_catalog.pg_constraint
        WHERE contypid = \(path)::pg_catalog.regtype AND conname = '\(name)'
        """
      )
    // A check takes any expression over the row.
    case ("pg_attrdef default", _): return constraint("CHECK ((\(text)) IS NOT NULL) NOT VALID")
    case ("pg_policy polqual", _), ("pg_policy polwithcheck", _):
      return (
        "CREATE POLICY \(name) ON \(relation) USING (\(text))",
        """
        SELECT pg_catalog.pg_get_expr(polqual, polrelid) FROM pg_catalog.pg_policy
        WHERE polrelid = \(path)::pg_catalog.regclass AND polname = '\(name)'
        """
      )
    case ("pg_class definition", .view), ("pg_class definition", .materializedView):
      return (
        "CREATE VIEW pg_temp.\(name) AS \(text)",
        "SELECT pg_catalog.pg_get_viewdef('pg_temp.\(name)'::pg_catalog.regclass)"
      )
    case ("pg_class definition", .index):
      return renamed("INDEX", object.name).map { statement in
        let schema = SQLText("\(object.schema.quoted).\(name)").literal
        return (statement, "SELECT pg_catalog.pg_get_indexdef(\(schema)::pg_catalog.regclass)")
      }
    case ("pg_trigger definition", _):
      return renamed("TRIGGER", object.member).map { statement in
        (
          statement,
          """
          SELECT pg_catalog.pg_get_triggerdef(oid) FROM pg_catalog.pg_trigger
          WHERE tgrelid = \(path)::pg_catalog.regclass AND tgname = '\(name)'
          """
        )
      }
    case ("pg_rewrite definition", _):
      return renamed("RULE", object.member).map { statement in
        (
          statement,
          """
          SELECT pg_catalog.pg_get_ruledef(oid) FROM pg_catalog.pg_rewrite
          WHERE ev_class = \(path)::pg_catalog.regclass AND rulename = '\(name)'
          """
        )
      }
    case ("pg_proc definition", _):
      let arguments = SQLText(object.member.text).literal
      return (
        text,
        """
        SELECT pg_catalog.pg_get_functiondef(p.oid) FROM pg_catalog.pg_proc p
        WHERE p.pronamespace = \(SQLText(object.schema.quoted).literal)::pg_catalog.regnamespace
          AND p.proname = \(SQLText(object.name.text).literal)
          AND pg_catalog.pg_get_function_identity_arguments(p.oid) = \(arguments)
        """
      )
    default: return nil
    }
  }
}
