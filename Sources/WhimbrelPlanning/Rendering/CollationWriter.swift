import WhimbrelModel

extension Catalog.Collation: Planned {
  package func create(_ names: Names) -> [Statement] {
    let options = [
      "PROVIDER = \(provider.rawValue)",
      locale.map { "LOCALE = \($0.literal)" },
      collate.map { "LC_COLLATE = \($0.literal)" },
      ctype.map { "LC_CTYPE = \($0.literal)" },
      isDeterministic ? nil : "DETERMINISTIC = false",
      rules.map { "RULES = \($0.literal)" },
    ]
    return [
      Statement(
        "CREATE COLLATION \(names.qualified(id)) (\(options.compactMap { $0 }.joined(separator: ", ")))",
        for: id)
    ]
  }

  package func drop(_ names: Names) -> [Statement] {
    [Statement("DROP COLLATION \(names.qualified(id))", for: id)]
  }

  package func alter(to new: Self, _ names: Names) -> Alteration { .rebuild }
}
