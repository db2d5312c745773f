/// An aggregate: `Aggregate("total", of: .integer, state: .bigint, step: "add", start: "0")`
/// (manual: CREATE AGGREGATE).
public struct Aggregate: RenamableObject, LoweredObject {
  public var details: ObjectDetails
  package var inputs: [SQLType]
  package var state: SQLType
  package var step: String
  package var start: String?
  package var more: [String] = []

  /// - Parameters:
  ///   - step: the name, in SQL, of the function that adds a row to the state.
  ///   - start: the state before any row; nil for NULL.
  public init(
    _ name: String, of inputs: SQLType..., state: SQLType, step: String, start: String? = nil,
    schema: String = "", file: String = #filePath, line: Int = #line, column: Int = #column
  ) {
    details = ObjectDetails(
      name, schema: schema, SourcePlace(file: file, line: line, column: column))
    self.inputs = inputs
    self.state = state
    self.step = step
    self.start = start
  }

  /// Another of CREATE AGGREGATE's options: `.option("FINALFUNC", "finish")`.
  public func option(_ name: String, _ value: String) -> Aggregate {
    with { $0.more.append("\(name) = \(value)") }
  }

  func lower(into model: inout Lowering) {
    let types = inputs.map { model.typeName($0, details.place) }
    let signature = types.map(\.printed.text).joined(separator: ", ")
    let list = SQLText(types.isEmpty ? "*" : signature)
    let state = model.typeName(state, details.place)
    let options =
      ["SFUNC = \(step)", "STYPE = \(state.sql)"]
      + (start.map { ["INITCOND = \(SQLText($0).literal)"] } ?? []) + more
    let aggregate = Catalog.Aggregate(
      schema: model.name(ofSchema: details.schema), name: Name(details.name),
      signature: SQLText(signature), arguments: list, identity: list, result: state,
      options: options.map { SQLText($0) })
    model.add(.aggregate(aggregate), details)
  }
}
