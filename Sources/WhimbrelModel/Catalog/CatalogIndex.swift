extension Catalog {
  /// An index that stands behind no constraint.
  package struct Index: Hashable, Sendable {
    package var schema: Name
    package var name: Name
    /// The table or materialised view it is on.
    package var relation: ObjectID
    package var method: Name
    package var elements: [IndexElement]
    package var include: [Name] = []
    package var isUnique = false
    package var isNullsNotDistinct = false
    package var predicate: Expression?
    /// `fillfactor=70`
    package var options: OptionList = []
    package var tablespace: Name?
    package var isValid = true
    /// The index of the parent that this one, on a partition, is attached to.
    package var attachedTo: ObjectID?

    package var id: ObjectID { ObjectID(.index, schema: schema, name) }

    package init(
      schema: Name, name: Name, relation: ObjectID, method: Name = "btree",
      elements: [IndexElement]
    ) {
      self.schema = schema
      self.name = name
      self.relation = relation
      self.method = method
      self.elements = elements
    }
  }

  /// One key of an index or exclusion constraint.
  package struct IndexElement: Hashable, Sendable {
    package enum Key: Hashable, Sendable {
      case column(Name)
      /// As CREATE INDEX takes it: in parentheses unless it is a plain function call.
      case expression(Expression)
    }
    package var key: Key
    /// Only when it differs from the column's or expression's own, as SQL.
    package var collation: SQLText?
    /// Only when it is not the method's default for the type, as SQL: `text_pattern_ops`.
    package var operatorClass: SQLText?
    /// `siglen=32`
    package var operatorClassOptions: OptionList = []
    package var isDescending = false
    /// As `NULLS FIRST`: false by default when ascending, true when descending.
    package var isNullsFirst = false
    /// An expression element's statistics target.
    package var statisticsTarget: Int?
    package init(_ key: Key) { self.key = key }
  }
}
