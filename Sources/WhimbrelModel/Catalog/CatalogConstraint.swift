extension Catalog {
  /// A constraint of a table. NOT NULL is part of its column.
  package struct Constraint: Hashable, Sendable {
    package var table: ObjectID
    package var name: Name
    package var kind: Kind
    package var isDeferrable = false
    package var isInitiallyDeferred = false
    /// false after NOT VALID.
    package var isValid = true
    /// false after NOT ENFORCED (18).
    package var isEnforced = true
    /// Declared on this table, and by how many parents it is inherited.
    package var isLocal = true
    package var inheritanceCount = 0

    package var id: ObjectID { table.with(.constraint, member: name) }

    package init(table: ObjectID, name: Name, kind: Kind) {
      self.table = table
      self.name = name
      self.kind = kind
    }

    package enum Kind: Hashable, Sendable {
      case primaryKey(Key)
      case unique(Key)
      case check(Expression, isNoInherit: Bool)
      case foreignKey(ForeignKey)
      case exclusion(Exclusion)
    }

    /// The columns of a primary key or unique constraint, and what its index says.
    package struct Key: Hashable, Sendable {
      package var columns: [Name]
      package var include: [Name] = []
      package var isNullsNotDistinct = false
      /// The last column is a range compared by overlap (WITHOUT OVERLAPS, 18).
      package var isWithoutOverlaps = false
      package var options: OptionList = []
      package var tablespace: Name?
      package init(columns: [Name]) { self.columns = columns }
    }

    package struct ForeignKey: Hashable, Sendable {
      package enum Action: String, Hashable, Sendable {
        case noAction = "NO ACTION"
        case restrict = "RESTRICT"
        case cascade = "CASCADE"
        case setNull = "SET NULL"
        case setDefault = "SET DEFAULT"
      }
      package var columns: [Name]
      package var references: ObjectID
      package var referencedColumns: [Name]
      package var isMatchFull = false
      package var onUpdate: Action = .noAction
      package var onDelete: Action = .noAction
      /// `ON DELETE SET NULL (a, b)`: empty for all.
      package var onDeleteColumns: [Name] = []
      /// PERIOD on the last column (18).
      package var isPeriod = false
      package init(columns: [Name], references: ObjectID, referencedColumns: [Name]) {
        self.columns = columns
        self.references = references
        self.referencedColumns = referencedColumns
      }
    }

    package struct Exclusion: Hashable, Sendable {
      package var method: Name
      package var elements: [IndexElement]
      /// One for each element, as SQL: `=`, `OPERATOR(shop.&&)`.
      package var operators: [SQLText]
      package var include: [Name] = []
      package var predicate: Expression?
      package var options: OptionList = []
      package var tablespace: Name?
      package init(method: Name, elements: [IndexElement], operators: [SQLText]) {
        self.method = method
        self.elements = elements
        self.operators = operators
      }
    }
  }
}
