/// How constraints and indexes without a name of their own are called.
///
/// ```swift
/// NamingConvention(
///   primaryKey: "pk_\(.table)", unique: "uq_\(.table)_\(.columns)",
///   check: "ck_\(.table)_\(.columns)", exclusion: "ex_\(.table)_\(.columns)",
///   foreignKey: "fk_\(.table)_\(.columns)_\(.referencedTable)", index: "ix_\(.table)_\(.columns)")
/// ```
/// A name is cut to 63 bytes, with eight hexadecimal digits that tell it from others cut alike.
public struct NamingConvention: Sendable {
  package enum Kind: Sendable {
    case postgres
    case templates(Templates)
  }
  package struct Templates: Sendable {
    package var primaryKey, unique, check, exclusion, index: NameTemplate<KeyNameToken>
    package var foreignKey: NameTemplate<ForeignKeyNameToken>
  }
  package let kind: Kind

  package init(kind: Kind) { self.kind = kind }

  public init(
    primaryKey: NameTemplate<KeyNameToken>, unique: NameTemplate<KeyNameToken>,
    check: NameTemplate<KeyNameToken>, exclusion: NameTemplate<KeyNameToken>,
    foreignKey: NameTemplate<ForeignKeyNameToken>, index: NameTemplate<KeyNameToken>
  ) {
    kind = .templates(
      Templates(
        primaryKey: primaryKey, unique: unique, check: check, exclusion: exclusion, index: index,
        foreignKey: foreignKey))
  }

  /// What PostgreSQL itself would choose: `users_pkey`, `users_email_key`, `plants_user_id_fkey`.
  public static let postgres = NamingConvention(kind: .postgres)

  /// `pk_users`, `uq_users_name`, `ix_users_email`, `fk_plants_user_id_users`, `ck_plants_room`.
  public static let prefixed = NamingConvention(
    primaryKey: "pk_\(.table)", unique: "uq_\(.table)_\(.columns)",
    check: "ck_\(.table)_\(.columns)", exclusion: "ex_\(.table)_\(.columns)",
    foreignKey: "fk_\(.table)_\(.columns)_\(.referencedTable)", index: "ix_\(.table)_\(.columns)")
}

/// What the name of a key, check or index may be made of.
public enum KeyNameToken: Sendable {
  /// The table's name.
  case table
  /// The names of all columns, joined by `_`.
  case columns
  /// The first column's name.
  case firstColumn
}

/// What the name of a foreign key may be made of.
public enum ForeignKeyNameToken: Sendable {
  case table, columns, firstColumn
  case referencedTable, referencedColumns
}

/// A name with tokens in it: `"pk_\(.table)"`. Tokens that have no meaning there do not compile.
public struct NameTemplate<Token: Sendable>: ExpressibleByStringInterpolation, Sendable {
  package enum Segment: Sendable {
    case text(String)
    case token(Token)
  }
  package var segments: [Segment]

  public init(stringLiteral text: String) { segments = [.text(text)] }
  public init(stringInterpolation: StringInterpolation) { segments = stringInterpolation.segments }

  public struct StringInterpolation: StringInterpolationProtocol, Sendable {
    var segments: [Segment] = []
    public init(literalCapacity: Int, interpolationCount: Int) {}
    public mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { segments.append(.text(literal)) }
    }
    public mutating func appendInterpolation(_ token: Token) { segments.append(.token(token)) }
  }
}
