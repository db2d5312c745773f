/// A privilege (manual: Privileges).
public struct Privilege: Sendable {
  package let sql: String

  public static let select = Privilege(sql: "SELECT")
  public static let insert = Privilege(sql: "INSERT")
  public static let update = Privilege(sql: "UPDATE")
  public static let delete = Privilege(sql: "DELETE")
  public static let truncate = Privilege(sql: "TRUNCATE")
  public static let references = Privilege(sql: "REFERENCES")
  public static let trigger = Privilege(sql: "TRIGGER")
  /// PostgreSQL 17.
  public static let maintain = Privilege(sql: "MAINTAIN")
  public static let usage = Privilege(sql: "USAGE")
  public static let create = Privilege(sql: "CREATE")
  public static let execute = Privilege(sql: "EXECUTE")
  /// All that there are for the object.
  public static let all = Privilege(sql: "ALL")
}

/// Who gets a privilege: a role by its name, or `.public`.
public struct Grantee: Sendable, ExpressibleByStringLiteral {
  package let sql: String
  private init(sql: String) { self.sql = sql }
  public init(_ role: String) { sql = Name(role).quoted }
  public init(stringLiteral role: String) { self.init(role) }

  /// Everybody.
  public static let `public` = Grantee(sql: "PUBLIC")
}

/// What a privilege is on.
public struct PrivilegeTarget: Sendable {
  package enum Kind: Sendable {
    case table(any Table.Type)
    case named(String)
  }
  package let kind: Kind

  public static func table(_ table: any Table.Type) -> Self { Self(kind: .table(table)) }
  public static func view(_ name: String, schema: String = "") -> Self {
    named("TABLE", name, schema)
  }
  public static func sequence(_ name: String, schema: String = "") -> Self {
    named("SEQUENCE", name, schema)
  }
  public static func type(_ name: String, schema: String = "") -> Self {
    named("TYPE", name, schema)
  }
  public static func schema(_ name: String) -> Self { named("SCHEMA", name, "") }
  /// By its signature, in SQL: `.function("half(integer)")`.
  public static func function(_ signature: String) -> Self {
    Self(kind: .named("FUNCTION \(signature)"))
  }
  public static func procedure(_ signature: String) -> Self {
    Self(kind: .named("PROCEDURE \(signature)"))
  }

  private static func named(_ word: String, _ name: String, _ schema: String) -> Self {
    let path = schema.isEmpty ? "" : "\(Name(schema).quoted)."
    return Self(kind: .named("\(word) \(path)\(Name(name).quoted)"))
  }

  func sql(_ model: inout Lowering, _ place: SourcePlace) -> String? {
    switch kind {
    case .named(let text): text
    case .table(let table): model.id(of: .table(table), place).map { "TABLE \(model.path($0))" }
    }
  }
}
