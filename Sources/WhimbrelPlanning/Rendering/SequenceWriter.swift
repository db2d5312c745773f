import WhimbrelModel

extension Catalog.Sequence: Planned {
  package func create(_ names: Names) -> [Statement] {
    let unlogged = isUnlogged ? "UNLOGGED" : nil
    return [
      Statement(
        clauses(
          "CREATE", unlogged, "SEQUENCE", names.qualified(id), options.clause(since: nil)), for: id)
    ] + owned(names)
  }

  package func drop(_ names: Names) -> [Statement] {
    [
      Statement(
        "DROP SEQUENCE \(names.qualified(id))", for: id,
        hazards: [.losesData("the position of sequence \(names.qualified(id))")])
    ]
  }

  package func alter(to new: Self, _ names: Names) -> Alteration {
    let target = "ALTER SEQUENCE \(names.qualified(id))"
    var statements: [Statement] = []
    if let clause = new.options.clause(since: options) {
      statements.append(Statement("\(target) \(clause)", for: id))
    }
    if isUnlogged != new.isUnlogged {
      statements.append(
        Statement("\(target) SET \(new.isUnlogged ? "UNLOGGED" : "LOGGED")", for: id))
    }
    if ownedBy != new.ownedBy { statements += new.owned(names, orNone: true) }
    return .inPlace(statements)
  }

  /// The column has to exist: the planner puts this after it.
  func owned(_ names: Names, orNone: Bool = false) -> [Statement] {
    guard let column = ownedBy else {
      return orNone
        ? [Statement("ALTER SEQUENCE \(names.qualified(id)) OWNED BY NONE", for: id)] : []
    }
    let path = "\(names.qualified(column)).\(column.member.quoted)"
    return [Statement("ALTER SEQUENCE \(names.qualified(id)) OWNED BY \(path)", for: id)]
  }
}

extension Catalog.SequenceOptions {
  /// The clauses in the order of CREATE SEQUENCE that differ from `old`, or from the defaults when
  /// that is nil; nil when none does.
  func clause(since old: Self?) -> String? {
    let base =
      old ?? Catalog.SequenceOptions(type: type, increment: increment)
    var parts: [String] = []
    if old == nil ? type != "bigint" : old?.type != type { parts.append("AS \(type)") }
    if old == nil ? increment != 1 : base.increment != increment {
      parts.append("INCREMENT BY \(increment)")
    }
    if base.minimum != minimum { parts.append("MINVALUE \(minimum)") }
    if base.maximum != maximum { parts.append("MAXVALUE \(maximum)") }
    let start = old == nil ? (increment > 0 ? minimum : maximum) : base.start
    if start != self.start { parts.append("START WITH \(self.start)") }
    if base.cache != cache { parts.append("CACHE \(cache)") }
    if base.isCycled != isCycled { parts.append(isCycled ? "CYCLE" : "NO CYCLE") }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }
}
