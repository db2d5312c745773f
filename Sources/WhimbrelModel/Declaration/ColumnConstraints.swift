extension Column {
  /// The table's primary key, when that is this column alone.
  public func primaryKey(name: String = "") -> Column {
    with { $0.primaryKey = PrimaryKey(columns: [self], name: name, place: place) }
  }

  /// No two rows have the same value; with `indexed()` it is one unique index, no constraint.
  public func unique(name: String = "", nullsNotDistinct: Bool = false) -> Column {
    with {
      let unique = Unique(columns: [self], name: name, place: place)
      $0.unique = nullsNotDistinct ? unique.nullsNotDistinct() : unique
    }
  }

  /// An index of this column alone.
  public func indexed(name: String = "", method: Index.Method = .btree) -> Column {
    with { $0.index = Index(keys: [self], name: name, method: method, place: place) }
  }

  /// Every value is one of another table's column: `.references(\Users.id, onDelete: .cascade)`.
  public func references<Other: Table>(
    _ other: KeyPath<Other, Column> & Sendable, onDelete: ForeignKey.Action = .noAction,
    onUpdate: ForeignKey.Action = .noAction, name: String = ""
  ) -> Column {
    with {
      $0.foreignKeys.append(
        ForeignKey(
          columns: [self], target: .declared([ColumnPath(other)]), onDelete: onDelete,
          onUpdate: onUpdate, name: name, place: place))
    }
  }

  /// Every value is one of a column that no model declares.
  ///
  /// ```swift
  /// let userID = Column(.uuid).references("id", of: "users", in: "auth")
  /// ```
  public func references(
    _ column: String, of table: String, in schema: String = "",
    onDelete: ForeignKey.Action = .noAction, onUpdate: ForeignKey.Action = .noAction,
    name: String = ""
  ) -> Column {
    with {
      $0.foreignKeys.append(
        ForeignKey(
          columns: [self], target: .named(schema: schema, table: table, columns: [column]),
          onDelete: onDelete, onUpdate: onUpdate, name: name, place: place))
    }
  }

  /// What every value fulfils or leaves unknown: `.check("moisture BETWEEN 0 AND 1")`.
  public func check(_ condition: SQL, name: String = "") -> Column {
    with { $0.checks.append(Check(condition: condition, name: name, place: place)) }
  }

  /// A check that every value has at most so many characters, for a type that has no length of its
  /// own: `Column(.citext).maxLength(320)`.
  public func maxLength(_ length: Int, name: String = "") -> Column {
    check(name: name) { "char_length(\($0)) <= \(length)" }
  }

  /// What every value fulfils, by the column itself: `.check { "\($0) BETWEEN 0 AND 1" }`.
  public func check(name: String = "", _ condition: (Column) -> SQL) -> Column {
    check(condition(self), name: name)
  }
}
