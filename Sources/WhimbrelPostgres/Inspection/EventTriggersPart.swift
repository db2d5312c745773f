import WhimbrelModel

/// Event triggers.
enum EventTriggersPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT e.oid, e.evtname, e.evtowner, e.evtevent, e.evtenabled, e.evttags, n.nspname, p.proname
    FROM pg_catalog.pg_event_trigger e
    JOIN pg_catalog.pg_proc p ON p.oid = e.evtfoid
    JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
    WHERE \(request.databaseWide)
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let oid = try row.oid()
      let catalog = SystemCatalog.eventTrigger
      if assembly.isMember(catalog, oid) { return }
      let name = try row.name()
      let owner = try row.oid()
      let event = try row.name()
      let enabled = Catalog.Enabled(code: try row.char())
      let tags = row.texts()
      var trigger = Catalog.EventTrigger(
        name: name, event: event,
        function: ObjectID(.function, schema: try row.name(), try row.name()))
      trigger.tags = tags
      trigger.enabled = enabled
      assembly.add(.eventTrigger(trigger), catalog, oid, owner: owner)
    }
  }
}
