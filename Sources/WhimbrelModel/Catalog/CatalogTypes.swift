extension Catalog {
  /// A composite type that stands alone; a column of it has a name, a type and a collation.
  package struct CompositeType: Hashable, Sendable {
    package var schema: Name
    package var name: Name
    package var columns: [Column]
    package var id: ObjectID { ObjectID(.compositeType, schema: schema, name) }
    package init(schema: Name, name: Name, columns: [Column]) {
      self.schema = schema
      self.name = name
      self.columns = columns
    }
  }

  /// A range type; its multirange type comes and goes with it.
  package struct RangeType: Hashable, Sendable {
    package var schema: Name
    package var name: Name
    package var subtype: TypeName
    /// Only when it is not the subtype's default, as SQL.
    package var operatorClass: SQLText?
    /// Only when it differs from the subtype's own, as SQL.
    package var collation: SQLText?
    /// Functions by their names, as SQL: `shop.diff`.
    package var canonical: SQLText?
    package var subtypeDifference: SQLText?
    package var multirangeSchema: Name
    package var multirangeName: Name
    package var id: ObjectID { ObjectID(.rangeType, schema: schema, name) }
    package init(schema: Name, name: Name, subtype: TypeName, multirangeName: Name) {
      self.schema = schema
      self.name = name
      self.subtype = subtype
      self.multirangeSchema = schema
      self.multirangeName = multirangeName
    }
  }

  /// A collation.
  package struct Collation: Hashable, Sendable {
    package enum Provider: String, Hashable, Sendable { case libc, icu, builtin }
    package var schema: Name
    package var name: Name
    package var provider: Provider
    /// ICU and builtin.
    package var locale: SQLText?
    /// libc.
    package var collate: SQLText?
    package var ctype: SQLText?
    package var isDeterministic = true
    /// ICU's tailoring rules (16).
    package var rules: SQLText?
    package var id: ObjectID { ObjectID(.collation, schema: schema, name) }
    package init(schema: Name, name: Name, provider: Provider) {
      self.schema = schema
      self.name = name
      self.provider = provider
    }
  }
}
