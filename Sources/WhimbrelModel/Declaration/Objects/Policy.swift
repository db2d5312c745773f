/// A row-security policy (manual: CREATE POLICY); the table's options turn row security on.
///
/// ```swift
/// Policy("own", on: Plants.self, for: .select, to: "app", using: "\(\Plants.userID) = auth_id()")
/// ```
public struct Policy: RenamableObject, LoweredObject {
  public enum Command: String, Sendable {
    case all = "ALL"
    case select = "SELECT"
    case insert = "INSERT"
    case update = "UPDATE"
    case delete = "DELETE"
  }

  public var details: ObjectDetails
  package var table: any Table.Type
  package var command: Command
  package var roles: [String]
  package var using: SQL?
  package var check: SQL?
  package var isPermissive = true

  /// - Parameter roles: everybody when there are none.
  public init(
    _ name: String, on table: any Table.Type, for command: Command = .all, to roles: String...,
    using: SQL? = nil, check: SQL? = nil, file: String = #filePath, line: Int = #line,
    column: Int = #column
  ) {
    details = ObjectDetails(name, SourcePlace(file: file, line: line, column: column))
    self.table = table
    self.command = command
    self.roles = roles
    self.using = using
    self.check = check
  }

  /// Has to hold beside the others, where a permissive one is enough by itself.
  public func restrictive() -> Policy { with { $0.isPermissive = false } }

  func lower(into model: inout Lowering) {
    guard let table = model.id(of: .table(table), details.place) else { return }
    var policy = Catalog.Policy(table: table, name: Name(details.name))
    policy.command = .init(rawValue: command.rawValue) ?? .all
    policy.isPermissive = isPermissive
    policy.roles = roles.map { Name($0) }.sorted()
    policy.using = using.map { model.expression($0, details.place) }
    policy.check = check.map { model.expression($0, details.place) }
    model.add(.policy(policy), details)
  }
}

/// A rewrite rule (manual: CREATE RULE).
///
/// ```swift
/// Rule("keep", .delete, on: Plants.self, do: .instead, "NOTHING")
/// ```
public struct Rule: RenamableObject, LoweredObject {
  public enum Event: String, Sendable {
    case insert = "INSERT"
    case update = "UPDATE"
    case delete = "DELETE"
  }
  public enum Way: String, Sendable {
    case also = "ALSO"
    case instead = "INSTEAD"
  }

  public var details: ObjectDetails
  package var event: Event
  package var relation: RelationPath
  package var way: Way
  package var condition: SQL?
  package var action: SQL

  public init(
    _ name: String, _ event: Event, on table: any Table.Type, where condition: SQL? = nil,
    do way: Way, _ action: SQL, file: String = #filePath, line: Int = #line, column: Int = #column
  ) {
    self.init(
      name, event, on: .table(table), condition, way, action,
      SourcePlace(file: file, line: line, column: column))
  }

  /// A rule of a view, by its name.
  public init(
    _ name: String, _ event: Event, onView view: String, in viewSchema: String = "",
    where condition: SQL? = nil, do way: Way, _ action: SQL, file: String = #filePath,
    line: Int = #line, column: Int = #column
  ) {
    self.init(
      name, event, on: .view(view, schema: viewSchema), condition, way, action,
      SourcePlace(file: file, line: line, column: column))
  }

  private init(
    _ name: String, _ event: Event, on relation: RelationPath, _ condition: SQL?, _ way: Way,
    _ action: SQL, _ place: SourcePlace
  ) {
    details = ObjectDetails(name, place)
    self.event = event
    self.relation = relation
    self.condition = condition
    self.way = way
    self.action = action
  }

  func lower(into model: inout Lowering) {
    guard let relation = model.id(of: relation, details.place) else { return }
    let place = condition.map { " WHERE \(model.text(of: $0, details.place))" } ?? ""
    let text = SQLText(
      """
      CREATE RULE \(Name(details.name).quoted) AS
          ON \(event.rawValue) TO \(model.path(relation))\(place) DO \(way.rawValue) \
      \(model.text(of: action, details.place))
      """)
    let rule = Catalog.Rule(
      relation: relation, name: Name(details.name), definition: Expression(text, authored: text))
    model.add(.rule(rule), details)
  }
}
