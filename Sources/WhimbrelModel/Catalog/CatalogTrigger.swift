extension Catalog {
  /// A trigger that a user made. The copies on partitions and those of foreign keys are not listed.
  package struct Trigger: Hashable, Sendable {
    package enum Timing: String, Hashable, Sendable {
      case before = "BEFORE"
      case after = "AFTER"
      case insteadOf = "INSTEAD OF"
    }
    package enum Event: Hashable, Sendable {
      case insert, delete, truncate
      /// `UPDATE OF a, b`: empty for any column.
      case update(of: [Name])
    }

    /// The table or view it is on.
    package var relation: ObjectID
    package var name: Name
    package var timing: Timing
    /// In the order in which PostgreSQL prints them: insert, delete, update, truncate.
    package var events: [Event]
    package var isForEachRow = false
    package var isConstraint = false
    package var isDeferrable = false
    package var isInitiallyDeferred = false
    /// `FROM` of a constraint trigger.
    package var from: ObjectID?
    package var oldTable: Name?
    package var newTable: Name?
    /// What stands in the parentheses of WHEN.
    package var condition: Expression?
    /// The function it calls: schema and name, no member.
    package var function: ObjectID
    /// The plain text of each argument, unquoted.
    package var arguments: [SQLText] = []
    package var enabled: Enabled = .origin
    package var id: ObjectID { relation.with(.trigger, member: name) }

    package init(
      relation: ObjectID, name: Name, timing: Timing, events: [Event], function: ObjectID
    ) {
      self.relation = relation
      self.name = name
      self.timing = timing
      self.events = events
      self.function = function
    }
  }

  /// An event trigger.
  package struct EventTrigger: Hashable, Sendable {
    package var name: Name
    /// `ddl_command_end`
    package var event: Name
    /// `WHEN TAG IN (…)`, in their order.
    package var tags: [SQLText] = []
    /// Schema and name, no member.
    package var function: ObjectID
    package var enabled: Enabled = .origin
    package var id: ObjectID { ObjectID(.eventTrigger, name) }
    package init(name: Name, event: Name, function: ObjectID) {
      self.name = name
      self.event = event
      self.function = function
    }
  }

  /// A row-security policy.
  package struct Policy: Hashable, Sendable {
    package enum Command: String, Hashable, Sendable {
      case all = "ALL"
      case select = "SELECT"
      case insert = "INSERT"
      case update = "UPDATE"
      case delete = "DELETE"
    }
    package var table: ObjectID
    package var name: Name
    package var command: Command = .all
    package var isPermissive = true
    /// Sorted; empty for PUBLIC.
    package var roles: [Name] = []
    package var using: Expression?
    package var check: Expression?
    package var id: ObjectID { table.with(.policy, member: name) }
    package init(table: ObjectID, name: Name) {
      self.table = table
      self.name = name
    }
  }
}
