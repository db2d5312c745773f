/// What ANALYZE learns about columns together: `Statistics("kinds", on: \Plants.kind, \Plants.room)`
/// (manual: CREATE STATISTICS).
public struct Statistics: RenamableObject, LoweredObject {
  public enum Kind: String, Sendable, CaseIterable { case ndistinct, dependencies, mcv }

  public var details: ObjectDetails
  package var table: any Table.Type
  package var columns: [ColumnPath]
  package var expressions: [SQL] = []
  package var kinds: [Kind]
  package var target: Int?

  /// - Parameter kinds: all when nothing is said.
  public init<T: Table>(
    _ name: String, on columns: KeyPath<T, Column> & Sendable..., kinds: [Kind] = Kind.allCases,
    schema: String = "", file: String = #filePath, line: Int = #line, column: Int = #column
  ) {
    details = ObjectDetails(
      name, schema: schema, SourcePlace(file: file, line: line, column: column))
    table = T.self
    self.columns = columns.map { ColumnPath($0) }
    self.kinds = kinds
  }

  /// An expression beside the columns.
  public func expression(_ sql: SQL) -> Statistics { with { $0.expressions.append(sql) } }

  /// How many values ANALYZE samples.
  public func target(_ target: Int) -> Statistics { with { $0.target = target } }

  func lower(into model: inout Lowering) {
    guard let table = model.id(of: .table(table), details.place) else { return }
    var statistics = Catalog.Statistics(
      schema: model.name(ofSchema: details.schema), name: Name(details.name), relation: table,
      kinds: Kind.allCases.filter(kinds.contains).map(\.rawValue),
      columns: columns.map { model.name(of: $0, details.place) })
    statistics.expressions = expressions.map { model.expression($0, details.place) }
    statistics.target = target
    model.add(.statistics(statistics), details)
  }
}

/// How text is ordered: `Collation("german", provider: .icu, locale: "de-DE")`
/// (manual: CREATE COLLATION).
public struct Collation: RenamableObject, LoweredObject {
  public enum Provider: String, Sendable { case libc, icu, builtin }

  public var details: ObjectDetails
  package var provider: Provider
  package var locale: String
  package var isDeterministic: Bool
  package var rules: String

  /// - Parameters:
  ///   - deterministic: false where texts of other bytes can be equal (ICU).
  ///   - rules: more of ICU's rules (PostgreSQL 16).
  public init(
    _ name: String, provider: Provider, locale: String, deterministic: Bool = true,
    rules: String = "", schema: String = "", file: String = #filePath, line: Int = #line,
    column: Int = #column
  ) {
    details = ObjectDetails(
      name, schema: schema, SourcePlace(file: file, line: line, column: column))
    self.provider = provider
    self.locale = locale
    isDeterministic = deterministic
    self.rules = rules
  }

  func lower(into model: inout Lowering) {
    var collation = Catalog.Collation(
      schema: model.name(ofSchema: details.schema), name: Name(details.name),
      provider: .init(rawValue: provider.rawValue) ?? .libc)
    if provider == .libc {
      (collation.collate, collation.ctype) = (SQLText(locale), SQLText(locale))
    } else {
      collation.locale = SQLText(locale)
    }
    collation.isDeterministic = isDeterministic
    collation.rules = rules.isEmpty ? nil : SQLText(rules)
    model.add(.collation(collation), details)
  }
}
