extension Catalog {
  /// A view.
  package struct View: Hashable, Sendable {
    package var schema: Name
    package var name: Name
    /// Name, type, collation and, of an updatable view, default.
    package var columns: [Column]
    /// As `pg_get_viewdef` prints it, without the semicolon.
    package var definition: Expression
    /// `check_option=local`, `security_barrier=true`, `security_invoker=true`
    package var options: OptionList = []
    package var id: ObjectID { ObjectID(.view, schema: schema, name) }
    package init(schema: Name, name: Name, columns: [Column], definition: Expression) {
      self.schema = schema
      self.name = name
      self.columns = columns
      self.definition = definition
    }
  }

  /// A materialised view. Whether it holds rows is not compared.
  package struct MaterializedView: Hashable, Sendable {
    package var schema: Name
    package var name: Name
    /// With their storage, compression, statistics target and options.
    package var columns: [Column]
    package var definition: Expression
    package var options: OptionList = []
    package var toastOptions: OptionList = []
    /// nil for the server's default (`heap`).
    package var accessMethod: Name?
    package var tablespace: Name?
    /// The index named by CLUSTER ON.
    package var clusteredOn: Name?
    package var id: ObjectID { ObjectID(.materializedView, schema: schema, name) }
    package init(schema: Name, name: Name, columns: [Column], definition: Expression) {
      self.schema = schema
      self.name = name
      self.columns = columns
      self.definition = definition
    }
  }

  /// A rewrite rule, other than the one a view is made of.
  package struct Rule: Hashable, Sendable {
    /// The table or view it is on.
    package var relation: ObjectID
    package var name: Name
    /// The whole statement as `pg_get_ruledef(oid, true)` prints it, without the semicolon.
    package var definition: Expression
    package var enabled: Enabled = .origin
    package var id: ObjectID { relation.with(.rule, member: name) }
    package init(relation: ObjectID, name: Name, definition: Expression) {
      self.relation = relation
      self.name = name
      self.definition = definition
    }
  }

  /// When a trigger or rule fires (manual: session_replication_role).
  package enum Enabled: String, Hashable, Sendable { case origin, always, replica, disabled }
}
