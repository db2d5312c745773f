/// A type that a model declares: `Column(email.type)`.
public protocol DeclaredType: RenamableObject {}

extension DeclaredType {
  /// As a column's type.
  public var type: SQLType {
    let path = details.schema.isEmpty ? "" : "\(Name(details.schema).quoted)."
    return .named(path + Name(details.name).quoted)
  }
}

/// A type with conditions of its own: `Domain("email", .citext).check("VALUE LIKE '%@%'")`
/// (manual: CREATE DOMAIN).
public struct Domain: DeclaredType, LoweredObject {
  public var details: ObjectDetails
  package var base: SQLType
  package var value: DefaultValue?
  package var isNotNull = false
  package var collation: CollationName?
  package var checks: [(name: String, condition: SQL)] = []

  public init(
    _ name: String, _ base: SQLType, schema: String = "", file: String = #filePath,
    line: Int = #line, column: Int = #column
  ) {
    details = ObjectDetails(
      name, schema: schema, SourcePlace(file: file, line: line, column: column))
    self.base = base
  }

  /// The value of a column that has no default of its own.
  public func `default`(_ value: DefaultValue) -> Domain { with { $0.value = value } }
  public func notNull() -> Domain { with { $0.isNotNull = true } }
  public func collation(_ name: String, schema: String = "") -> Domain {
    with { $0.collation = CollationName(name: name, schema: schema) }
  }

  /// What each value fulfils or leaves unknown; the value is called VALUE.
  public func check(_ condition: SQL, name: String = "") -> Domain {
    with { $0.checks.append((name, condition)) }
  }

  func lower(into model: inout Lowering) {
    var domain = Catalog.Domain(
      schema: model.name(ofSchema: details.schema), name: Name(details.name),
      base: model.typeName(base, details.place))
    domain.collation = collation.flatMap { model.sql(of: $0) }
    domain.default = value.map { model.expression($0.expression, details.place) }
    domain.isNotNull = isNotNull
    model.add(.domain(domain), details)
    var taken = Set(checks.map { Name($0.name) })
    for (name, condition) in checks {
      let chosen =
        name.isEmpty
        ? PostgresNames.first(domain.name, nil, "check") { taken.insert($0).inserted } : Name(name)
      let check = Catalog.DomainConstraint(
        domain: domain.id, name: chosen, check: model.expression(condition, details.place))
      model.add(.domainConstraint(check), ObjectDetails(chosen.text, details.place))
    }
  }
}

/// A type of several fields: `CompositeType("address", ["street": .text, "zip": .varchar(10)])`
/// (manual: CREATE TYPE).
public struct CompositeType: DeclaredType, LoweredObject {
  public var details: ObjectDetails
  package var fields: [(name: String, type: SQLType)]

  public init(
    _ name: String, _ fields: KeyValuePairs<String, SQLType>, schema: String = "",
    file: String = #filePath, line: Int = #line, column: Int = #column
  ) {
    details = ObjectDetails(
      name, schema: schema, SourcePlace(file: file, line: line, column: column))
    self.fields = fields.map { ($0.key, $0.value) }
  }

  func lower(into model: inout Lowering) {
    let type = Catalog.CompositeType(
      schema: model.name(ofSchema: details.schema), name: Name(details.name),
      columns: fields.map {
        Catalog.Column(name: Name($0.name), type: model.typeName($0.type, details.place))
      })
    model.add(.compositeType(type), details)
  }
}

/// A range of another type: `RangeType("float_range", of: .doublePrecision)` (manual: Range Types).
public struct RangeType: DeclaredType, LoweredObject {
  public var details: ObjectDetails
  package var subtype: SQLType
  package var operatorClass: String
  package var difference: String
  package var multirangeName: String

  /// - Parameters:
  ///   - operatorClass: its name, in SQL, when it is not the subtype's default.
  ///   - difference: the name, in SQL, of the function that tells how far two values are apart.
  ///   - multirangeName: empty for the one that PostgreSQL makes of the range's.
  public init(
    _ name: String, of subtype: SQLType, operatorClass: String = "", difference: String = "",
    multirangeName: String = "", schema: String = "", file: String = #filePath, line: Int = #line,
    column: Int = #column
  ) {
    details = ObjectDetails(
      name, schema: schema, SourcePlace(file: file, line: line, column: column))
    self.subtype = subtype
    self.operatorClass = operatorClass
    self.difference = difference
    self.multirangeName = multirangeName
  }

  func lower(into model: inout Lowering) {
    let multirange =
      multirangeName.isEmpty
      ? PostgresNames.multirange(of: Name(details.name)) : Name(multirangeName)
    var type = Catalog.RangeType(
      schema: model.name(ofSchema: details.schema), name: Name(details.name),
      subtype: model.typeName(subtype, details.place), multirangeName: multirange)
    type.operatorClass = operatorClass.isEmpty ? nil : SQLText(operatorClass)
    type.subtypeDifference = difference.isEmpty ? nil : SQLText(difference)
    model.add(.rangeType(type), details)
  }
}
