import WhimbrelModel

/// Nothing here reaches the publisher: as in a dump, a subscription is made without connecting, and
/// forgets its slot before it goes.
extension Catalog.Subscription: Planned {
  /// Those that PostgreSQL takes with CREATE alone, or that it would carry to the publisher.
  private static let fixed: Set<String> = ["two_phase", "failover"]

  package func create(_ names: Names) -> [Statement] {
    let slot = Self.slot(slot)
    let list = (["connect = false", slot] + options.map(Self.assignment)).joined(separator: ", ")
    return [
      Statement(
        "CREATE SUBSCRIPTION \(name.quoted) CONNECTION \((connection ?? "").literal) "
          + "PUBLICATION \(names.list(publications)) WITH (\(list))",
        for: id,
        hazards: [
          .note(
            "receives nothing yet: ALTER SUBSCRIPTION \(name.quoted) CONNECTION gives it the password, "
              + "ENABLE and REFRESH PUBLICATION start it, once its slot is at the publisher")
        ])
    ]
  }

  package func drop(_ names: Names) -> [Statement] {
    let target = "SUBSCRIPTION \(name.quoted)"
    let loss = slot.map {
      "what \(name.quoted) has not received yet; its slot stays at the publisher and keeps WAL there: "
        + "SELECT pg_drop_replication_slot(\(SQLText($0.text).literal))"
    }
    return [
      Statement("ALTER \(target) DISABLE", for: id),
      Statement("ALTER \(target) SET (slot_name = NONE)", for: id),
      Statement("DROP \(target)", for: id, hazards: loss.map { [.losesData($0)] } ?? []),
    ]
  }

  package func alter(to new: Self, _ names: Names) -> Alteration {
    let target = "ALTER SUBSCRIPTION \(name.quoted)"
    var statements: [Statement] = []
    if publications.sorted() != new.publications.sorted() {
      statements.append(
        Statement(
          "\(target) SET PUBLICATION \(names.list(new.publications)) WITH (refresh = false)",
          for: id,
          hazards: [
            .note("\(target) REFRESH PUBLICATION takes the tables of its publications over")
          ]))
    }
    let changed = new.options.filter { !options.contains($0) }
    let gone = options.map(Self.key).filter { key in !new.options.contains { Self.key($0) == key } }
    if (changed.map(Self.key) + gone).contains(where: Self.fixed.contains) { return .rebuild }
    var settings = changed.map(Self.assignment) + gone.map { "\($0) = \(Self.usual($0))" }
    if slot != new.slot {
      if new.slot == nil { statements.append(Statement("\(target) DISABLE", for: id)) }
      settings.append(Self.slot(new.slot))
    }
    if !settings.isEmpty {
      statements.append(Statement("\(target) SET (\(settings.joined(separator: ", ")))", for: id))
    }
    return .inPlace(statements)
  }

  private static func slot(_ name: Name?) -> String {
    "slot_name = \(name.map { SQLText($0.text).literal } ?? "NONE")"
  }

  private static func key(_ option: SQLText) -> String {
    String(option.text.prefix { $0 != "=" })
  }

  private static func assignment(_ option: SQLText) -> String {
    "\(key(option)) = \(option.text.drop { $0 != "=" }.dropFirst())"
  }

  /// What it is when nothing is said (manual: CREATE SUBSCRIPTION, Parameters).
  private static func usual(_ key: String) -> String {
    switch key {
    case "origin": "any"
    case "password_required": "true"
    case "synchronous_commit": "off"
    default: "false"
    }
  }
}
