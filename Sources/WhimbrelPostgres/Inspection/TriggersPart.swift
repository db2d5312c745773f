import WhimbrelModel

/// Triggers that a user made, without their copies on partitions.
enum TriggersPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT t.oid, t.tgrelid, t.tgname, t.tgparentid, t.tgenabled, o.tgenabled, t.tgtype,
      t.tgattr, t.tgconstraint, t.tgdeferrable, t.tginitdeferred, fn.nspname, f.relname,
      t.tgoldtable, t.tgnewtable,
      CASE WHEN t.tgqual IS NOT NULL THEN pg_catalog.pg_get_triggerdef(t.oid, false) END,
      pn.nspname, p.proname, t.tgargs
    FROM pg_catalog.pg_trigger t
    JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
    JOIN pg_catalog.pg_proc p ON p.oid = t.tgfoid
    JOIN pg_catalog.pg_namespace pn ON pn.oid = p.pronamespace
    LEFT JOIN pg_catalog.pg_class f ON f.oid = t.tgconstrrelid
    LEFT JOIN pg_catalog.pg_namespace fn ON fn.oid = f.relnamespace
    LEFT JOIN pg_catalog.pg_trigger o ON o.oid = t.tgparentid
    WHERE NOT t.tgisinternal AND c.relnamespace IN \(request.namespaces)
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let oid = try row.oid()
      let relationOID = try row.oid()
      guard let relation = assembly.relations[relationOID]?.id,
        !assembly.isMember(SystemCatalog.trigger, oid)
      else { return }
      let name = try row.name()
      let parent = try row.oid()
      let enabled = try row.char()
      let parentEnabled = row.charIfAny()
      if parent != 0 {
        if let parentEnabled, parentEnabled != enabled {
          assembly.catalog.unmanaged.append(
            Catalog.Unmanaged(
              .partitionTrigger, relation.with(.trigger, member: name),
              reason: "it is enabled in another way than on the partition's parent"))
        }
        return
      }
      let (trigger, constraint) = try read(
        &row, relation: relation, oid: relationOID, name: name, enabled: enabled, in: assembly)
      assembly.add(.trigger(trigger), SystemCatalog.trigger, oid)
      if constraint != 0 {
        assembly.register(trigger.id, SystemCatalog.constraint, constraint)
      }
    }
  }

  private static func read(
    _ row: inout RowReader, relation: ObjectID, oid: OID, name: Name, enabled: Character,
    in assembly: Assembly
  ) throws -> (Catalog.Trigger, constraint: OID) {
    let type = try row.int()
    let columns = assembly.columnNames(oid, try row.ints())
    let constraint = try row.oid()
    let isDeferrable = try row.bool()
    let isInitiallyDeferred = try row.bool()
    let fromSchema = row.nameIfAny()
    let from = row.nameIfAny()
    let oldTable = row.nameIfAny()
    let newTable = row.nameIfAny()
    let definition = row.textIfAny()
    let function = ObjectID(.function, schema: try row.name(), try row.name())
    // The bits of pg_trigger.tgtype (PostgreSQL: catalog/pg_trigger.h).
    var events: [Catalog.Trigger.Event] = []
    if type & 4 != 0 { events.append(.insert) }
    if type & 8 != 0 { events.append(.delete) }
    if type & 16 != 0 { events.append(.update(of: columns)) }
    if type & 32 != 0 { events.append(.truncate) }
    var trigger = Catalog.Trigger(
      relation: relation, name: name,
      timing: type & 64 != 0 ? .insteadOf : type & 2 != 0 ? .before : .after, events: events,
      function: function)
    trigger.isForEachRow = type & 1 != 0
    trigger.isConstraint = constraint != 0
    trigger.isDeferrable = isDeferrable
    trigger.isInitiallyDeferred = isInitiallyDeferred
    if let fromSchema, let from { trigger.from = ObjectID(.table, schema: fromSchema, from) }
    trigger.oldTable = oldTable
    trigger.newTable = newTable
    trigger.condition = definition.flatMap(TriggerCondition.init)?.expression
    trigger.arguments = row.nulTerminated()
    trigger.enabled = Catalog.Enabled(code: enabled)
    return (trigger, constraint)
  }
}

/// What stands in the parentheses of WHEN in a trigger's definition.
///
/// The server has no other way to print it: it names two rows, OLD and NEW, which `pg_get_expr` refuses.
struct TriggerCondition {
  let expression: Expression

  /// nil when the definition has no WHEN.
  init?(_ definition: SQLText) {
    let text = Array(definition.text.utf8)
    let word = Array(" WHEN (".utf8)
    var depth = 0
    var start: Int?
    var index = 0
    while index < text.count {
      let byte = text[index]
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        // A quote inside is doubled, which reads as two texts side by side.
        index += 1
        while index < text.count && text[index] != byte { index += 1 }
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"):
        depth -= 1
        if depth == 0, let start {
          self.expression = Expression(
            SQLText(String(decoding: text[start..<index], as: UTF8.self)))
          return
        }
      case UInt8(ascii: " ") where depth == 0 && start == nil:
        if text[index...].starts(with: word) { start = index + word.count }
      default: break
      }
      index += 1
    }
    return nil
  }
}
