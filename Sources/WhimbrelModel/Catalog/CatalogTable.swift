extension Catalog {
  /// A table of any kind: ordinary, partitioned, a partition, foreign, typed.
  package struct Table: Hashable, Sendable {
    package var schema: Name
    package var name: Name
    /// In the order of the table; inherited ones too.
    package var columns: [Column]
    package var isUnlogged = false
    /// `fillfactor=70`
    package var options: OptionList = []
    /// The TOAST table's, without the `toast.` in front.
    package var toastOptions: OptionList = []
    /// `RANGE (created_at)` for a partitioned table.
    package var partitionKey: SQLText?
    /// The parent and the bound (`FOR VALUES …` or `DEFAULT`) of a partition.
    package var partitionOf: Partition?
    /// Parents by INHERITS, in order.
    package var inherits: [ObjectID] = []
    /// The composite type of a typed table, as `format_type` prints it.
    package var ofType: SQLText?
    /// nil for the server's default (`heap`).
    package var accessMethod: Name?
    package var tablespace: Name?
    package var isRowSecurityEnabled = false
    package var isRowSecurityForced = false
    package var replicaIdentity: ReplicaIdentity = .default
    /// The index (of a constraint, or its own) named by CLUSTER ON.
    package var clusteredOn: Name?
    /// Set for a foreign table.
    package var foreign: Foreign?

    package var id: ObjectID { ObjectID(.table, schema: schema, name) }

    package init(schema: Name, name: Name, columns: [Column]) {
      self.schema = schema
      self.name = name
      self.columns = columns
    }

    package func column(_ name: Name) -> Column? { columns.first { $0.name == name } }

    package struct Partition: Hashable, Sendable {
      package var parent: ObjectID
      package var bound: SQLText
      package init(parent: ObjectID, bound: SQLText) {
        self.parent = parent
        self.bound = bound
      }
    }

    package enum ReplicaIdentity: Hashable, Sendable {
      case `default`, full, nothing
      case index(Name)
    }

    package struct Foreign: Hashable, Sendable {
      package var server: Name
      /// `name=value`
      package var options: OptionList
      package init(server: Name, options: OptionList) {
        self.server = server
        self.options = options
      }
    }
  }
}
