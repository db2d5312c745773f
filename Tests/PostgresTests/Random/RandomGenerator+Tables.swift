extension RandomGenerator {
  private func tableFacts(_ name: String, _ role: String) -> [Fact] {
    [
      Fact("table", name), Fact(role, name), Fact("relation", name), Fact("name", name),
      Fact("comment", "TABLE \(name)"), Fact("grant", "SELECT, INSERT ON \(name)"),
    ]
  }

  /// What a column is good for.
  private func columnFacts(_ table: String, _ column: String, _ type: String) -> [Fact] {
    var facts = [Fact("column", table, column, type), Fact("named", table, column)]
    let sort: String
    switch type.prefix(while: { $0 != "(" }) {
    case "integer", "bigint", "smallint", "numeric", "double precision", "real": sort = "num"
    case "text", "varchar": sort = "txt"
    case "boolean", "date", "timestamptz", "timestamp", "uuid", "char": sort = "other"
    default: sort = (any(type: type))
    }
    if !sort.isEmpty { facts.append(Fact("sortable", table, column, sort)) }
    if sort == "num" { facts.append(Fact("num", table, column)) }
    if sort == "txt" { facts.append(Fact("txt", table, column)) }
    return facts
  }

  private func any(type: String) -> String {
    facts.first {
      $0.role == "type" && $0.object == type && ["num", "txt", "enum"].contains($0.type)
    }?
    .type ?? ""
  }

  /// A number for a name, to be part of other names.
  static func hash(_ name: String) -> Int {
    name.utf8.reduce(0) { $0 &* 31 &+ Int($1) } & 0xFFF
  }

  func schema(of name: String) -> String {
    if name.hasPrefix("\"Größe\".") { return "\"Größe\"" }
    return name.hasPrefix("neben.") ? "neben" : "public"
  }

  mutating func table(_ names: [String]?) -> Item? {
    guard let (name, needs) = named(names, RandomNames.tables) else { return nil }
    let isUnlogged = random.oneIn(12)
    let options = random.oneIn(5) ? " WITH (fillfactor = \(50 + random.below(40)))" : ""
    return Item(
      kind: .table, names: [name],
      statements: ["CREATE \(isUnlogged ? "UNLOGGED " : "")TABLE \(name) ()\(options)"],
      makes: tableFacts(name, "ordinary") + [Fact("open", name)]
        + (isUnlogged ? [] : [Fact("logged", name)]),
      needs: needs)
  }

  mutating func partitioned(_ names: [String]?) -> Item? {
    guard let (name, needs) = named(names, ["parts", "\"Teile Ä\""]) else { return nil }
    let by = random.pick(of: "RANGE", "LIST", "HASH")
    // The type of a partition key never changes in place.
    let type = "integer"
    return Item(
      kind: .partitioned, names: [name],
      statements: ["CREATE TABLE \(name) (id \(type) NOT NULL) PARTITION BY \(by) (id)"],
      makes: tableFacts(name, "partitioned")
        + [Fact("open", name), Fact("logged", name), Fact("by", name, "", by)]
        + columnFacts(name, "id", type),
      needs: needs)
  }

  mutating func partition(_ names: [String]?) -> Item? {
    let parent = names.map { names in Fact("by", names[1]) }
    guard
      let by = any("by", where: { fact in parent.map { fact.object == $0.object } ?? true })
    else { return nil }
    let number = names.flatMap { Int($0[2]) } ?? random.below(3)
    let name =
      "\(schema(of: by.object)).\"part \(number) of \(Self.hash(by.object))\""
    let bound =
      switch by.type {
      case "RANGE": "FROM (\(number * 10)) TO (\(number * 10 + 5 + random.below(6)))"
      case "LIST": "IN (\(number * 3), \(number * 3 + 1 + random.below(2)))"
      default: "WITH (MODULUS 3, REMAINDER \(number))"
      }
    return Item(
      kind: .partition, names: [name, by.object, "\(number)"],
      statements: ["CREATE TABLE \(name) PARTITION OF \(by.object) FOR VALUES \(bound)"],
      makes: [Fact("name", name), Fact("comment", "TABLE \(name)"), Fact("partition", name)],
      needs: [by])
  }

  mutating func child(_ names: [String]?) -> Item? {
    let wanted = names?[1]
    guard let parent = any("ordinary", where: { fact in wanted.map { $0 == fact.object } ?? true }),
      // Of the parent's name: PostgreSQL cannot say that a column which is the child's own comes from
      // a parent alone, so no child goes over to another one.
      let (name, needs) = named(names, ["\"Erbe \(Self.hash(parent.object))\""]),
      has(Fact("logged", parent.object))
    else { return nil }
    return Item(
      kind: .child, names: [name, parent.object],
      statements: ["CREATE TABLE \(name) (\"own \"\"ä\" integer) INHERITS (\(parent.object))"],
      makes: tableFacts(name, "heir") + columnFacts(name, "\"own \"\"ä\"", "integer"),
      needs: needs.union([parent, Fact("logged", parent.object)]))
  }

  mutating func typed(_ names: [String]?) -> Item? {
    guard let row = any("rowtype"), let (name, needs) = named(names, ["typed", "\"OF\""])
    else { return nil }
    return Item(
      kind: .typed, names: [name], statements: ["CREATE TABLE \(name) OF \(row.object)"],
      makes: tableFacts(name, "of type"), needs: needs.union([row]))
  }

  mutating func column(_ names: [String]?) -> Item? {
    let table: String
    let column: String
    if let names {
      (table, column) = (names[0], names[1])
    } else {
      guard let open = any("open"), let name = random.pick(RandomNames.columns) else { return nil }
      (table, column) = (open.object, name)
    }
    guard has(Fact("open", table)) else { return nil }
    var needs: Set<Fact> = [Fact("open", table)]
    var type = type()
    if random.oneIn(20), let row = any("table", where: { $0.object != table }) {
      type = (row.object + (random.oneIn(3) ? "[]" : ""), [row])
    }
    needs.formUnion(type.needs)
    var sql = "ALTER TABLE \(table) ADD COLUMN \(column) \(type.sql)"
    let isText = ["text", "varchar(10)", "varchar(20)"].contains(type.sql)
    if isText, random.oneIn(6) {
      if random.oneIn(2), let collation = any("collation") {
        sql += " COLLATE \(collation.object)"
        needs.insert(collation)
      } else {
        sql += " COLLATE \"C\""
      }
    }
    let whole = ["integer", "bigint", "smallint"].contains(type.sql)
    switch random.below(7) {
    case 0, 1:
      if let value = value(of: type.sql, &needs) { sql += " DEFAULT \(value)" }
    case 2 where whole:
      if random.oneIn(2) {
        sql += " GENERATED \(random.pick(of: "ALWAYS", "BY DEFAULT")) AS IDENTITY"
        if random.oneIn(2) { sql += " (START \(1 + random.below(50)) INCREMENT 2)" }
      } else if has(Fact("partitioned", table)) == false,
        let source = any("num", where: { $0.object == table && $0.part != column })
      {
        needs.insert(source)
        sql +=
          " GENERATED ALWAYS AS ((\(source.part) * \(2 + random.below(3)))::\(type.sql)) STORED"
        return Item(
          kind: .column, names: [table, column], statements: [sql],
          makes: [
            Fact("named", table, column), Fact("comment", "COLUMN \(table).\(column)"),
          ], needs: needs)
      }
    default: break
    }
    if random.oneIn(3) { sql += " NOT NULL" }
    return Item(
      kind: .column, names: [table, column], statements: [sql],
      makes: columnFacts(table, column, type.sql) + [
        Fact("plain", table, column), Fact("comment", "COLUMN \(table).\(column)"),
        Fact("grant", "UPDATE (\(column)) ON \(table)"),
      ],
      needs: needs)
  }

  /// A default for a type.
  private mutating func value(of type: String, _ needs: inout Set<Fact>) -> String? {
    switch type {
    case "integer", "bigint":
      if random.oneIn(3), let sequence = any("sequence") {
        needs.insert(sequence)
        return
          "nextval('\(sequence.object.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))')"
      }
      if type == "integer", random.oneIn(3), let function = any("constant function") {
        needs.insert(function)
        return "\(function.object)()"
      }
      return "\(random.below(100))"
    case "smallint", "numeric", "numeric(10,2)", "double precision", "real":
      return random.pick(of: "1", "0", "-1", "7")
    case "text", "varchar(20)", "varchar(10)": return random.pick(RandomNames.texts)
    case "boolean": return random.pick(of: "true", "false")
    case "date": return random.pick(of: "CURRENT_DATE", "'2024-01-31'")
    case "timestamptz": return random.pick(of: "now()", "'2024-01-31 10:00+00'")
    case "uuid": return "gen_random_uuid()"
    case "jsonb", "json": return random.pick(of: "'{}'", "'[1, \"a''b\"]'")
    case "text[]", "integer[]": return random.pick(of: "'{}'", "ARRAY[]::\(type)")
    case "interval": return "'1 day'"
    default:
      guard let label = any("label", where: { $0.object == type }) else { return nil }
      needs.insert(label)
      return label.part
    }
  }

  mutating func tableOption(_ names: [String]?) -> Item? {
    let wanted = names?[0]
    guard let table = any("ordinary", where: { fact in wanted.map { $0 == fact.object } ?? true })
    else { return nil }
    let what = names?[1] ?? random.pick(of: "autovacuum", "rls", "replica", "toast")
    let sql =
      switch what {
      case "autovacuum": "SET (autovacuum_enabled = \(random.pick(of: "true", "false")))"
      case "rls": random.pick(of: "ENABLE ROW LEVEL SECURITY", "FORCE ROW LEVEL SECURITY")
      case "replica": "REPLICA IDENTITY \(random.pick(of: "FULL", "NOTHING"))"
      default: "SET (toast.autovacuum_vacuum_threshold = \(random.below(999)))"
      }
    // Only what has columns of a long type has a TOAST table.
    var needs: Set<Fact> = [table]
    if what == "toast" {
      guard let text = any("column", where: { $0.object == table.object && $0.type == "text" })
      else { return nil }
      needs.insert(text)
    }
    return Item(
      kind: .tableOption, names: [table.object, what],
      statements: ["ALTER TABLE \(table.object) \(sql)"], makes: [], needs: needs)
  }

  mutating func columnOption(_ names: [String]?) -> Item? {
    let wanted = names?[0]
    let part = names?[1]
    guard
      let column = any(
        "plain",
        where: { fact in
          (wanted.map { $0 == fact.object } ?? true) && (part.map { $0 == fact.part } ?? true)
        })
    else { return nil }
    let what = names?[2] ?? random.pick(of: "statistics", "storage", "options", "compression")
    var needs: Set<Fact> = [column]
    let sql: String
    switch what {
    case "statistics": sql = "SET STATISTICS \(random.below(500))"
    case "options": sql = "SET (n_distinct = \(1 + random.below(9)))"
    default:
      let text = Fact("column", column.object, column.part, "text")
      guard has(text) else { return nil }
      needs.insert(text)
      sql =
        what == "storage"
        ? "SET STORAGE \(random.pick(of: "EXTERNAL", "MAIN", "PLAIN"))" : "SET COMPRESSION pglz"
    }
    return Item(
      kind: .columnOption, names: [column.object, column.part, what],
      statements: ["ALTER TABLE \(column.object) ALTER COLUMN \(column.part) \(sql)"], makes: [],
      needs: needs)
  }
}
