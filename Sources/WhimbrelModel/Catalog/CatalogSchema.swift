extension Catalog {
  /// A schema (namespace).
  package struct Schema: Hashable, Sendable {
    package var name: Name
    package var id: ObjectID { ObjectID(.schema, name) }
    package init(name: Name) { self.name = name }
  }

  /// An installed extension. Its members are its own and are not in the catalog.
  package struct Extension: Hashable, Sendable {
    package var name: Name
    /// The schema its objects are in.
    package var schema: Name
    /// nil when nobody said one: versions are compared only when the model says one.
    package var version: SQLText?
    /// The comment that it comes with on this server; not compared.
    package var usualComment: SQLText?
    package var id: ObjectID { ObjectID(.extension, name) }
    package init(name: Name, schema: Name, version: SQLText? = nil) {
      self.name = name
      self.schema = schema
      self.version = version
    }

    package static func == (left: Extension, right: Extension) -> Bool {
      (left.name, left.schema, left.version) == (right.name, right.schema, right.version)
    }
    package func hash(into hasher: inout Hasher) {
      hasher.combine(name)
      hasher.combine(schema)
      hasher.combine(version)
    }
  }

  /// An enum type with its labels in order.
  package struct EnumType: Hashable, Sendable {
    package var schema: Name
    package var name: Name
    package var labels: [SQLText]
    package var id: ObjectID { ObjectID(.enumType, schema: schema, name) }
    package init(schema: Name, name: Name, labels: [SQLText]) {
      self.schema = schema
      self.name = name
      self.labels = labels
    }
  }
}
