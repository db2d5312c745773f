/// A view: `View("dry_plants", as: "SELECT … FROM \(Plants.self)")` (manual: CREATE VIEW).
///
/// In the query `\(Plants.self)` is the table's name and `\(\Plants.moisture)` the column's.
public struct View: RenamableObject, LoweredObject {
  public var details: ObjectDetails
  package var query: SQL
  package var options: [String] = []

  public init(
    _ name: String, schema: String = "", as query: SQL, file: String = #filePath, line: Int = #line,
    column: Int = #column
  ) {
    details = ObjectDetails(
      name, schema: schema, SourcePlace(file: file, line: line, column: column))
    self.query = query
  }

  /// Which rows written through the view have to be visible in it.
  public enum CheckOption: String, Sendable {
    /// By its own condition.
    case local
    /// By its own and those of the views under it.
    case cascaded
  }

  /// `WITH CHECK OPTION`
  public func checkOption(_ option: CheckOption = .cascaded) -> View {
    with { $0.options.append("check_option=\(option.rawValue)") }
  }

  /// Its conditions come before those of a query on it, so that functions there see no other rows.
  public func securityBarrier() -> View { with { $0.options.append("security_barrier=true") } }

  /// Tables are read with the rights of who asks, not of the view's owner (PostgreSQL 15).
  public func securityInvoker() -> View { with { $0.options.append("security_invoker=true") } }

  func lower(into model: inout Lowering) {
    var view = Catalog.View(
      schema: model.name(ofSchema: details.schema), name: Name(details.name), columns: [],
      definition: model.expression(query, details.place))
    view.options = OptionList(options.map { SQLText($0) })
    model.add(.view(view), details)
  }
}

/// A view whose rows are kept: `MaterializedView("totals", as: "…") { Index("day").unique() }`
/// (manual: CREATE MATERIALIZED VIEW).
///
/// The keys of its indexes are written as SQL.
public struct MaterializedView: RenamableObject, LoweredObject {
  public var details: ObjectDetails
  package var query: SQL
  package var parameters: [String] = []
  package var tablespaceName = ""
  package var indexes: [Index]

  public init(
    _ name: String, schema: String = "", as query: SQL, file: String = #filePath, line: Int = #line,
    column: Int = #column, @IndexBuilder indexes: () -> [Index] = { [] }
  ) {
    details = ObjectDetails(
      name, schema: schema, SourcePlace(file: file, line: line, column: column))
    self.query = query
    self.indexes = indexes()
  }

  /// A storage parameter by its name: `.parameter("fillfactor", 70)`.
  public func parameter(_ name: String, _ value: some LosslessStringConvertible) -> MaterializedView
  {
    with { $0.parameters.append("\(name)=\(value)") }
  }

  /// The tablespace its rows are kept in.
  public func tablespace(_ name: String) -> MaterializedView { with { $0.tablespaceName = name } }

  func lower(into model: inout Lowering) {
    var view = Catalog.MaterializedView(
      schema: model.name(ofSchema: details.schema), name: Name(details.name), columns: [],
      definition: model.expression(query, details.place))
    view.options = OptionList(parameters.map { SQLText($0) })
    view.tablespace = tablespaceName.isEmpty ? nil : Name(tablespaceName)
    model.add(.materializedView(view), details)
    for index in indexes { model.add(index, on: view.id) }
  }
}
