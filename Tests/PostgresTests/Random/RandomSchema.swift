/// A random schema: items that are made one after the other, each by statements of its own.
struct RandomSchema: Sendable {
  /// What an item makes and what another one may need: `column public.t "A b" integer`.
  struct Fact: Hashable, Sendable {
    let role: String
    let object: String
    var part = ""
    var type = ""

    init(_ role: String, _ object: String, _ part: String = "", _ type: String = "") {
      self.role = role
      self.object = object
      self.part = part
      self.type = type
    }
  }

  struct Item: Sendable {
    /// The kind that the generator knows it by, and the names it was made with.
    let kind: RandomKind
    let names: [String]
    var statements: [String]
    var makes: [Fact]
    var needs: Set<Fact>

    var key: String { "\(kind) \(names.joined(separator: " "))" }
  }

  var items: [Item] = []

  /// Every statement, in an order in which a server takes them.
  var statements: [String] { items.flatMap(\.statements) }
  var script: String { statements.map { $0 + ";\n" }.joined() }

  /// Those of the items that have what they need before them, and no second one of the same name.
  func pruned() -> RandomSchema {
    var facts: Set<Fact> = []
    var keys: Set<String> = []
    var kept = RandomSchema()
    for item in items where item.needs.isSubset(of: facts) && keys.insert(item.key).inserted {
      guard facts.isDisjoint(with: item.makes.filter { $0.role == "name" }) else { continue }
      facts.formUnion(item.makes)
      kept.items.append(item)
    }
    return kept
  }
}

/// What a random schema may have in it.
enum RandomKind: String, CaseIterable, Sendable {
  case schema, `extension`, collation, enumType, composite, domain, range, sequence
  case function, procedure, table, partitioned, partition, child, typed, column, primaryKey, unique
  case check, exclusion, foreignKey, index, statistics, view, materializedView, matviewIndex
  case atomic, overRows
  case trigger, policy, rule, aggregate, `operator`, operatorClass, cast, dictionary, configuration
  case conversion, wrapper, server, userMapping, foreignTable, publication, eventTrigger
  case defaultPrivileges, comment, grant, tableOption, columnOption, viewDefault

  /// How often it is chosen among others.
  var weight: Int {
    switch self {
    case .column: 26
    case .table: 8
    case .index, .check: 10
    case .enumType, .primaryKey, .unique, .foreignKey, .view, .comment, .columnOption: 6
    case .domain, .trigger, .function, .tableOption, .grant, .sequence: 4
    case .schema, .composite, .policy, .partitioned, .partition, .materializedView, .statistics: 3
    case .range, .child, .rule, .atomic, .overRows, .procedure, .viewDefault, .matviewIndex: 2
    default: 1
    }
  }

  /// The order in which a fresh schema is filled.
  static let weighted: [RandomKind] = allCases.flatMap { Array(repeating: $0, count: $0.weight) }
}
