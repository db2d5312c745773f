import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

/// Makes catalogs of the two sides of a comparison, read under one search path.
struct Comparison {
  let context: Context

  init(_ context: Context) { self.context = context }

  func catalogs(
    _ left: Endpoint, _ right: Endpoint
  ) async throws -> (Catalog, Catalog, Scope) {
    var connections: [Connection] = []
    var path = context.configuration.searchPath
    for case .database(let string) in [left, right] {
      let connection = try await LiveDatabase.connect(string, context.terminal)
      path = try await LiveDatabase.searchPath(path, with: connection)
      connections.append(connection)
    }
    let scope = Scope(ledgerSchema: context.configuration.ledgerSchema, searchPath: path)
    var catalogs: [Catalog] = []
    for side in [left, right] {
      switch side {
      case .empty: catalogs.append(.fresh)
      case .database:
        let connection = connections.removeFirst()
        catalogs.append(try await Inspector.inspect(connection, scope: scope))
        await connection.close()
      }
    }
    return (catalogs[0], catalogs[1], scope)
  }
}
