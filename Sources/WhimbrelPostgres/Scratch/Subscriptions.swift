import WhimbrelModel

/// Subscriptions of scratch databases, which were made without connecting and have to go in the same way:
/// DROP SUBSCRIPTION would drop its slot at the publisher, and DROP DATABASE refuses.
package enum Subscriptions {
  /// Nothing when there is none of this name, or when it is missing for the statement that follows to say.
  static func forgetSlot(of name: Name, on connection: Connection) async throws {
    let found = try await connection.query("\(mine) AND subname = \(SQLText(name.text).literal)")
    guard !found.isEmpty else { return }
    try await connection.execute(forgetting(name))
  }

  /// Drops those of a database, as far as that is allowed.
  package static func drop(in database: Name, on admin: ConnectionString) async {
    guard let connection = try? await Connection.connect(to: admin.with(database: database.text))
    else { return }
    if let rows = try? await connection.query(Query(mine)) {
      for name in rows.indices.compactMap({ rows[$0, 0].map { Name($0) } }) {
        _ = try? await connection.execute(
          forgetting(name) + "; DROP SUBSCRIPTION \(name.quoted)")
      }
    }
    await connection.close()
  }

  private static let mine = """
    SELECT subname FROM pg_catalog.pg_subscription
    WHERE subdbid = (SELECT oid FROM pg_catalog.pg_database
      WHERE datname = pg_catalog.current_database())
    """

  private static func forgetting(_ name: Name) -> String {
    "ALTER SUBSCRIPTION \(name.quoted) DISABLE; "
      + "ALTER SUBSCRIPTION \(name.quoted) SET (slot_name = NONE)"
  }
}
