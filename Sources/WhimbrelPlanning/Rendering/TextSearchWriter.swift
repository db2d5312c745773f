import WhimbrelModel

extension Catalog.TextSearchParser: Planned {
  package func create(_ names: Names) -> [Statement] {
    let options = [
      "START = \(start)", "GETTOKEN = \(token)", "END = \(end)", "LEXTYPES = \(types)",
      headline.map { "HEADLINE = \($0)" },
    ]
    let list = options.compactMap { $0 }.joined(separator: ", ")
    return [Statement("CREATE TEXT SEARCH PARSER \(names.qualified(id)) (\(list))", for: id)]
  }

  package func drop(_ names: Names) -> [Statement] {
    [Statement("DROP TEXT SEARCH PARSER \(names.qualified(id))", for: id)]
  }

  package func alter(to new: Self, _ names: Names) -> Alteration { .rebuild }
}

extension Catalog.TextSearchTemplate: Planned {
  package func create(_ names: Names) -> [Statement] {
    let options = [initialize.map { "INIT = \($0)" }, "LEXIZE = \(lexize)"]
    let list = options.compactMap { $0 }.joined(separator: ", ")
    return [Statement("CREATE TEXT SEARCH TEMPLATE \(names.qualified(id)) (\(list))", for: id)]
  }

  package func drop(_ names: Names) -> [Statement] {
    [Statement("DROP TEXT SEARCH TEMPLATE \(names.qualified(id))", for: id)]
  }

  package func alter(to new: Self, _ names: Names) -> Alteration { .rebuild }
}

extension Catalog.TextSearchDictionary: Planned {
  package func create(_ names: Names) -> [Statement] {
    let list = clauses("TEMPLATE = \(template)\(options == nil ? "" : ",")", options?.text)
    return [Statement("CREATE TEXT SEARCH DICTIONARY \(names.qualified(id)) (\(list))", for: id)]
  }

  package func drop(_ names: Names) -> [Statement] {
    [Statement("DROP TEXT SEARCH DICTIONARY \(names.qualified(id))", for: id)]
  }

  /// An option that is named without a value is taken away.
  package func alter(to new: Self, _ names: Names) -> Alteration {
    guard template == new.template else { return .rebuild }
    let before = options.map(Self.items) ?? []
    let after = new.options.map(Self.items) ?? []
    let kept = Set(after.map { Name($0.name) })
    let items =
      before.filter { !kept.contains(Name($0.name)) }.map(\.name)
      + after.filter { item in !before.contains { $0 == item } }.map { "\($0.name) = \($0.value)" }
    guard !items.isEmpty else { return .rebuild }
    return .inPlace([
      Statement(
        "ALTER TEXT SEARCH DICTIONARY \(names.qualified(id)) (\(items.joined(separator: ", ")))",
        for: id)
    ])
  }

  /// `a = 'x', b = 'y'` in pieces; a comma or an equals sign in quotes is part of its value.
  private static func items(_ text: SQLText) -> [(name: String, value: String)] {
    TopLevel.split(text.text, at: ",").map { item in
      let pair = TopLevel.split(item, at: "=", limit: 1)
      return (pair[0].trimmed, pair.count > 1 ? pair[1].trimmed : "''")
    }
  }
}

extension Catalog.TextSearchConfiguration: Planned {
  package func create(_ names: Names) -> [Statement] {
    [
      Statement(
        "CREATE TEXT SEARCH CONFIGURATION \(names.qualified(id)) (PARSER = \(parser))", for: id)
    ] + mappings.map { mapping("ADD", $0, names) }
  }

  package func drop(_ names: Names) -> [Statement] {
    [Statement("DROP TEXT SEARCH CONFIGURATION \(names.qualified(id))", for: id)]
  }

  package func alter(to new: Self, _ names: Names) -> Alteration {
    guard parser == new.parser else { return .rebuild }
    let before = Set(mappings.map(\.token))
    let after = Set(new.mappings.map(\.token))
    let gone = mappings.filter { !after.contains($0.token) }.map {
      Statement(
        "ALTER TEXT SEARCH CONFIGURATION \(names.qualified(id)) DROP MAPPING FOR \($0.token.quoted)",
        for: id)
    }
    let others = new.mappings.filter { !mappings.contains($0) }.map {
      mapping(before.contains($0.token) ? "ALTER" : "ADD", $0, names)
    }
    return .inPlace(gone + others)
  }

  private func mapping(_ verb: String, _ mapping: Mapping, _ names: Names) -> Statement {
    let list = mapping.dictionaries.map(\.text).joined(separator: ", ")
    return Statement(
      "ALTER TEXT SEARCH CONFIGURATION \(names.qualified(id)) \(verb) MAPPING FOR \(mapping.token.quoted) WITH \(list)",
      for: id)
  }
}
