extension Catalog {
  /// A column of a table, a view or a composite type.
  package struct Column: Hashable, Sendable {
    package enum Storage: String, Hashable, Sendable { case plain, external, extended, main }
    package enum Compression: String, Hashable, Sendable { case pglz, lz4 }

    package var name: Name
    package var type: TypeName
    /// Only when it differs from the type's own, as SQL: `"C"`, `shop."de-x"`.
    package var collation: SQLText?
    package var isNotNull: Bool
    /// The NOT NULL constraint's name where the server keeps one (18); nil for PostgreSQL's own choice.
    package var notNullName: Name?
    /// false after NOT NULL NOT VALID (18).
    package var isNotNullValid = true
    /// NOT NULL NO INHERIT (18).
    package var isNotNullNoInherit = false
    package var `default`: Expression?
    package var identity: Identity?
    package var generated: Generated?
    /// nil for the type's own.
    package var storage: Storage?
    package var compression: Compression?
    package var statisticsTarget: Int?
    /// `n_distinct=5`
    package var options: OptionList = []
    /// A foreign table's column options as name=value.
    package var foreignOptions: OptionList = []
    /// Whether it is declared here, and by how many parents it is inherited.
    package var isLocal = true
    package var inheritanceCount = 0

    package init(name: Name, type: TypeName, isNotNull: Bool = false) {
      self.name = name
      self.type = type
      self.isNotNull = isNotNull
    }

    package struct Identity: Hashable, Sendable {
      package var isAlways: Bool
      package var options: SequenceOptions
      /// The sequence's name when it is not the one PostgreSQL would choose.
      package var sequence: Name?
      package init(isAlways: Bool, options: SequenceOptions) {
        self.isAlways = isAlways
        self.options = options
      }
    }

    package struct Generated: Hashable, Sendable {
      package enum Kind: String, Hashable, Sendable { case stored, virtual }
      package var expression: Expression
      package var kind: Kind
      package init(_ expression: Expression, kind: Kind = .stored) {
        self.expression = expression
        self.kind = kind
      }
    }
  }

  /// A type as `format_type` prints it, with and without its modifiers.
  package struct TypeName: Hashable, Sendable, CustomStringConvertible {
    /// `character varying(20)`
    package var printed: SQLText
    /// `character varying`: tells a change of length from a change of type.
    package var base: SQLText
    /// How the author wrote it, when that is known: `varchar(20)`.
    package var authored: SQLText?

    package init(_ printed: SQLText, base: SQLText? = nil, authored: SQLText? = nil) {
      self.printed = printed
      self.base = base ?? printed
      self.authored = authored
    }

    package var isArray: Bool { base.text.hasSuffix("[]") }
    /// What a statement says.
    package var sql: String { (authored ?? printed).text }
    package var description: String { sql }

    package static func == (left: TypeName, right: TypeName) -> Bool {
      left.printed == right.printed
    }
    package func hash(into hasher: inout Hasher) { hasher.combine(printed) }
  }
}
