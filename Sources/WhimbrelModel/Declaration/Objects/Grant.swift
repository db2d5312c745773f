/// What a role may do (manual: GRANT).
///
/// ```swift
/// Grant(.select, .insert, on: Plants.self, to: "app")
/// Grant(.execute, on: .function("half(integer)"), to: "app").withGrantOption()
/// ```
/// As soon as a model says one, privileges are compared.
public struct Grant: LoweredObject {
  public var details: ObjectDetails
  package var privileges: [Privilege]
  package var columns: [ColumnPath] = []
  package var target: PrivilegeTarget
  package var grantees: [Grantee]
  package var isGrantable = false
  package var isRevoked = false

  public init(
    _ privileges: Privilege..., on table: any Table.Type, to grantees: Grantee...,
    file: String = #filePath, line: Int = #line, column: Int = #column
  ) {
    self.init(
      privileges, .table(table), grantees, SourcePlace(file: file, line: line, column: column))
  }

  public init(
    _ privileges: Privilege..., on target: PrivilegeTarget, to grantees: Grantee...,
    file: String = #filePath, line: Int = #line, column: Int = #column
  ) {
    self.init(privileges, target, grantees, SourcePlace(file: file, line: line, column: column))
  }

  /// On columns of a table: `Grant(.update, on: \Plants.name, \Plants.room, to: "app")`.
  public init<T: Table>(
    _ privileges: Privilege..., on columns: KeyPath<T, Column> & Sendable...,
    to grantees: Grantee...,
    file: String = #filePath, line: Int = #line, column: Int = #column
  ) {
    self.init(
      privileges, .table(T.self), grantees, SourcePlace(file: file, line: line, column: column))
    self.columns = columns.map { ColumnPath($0) }
  }

  init(
    _ privileges: [Privilege], _ target: PrivilegeTarget, _ grantees: [Grantee],
    _ place: SourcePlace
  ) {
    details = ObjectDetails("", place)
    self.privileges = privileges
    self.target = target
    self.grantees = grantees
  }

  /// The role may pass it on.
  public func withGrantOption() -> Grant { with { $0.isGrantable = true } }

  func lower(into model: inout Lowering) {
    guard let target = target.sql(&model, details.place) else { return }
    let names = columns.map { model.name(of: $0, details.place).quoted }
    let list = names.isEmpty ? "" : " (\(names.joined(separator: ", ")))"
    let what = privileges.map { "\($0.sql)\(list)" }.joined(separator: ", ")
    let who = grantees.map(\.sql).joined(separator: ", ")
    model.add(
      isRevoked
        ? "REVOKE \(what) ON \(target) FROM \(who)"
        : "GRANT \(what) ON \(target) TO \(who)\(isGrantable ? " WITH GRANT OPTION" : "")",
      details)
  }
}

/// Takes away what PostgreSQL gives by itself: `Revoke(.execute, on: .function("f()"), from: .public)`.
public struct Revoke: LoweredObject {
  public var details: ObjectDetails
  private var grant: Grant

  public init(
    _ privileges: Privilege..., on target: PrivilegeTarget, from grantees: Grantee...,
    file: String = #filePath, line: Int = #line, column: Int = #column
  ) {
    let place = SourcePlace(file: file, line: line, column: column)
    details = ObjectDetails("", place)
    grant = Grant(privileges, target, grantees, place)
    grant.isRevoked = true
  }

  func lower(into model: inout Lowering) { grant.lower(into: &model) }
}

/// What objects that a role makes later get (manual: ALTER DEFAULT PRIVILEGES).
public struct DefaultPrivileges: LoweredObject {
  /// Kinds of object that it can be said of.
  public enum Objects: String, Sendable {
    case tables = "TABLES"
    case sequences = "SEQUENCES"
    case routines = "ROUTINES"
    case types = "TYPES"
    case schemas = "SCHEMAS"
  }

  public var details: ObjectDetails
  package var text: String

  /// - Parameters:
  ///   - role: who makes the objects; empty for the role that runs the migrations.
  ///   - schema: where they are made; empty for everywhere.
  public init(
    _ privileges: Privilege..., on objects: Objects, to grantees: Grantee..., role: String = "",
    schema: String = "", file: String = #filePath, line: Int = #line, column: Int = #column
  ) {
    details = ObjectDetails("", SourcePlace(file: file, line: line, column: column))
    let what = privileges.map(\.sql).joined(separator: ", ")
    let who = grantees.map(\.sql).joined(separator: ", ")
    let maker = role.isEmpty ? "" : " FOR ROLE \(Name(role).quoted)"
    let place = schema.isEmpty ? "" : " IN SCHEMA \(Name(schema).quoted)"
    text = "ALTER DEFAULT PRIVILEGES\(maker)\(place) GRANT \(what) ON \(objects.rawValue) TO \(who)"
  }

  func lower(into model: inout Lowering) { model.add(text, details) }
}
