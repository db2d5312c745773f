extension Catalog {
  /// A foreign-data wrapper.
  package struct ForeignDataWrapper: Hashable, Sendable {
    package var name: Name
    /// Functions by their names, as SQL.
    package var handler: SQLText?
    package var validator: SQLText?
    /// `name=value`
    package var options: OptionList = []
    package var id: ObjectID { ObjectID(.foreignDataWrapper, name) }
    package init(name: Name) { self.name = name }
  }

  /// A foreign server.
  package struct ForeignServer: Hashable, Sendable {
    package var name: Name
    package var wrapper: Name
    package var type: SQLText?
    package var version: SQLText?
    /// `name=value`
    package var options: OptionList = []
    package var id: ObjectID { ObjectID(.foreignServer, name) }
    package init(name: Name, wrapper: Name) {
      self.name = name
      self.wrapper = wrapper
    }
  }

  /// A user mapping, without its secrets.
  package struct UserMapping: Hashable, Sendable {
    package var server: Name
    /// `public` stands for PUBLIC: no role can be called so.
    package var role: Name
    /// `name=value`, passwords left out.
    package var options: OptionList = []
    package var id: ObjectID { ObjectID(.userMapping, server, member: role) }
    package init(server: Name, role: Name) {
      self.server = server
      self.role = role
    }
  }

  /// A publication.
  package struct Publication: Hashable, Sendable {
    package var name: Name
    package var isForAllTables = false
    /// Sorted by relation.
    package var tables: [Table] = []
    /// Sorted.
    package var schemas: [Name] = []
    /// Of `insert`, `update`, `delete`, `truncate`, in this order.
    package var operations: [String] = ["insert", "update", "delete", "truncate"]
    package var isViaRoot = false
    /// `stored` after `publish_generated_columns = stored` (18).
    package var publishesGenerated = false
    package var id: ObjectID { ObjectID(.publication, name) }
    package init(name: Name) { self.name = name }

    package struct Table: Hashable, Sendable {
      package var relation: ObjectID
      /// Sorted; nil for all.
      package var columns: [Name]?
      /// What stands in the parentheses of WHERE.
      package var filter: Expression?
      package init(relation: ObjectID) { self.relation = relation }
    }
  }

  /// What ALTER DEFAULT PRIVILEGES said for one role, schema and kind of object.
  package struct DefaultPrivileges: Hashable, Sendable {
    /// The role whose new objects it is about.
    package var role: Name
    /// Empty for all schemas.
    package var schema: Name
    /// `TABLES`, `SEQUENCES`, `ROUTINES`, `TYPES`, `SCHEMAS`, `LARGE OBJECTS`
    package var objects: SQLText
    /// Of all schemas: everything a new object has, the role itself being `.owner`. Of one schema: what
    /// is added to that.
    package var grants: Set<Privileges.Grant>
    /// Whether the server gives owners MAINTAIN (17 on).
    package var hasMaintain = false
    package var id: ObjectID {
      ObjectID(.defaultPrivileges, schema: schema, role, member: Name(objects.text))
    }
    package init(
      role: Name, schema: Name, objects: SQLText, grants: Set<Privileges.Grant>
    ) {
      self.role = role
      self.schema = schema
      self.objects = objects
      self.grants = grants
    }
  }
}
