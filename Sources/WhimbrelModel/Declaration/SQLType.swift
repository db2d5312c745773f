/// A column's type: `.uuid`, `.varchar(20)`, `.array(of: .text)`, `.enum(PlantKind.self)`.
public struct SQLType: Sendable {
  /// What a type is beside its name: what has to be there with it.
  package enum Kind: Sendable {
    /// Built in, or named by the user.
    case plain
    case serial
    /// A type of an extension that comes along.
    case `extension`(String)
    indirect case `enum`(EnumType)
    indirect case array(SQLType)
  }
  package var kind: Kind
  /// As `format_type` prints it: `character varying(20)`.
  package var printed: String
  /// The same without its modifiers: `character varying`.
  package var base: String
  /// As a person writes it: `varchar(20)`.
  package var authored: String
  /// What is wrong with the modifiers; empty for nothing.
  package var mistake = ""

  package init(
    _ printed: String, base: String? = nil, authored: String? = nil, kind: Kind = .plain
  ) {
    self.kind = kind
    self.printed = printed
    self.base = base ?? printed
    self.authored = authored ?? printed
  }

  /// A type by its SQL, for what has no name here: `.named("hstore")`.
  public static func named(_ sql: String) -> SQLType { SQLType(sql) }

  /// An array of any number of dimensions, as PostgreSQL keeps no other kind.
  public static func array(of element: SQLType) -> SQLType {
    var type = SQLType(
      element.printed + "[]", base: element.base + "[]", authored: element.authored + "[]",
      kind: .array(element))
    type.mistake = element.mistake
    if case .array = element.kind { type = element }
    if case .serial = element.kind { type.mistake = "there are no arrays of \(element.authored)" }
    return type
  }

  /// A native enum type with the labels of a Swift enum, in its order.
  ///
  /// - Parameters:
  ///   - renaming: former labels, and what they are called now.
  ///   - replacing: labels that go, and what the rows that hold them say afterwards.
  public static func `enum`<Labels: RawRepresentable & CaseIterable>(
    _ type: Labels.Type, name: String = "", schema: String = "",
    renaming: KeyValuePairs<String, Labels> = [:], replacing: KeyValuePairs<String, Labels> = [:]
  ) -> SQLType where Labels.RawValue == String {
    .enum(
      EnumType(
        type, name: name, schema: schema, labels: Array(renaming) + Array(replacing), place: nil))
  }

  /// A native enum type that is declared on its own.
  public static func `enum`(_ type: EnumType) -> SQLType {
    SQLType(Name(type.name).quoted, kind: .enum(type))
  }

  /// Text that is equal in upper and lower case; the `citext` extension comes along.
  public static let citext = SQLType("citext", kind: .extension("citext"))

  func checked(_ isRight: Bool, _ mistake: String) -> SQLType {
    var type = self
    if !isRight { type.mistake = mistake }
    return type
  }
}
