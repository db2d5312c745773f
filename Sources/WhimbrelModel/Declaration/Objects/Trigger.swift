/// A trigger: `Trigger("touch", .before, .update, on: Plants.self, execute: "touch").forEachRow()`
/// (manual: CREATE TRIGGER).
public struct Trigger: RenamableObject, LoweredObject {
  public enum Timing: String, Sendable {
    case before = "BEFORE"
    case after = "AFTER"
    case insteadOf = "INSTEAD OF"
  }

  /// What fires it.
  public struct Event: Sendable {
    package enum Kind: Sendable {
      case insert, delete, truncate
      case update([ColumnPath])
    }
    package let kind: Kind
    public static let insert = Event(kind: .insert)
    public static let delete = Event(kind: .delete)
    public static let truncate = Event(kind: .truncate)
    public static let update = Event(kind: .update([]))
    /// An UPDATE that sets one of these columns.
    public static func update<T: Table>(of columns: KeyPath<T, Column> & Sendable...) -> Event {
      Event(kind: .update(columns.map { ColumnPath($0) }))
    }
  }

  /// When it fires (manual: session_replication_role).
  public enum State: String, Sendable {
    case origin, always, replica, disabled
  }

  public var details: ObjectDetails
  package var relation: RelationPath
  package var timing: Timing
  package var events: [Event]
  package var function: FunctionPath
  package var isForEachRow = false
  package var isConstraint = false
  package var isDeferrable = false
  package var isInitiallyDeferred = false
  package var oldTable = ""
  package var newTable = ""
  package var condition: SQL?
  package var state = State.origin

  /// - Parameter arguments: what the function finds in `TG_ARGV`.
  public init(
    _ name: String, _ timing: Timing, _ events: Event..., on table: any Table.Type,
    execute function: String, schema: String = "", arguments: [String] = [],
    file: String = #filePath, line: Int = #line, column: Int = #column
  ) {
    self.init(
      name, timing, events, on: .table(table), FunctionPath(function, schema, arguments),
      SourcePlace(file: file, line: line, column: column))
  }

  /// A trigger on a view, by its name.
  public init(
    _ name: String, _ timing: Timing, _ events: Event..., onView view: String,
    in viewSchema: String = "",
    execute function: String, schema: String = "", arguments: [String] = [],
    file: String = #filePath, line: Int = #line, column: Int = #column
  ) {
    self.init(
      name, timing, events, on: .view(view, schema: viewSchema),
      FunctionPath(function, schema, arguments),
      SourcePlace(file: file, line: line, column: column))
  }

  private init(
    _ name: String, _ timing: Timing, _ events: [Event], on relation: RelationPath,
    _ function: FunctionPath, _ place: SourcePlace
  ) {
    details = ObjectDetails(name, place)
    self.timing = timing
    self.events = events
    self.relation = relation
    self.function = function
  }

  /// Once for each row, not once a statement.
  public func forEachRow() -> Trigger { with { $0.isForEachRow = true } }

  /// Only where this holds: `.when("OLD.* IS DISTINCT FROM NEW.*")`.
  public func when(_ condition: SQL) -> Trigger { with { $0.condition = condition } }

  /// Names for the rows before and after, as tables.
  public func referencing(old: String = "", new: String = "") -> Trigger {
    with { ($0.oldTable, $0.newTable) = (old, new) }
  }

  /// A constraint trigger, which can wait for the end of the transaction.
  public func constraint(deferrable: Bool = false, initiallyDeferred: Bool = false) -> Trigger {
    with {
      $0.isConstraint = true
      $0.isForEachRow = true
      $0.isDeferrable = deferrable || initiallyDeferred
      $0.isInitiallyDeferred = initiallyDeferred
    }
  }

  public func enabled(_ state: State) -> Trigger { with { $0.state = state } }

  func lower(into model: inout Lowering) {
    guard let relation = model.id(of: relation, details.place) else { return }
    var trigger = Catalog.Trigger(
      relation: relation, name: Name(details.name),
      timing: .init(rawValue: timing.rawValue) ?? .before,
      events: events.map { model.event($0, details.place) }, function: model.id(of: function))
    trigger.arguments = function.arguments.map { SQLText($0) }
    trigger.isForEachRow = isForEachRow
    trigger.isConstraint = isConstraint
    trigger.isDeferrable = isDeferrable
    trigger.isInitiallyDeferred = isInitiallyDeferred
    trigger.oldTable = oldTable.isEmpty ? nil : Name(oldTable)
    trigger.newTable = newTable.isEmpty ? nil : Name(newTable)
    trigger.condition = condition.map { model.expression($0, details.place) }
    trigger.enabled = .init(rawValue: state.rawValue) ?? .origin
    model.add(.trigger(trigger), details)
  }
}

/// A trigger on statements that change the schema (manual: CREATE EVENT TRIGGER).
public struct EventTrigger: RenamableObject, LoweredObject {
  public var details: ObjectDetails
  package var event: String
  package var function: FunctionPath
  package var tags: [String]
  package var state = Trigger.State.origin

  /// - Parameter tags: the commands it is for, as `CREATE TABLE`; empty for all.
  public init(
    _ name: String, on event: String, tags: [String] = [], execute function: String,
    schema: String = "", file: String = #filePath, line: Int = #line, column: Int = #column
  ) {
    details = ObjectDetails(name, SourcePlace(file: file, line: line, column: column))
    self.event = event
    self.tags = tags
    self.function = FunctionPath(function, schema, [])
  }

  public func enabled(_ state: Trigger.State) -> EventTrigger { with { $0.state = state } }

  func lower(into model: inout Lowering) {
    var trigger = Catalog.EventTrigger(
      name: Name(details.name), event: Name(event), function: model.id(of: function))
    trigger.tags = tags.map { SQLText($0) }
    trigger.enabled = .init(rawValue: state.rawValue) ?? .origin
    model.add(.eventTrigger(trigger), details)
  }
}

extension Lowering {
  fileprivate mutating func event(
    _ event: Trigger.Event, _ place: SourcePlace
  ) -> Catalog.Trigger.Event {
    switch event.kind {
    case .insert: .insert
    case .delete: .delete
    case .truncate: .truncate
    case .update(let paths): .update(of: paths.map { name(of: $0, place) })
    }
  }
}
