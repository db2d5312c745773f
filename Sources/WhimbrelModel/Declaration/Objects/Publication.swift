/// What logical replication sends (manual: CREATE PUBLICATION).
///
/// ```swift
/// Publication("events").table(Plants.self, columns: \Plants.id, where: "\(\Plants.moisture) > 0")
/// ```
public struct Publication: RenamableObject, LoweredObject {
  public enum Operation: String, Sendable { case insert, update, delete, truncate }

  public var details: ObjectDetails
  package var tables: [(table: any Table.Type, columns: [ColumnPath], filter: SQL?)] = []
  package var schemas: [String] = []
  package var isForAllTables = false
  package var operations: [Operation] = [.insert, .update, .delete, .truncate]
  package var isViaRoot = false

  public init(
    _ name: String, file: String = #filePath, line: Int = #line, column: Int = #column
  ) {
    details = ObjectDetails(name, SourcePlace(file: file, line: line, column: column))
  }

  /// - Parameters:
  ///   - columns: all when there are none.
  ///   - filter: which rows; nil for all.
  public func table<T: Table>(
    _ table: T.Type, columns: KeyPath<T, Column> & Sendable..., where filter: SQL? = nil
  ) -> Publication {
    with { $0.tables.append((table, columns.map { ColumnPath($0) }, filter)) }
  }
  /// All tables of a schema.
  public func schema(_ name: String) -> Publication { with { $0.schemas.append(name) } }
  /// All tables of the database.
  public func allTables() -> Publication { with { $0.isForAllTables = true } }
  public func operations(_ operations: Operation...) -> Publication {
    with { $0.operations = operations }
  }
  /// Changes of partitions are sent as the partitioned table's.
  public func viaRoot() -> Publication { with { $0.isViaRoot = true } }

  func lower(into model: inout Lowering) {
    var publication = Catalog.Publication(name: Name(details.name))
    publication.isForAllTables = isForAllTables
    publication.schemas = schemas.map { Name($0) }.sorted()
    let all: [Operation] = [.insert, .update, .delete, .truncate]
    publication.operations = all.filter(operations.contains).map(\.rawValue)
    publication.isViaRoot = isViaRoot
    for (table, columns, filter) in tables {
      guard let id = model.id(of: .table(table), details.place) else { continue }
      var entry = Catalog.Publication.Table(relation: id)
      entry.columns =
        columns.isEmpty ? nil : columns.map { model.name(of: $0, details.place) }.sorted()
      entry.filter = filter.map { model.expression($0, details.place) }
      publication.tables.append(entry)
    }
    publication.tables.sort { $0.relation < $1.relation }
    model.add(.publication(publication), details)
  }
}
