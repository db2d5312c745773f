/// Makes random schemas, and changes them a little.
struct RandomGenerator {
  typealias Fact = RandomSchema.Fact
  typealias Item = RandomSchema.Item

  var random: SeededRandom
  let major: Int
  let hasExtensions: Bool
  /// What the items before the one that is made have.
  private(set) var facts: [Fact] = []
  private var byRole: [String: [Fact]] = [:]

  init(seed: UInt64, major: Int, hasExtensions: Bool) {
    random = SeededRandom(seed: seed)
    self.major = major
    self.hasExtensions = hasExtensions
  }

  /// A schema of about so many items.
  mutating func schema(size: Int) -> RandomSchema {
    forget()
    var schema = RandomSchema()
    var keys: Set<String> = []
    var kinds = (0..<size).compactMap { _ in random.pick(RandomKind.weighted) }
    kinds.append(.table)
    let order = Dictionary(
      uniqueKeysWithValues: RandomKind.allCases.enumerated().map { ($1, $0) })
    // Columns come with their tables: in rounds, each in the order of kinds.
    kinds.sort { order[$0, default: 0] < order[$1, default: 0] }
    for kind in kinds {
      guard let item = item(kind, nil), keys.insert(item.key).inserted, isFree(item) else {
        continue
      }
      schema.items.append(item)
      learn(item)
      if kind == .table {
        for _ in 0..<(1 + random.below(4)) {
          if let column = self.item(.column, nil), keys.insert(column.key).inserted {
            schema.items.append(column)
            learn(column)
          }
        }
      }
    }
    return schema.pruned()
  }

  /// The same schema after a few small changes.
  mutating func edited(_ schema: RandomSchema) -> RandomSchema {
    var result = schema
    for _ in 0..<(1 + random.below(3)) {
      let position = random.below(result.items.count)
      switch result.items.isEmpty ? 4 : random.below(5) {
      case 0: result.items.remove(at: position)
      case 1, 2, 3:
        let former = result.items[position]
        forget()
        for item in result.items[..<position] { learn(item) }
        if let item = item(former.kind, former.names) { result.items[position] = item }
      default:
        forget()
        for item in result.items { learn(item) }
        if let kind = random.pick(RandomKind.weighted), let item = item(kind, nil) {
          result.items.append(item)
        }
      }
      result = result.pruned()
    }
    return result
  }

  /// Whether nothing has its name yet.
  private func isFree(_ item: Item) -> Bool {
    !item.makes.contains { $0.role == "name" && has($0) }
  }

  private mutating func forget() {
    facts = []
    byRole = [:]
  }

  private mutating func learn(_ item: Item) {
    for fact in item.makes {
      facts.append(fact)
      byRole[fact.role, default: []].append(fact)
    }
  }

  // MARK: What the makers use

  mutating func any(_ role: String, where isWanted: (Fact) -> Bool = { _ in true }) -> Fact? {
    random.pick((byRole[role] ?? []).filter(isWanted))
  }

  func all(_ role: String, of object: String) -> [Fact] {
    (byRole[role] ?? []).filter { $0.object == object }
  }

  func has(_ fact: Fact) -> Bool { byRole[fact.role]?.contains(fact) ?? false }

  /// A schema that is there, and the fact that it is.
  mutating func place() -> (name: String, needs: Set<Fact>) {
    let name = random.pick(RandomNames.schemas) ?? "public"
    if name == "public" || !has(Fact("schema", name)) { return ("public", []) }
    return (name, [Fact("schema", name)])
  }

  /// A name with its schema, or that of before.
  mutating func named(_ names: [String]?, _ pool: [String]) -> (name: String, needs: Set<Fact>)? {
    if let name = names?.first {
      let schema = String(name.prefix(while: { $0 != "." }))
      let fact = Fact("schema", schema)
      if schema == "public" { return (name, []) }
      return has(fact) ? (name, [fact]) : nil
    }
    guard let name = random.pick(pool) else { return nil }
    let place = place()
    return ("\(place.name).\(name)", place.needs)
  }

  /// A column's type, and what makes it.
  mutating func type() -> (sql: String, needs: Set<Fact>) {
    if random.oneIn(3), let fact = any("type") {
      return (fact.object + (random.oneIn(5) ? "[]" : ""), [fact])
    }
    let plain = [
      "integer", "integer", "bigint", "smallint", "text", "text", "varchar(10)", "varchar(20)",
      "numeric(10,2)", "numeric", "boolean", "date", "timestamptz", "timestamp(3)", "uuid", "jsonb",
      "bytea", "double precision", "char(3)", "interval", "text[]", "integer[]", "json", "inet",
      "bit(3)", "real", "time", "tsvector", "numrange", "xid8", "\"char\"", "name", "oid", "money",
      "point", "interval day to second(2)",
    ]
    return (random.pick(plain) ?? "text", [])
  }
}
