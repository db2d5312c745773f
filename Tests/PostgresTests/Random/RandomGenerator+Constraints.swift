/// Constraints, indexes and statistics.
extension RandomGenerator {
  private func nameFact(_ table: String, _ name: String) -> Fact {
    Fact("name", "\(schema(of: table)).\(name)")
  }

  mutating func key(_ kind: RandomKind, _ names: [String]?) -> Item? {
    let wanted = names?[0]
    guard
      let column = any(
        "sortable",
        where: { fact in
          wanted.map { $0 == fact.object } ?? true
        }), !has(Fact("heir", column.object))
    else { return nil }
    let table = column.object
    var columns = [column]
    // Of two alike on a partitioned table, which comes first to a partition's name is chance.
    let isPartitioned = has(Fact("partitioned", table))
    if isPartitioned {
      guard let id = all("sortable", of: table).first(where: { $0.part == "id" }) else {
        return nil
      }
      columns = [id]
    }
    if random.oneIn(3), let other = any("sortable", where: { $0.object == table }),
      !columns.contains(other)
    {
      columns.append(other)
    }
    let hash = Self.hash(table)
    let name =
      kind == .primaryKey
      ? "\"pk \(hash)\"" : names?[1] ?? "\"uq \(isPartitioned ? 0 : random.below(2)) \(hash)\""
    let list = columns.map(\.part).joined(separator: ", ")
    var sql = "ALTER TABLE \(table) ADD CONSTRAINT \(name) "
    sql += kind == .primaryKey ? "PRIMARY KEY (\(list))" : "UNIQUE (\(list))"
    if random.oneIn(6) { sql += " DEFERRABLE INITIALLY DEFERRED" }
    var makes = [nameFact(table, name), Fact("comment", "CONSTRAINT \(name) ON \(table)")]
    if columns.count == 1, !sql.contains("DEFERRABLE"),
      let typed = all("column", of: table).first(where: { $0.part == columns[0].part })
    {
      makes.append(Fact("key", table, typed.part, typed.type))
    }
    return Item(
      kind: kind, names: [table, name], statements: [sql], makes: makes, needs: Set(columns))
  }

  mutating func check(_ names: [String]?) -> Item? {
    let wanted = names?[0]
    guard
      let column = any("plain", where: { fact in wanted.map { $0 == fact.object } ?? true })
    else { return nil }
    let table = column.object
    guard let expression = condition(on: column) else { return nil }
    let name = names?[1] ?? random.pick(of: "ck", "\"Prüfung 'ä'\"", "ck2")
    var sql = "ALTER TABLE \(table) ADD CONSTRAINT \(name) CHECK (\(expression.sql))"
    if random.oneIn(8) { sql += " NOT VALID" }
    return Item(
      kind: .check, names: [table, name], statements: [sql],
      makes: [
        Fact("name", "\(table) constraint \(name)"),
        Fact("comment", "CONSTRAINT \(name) ON \(table)"),
      ], needs: expression.needs)
  }

  /// An expression over a column that is true or false.
  mutating func condition(on column: Fact, as row: String = "") -> (sql: String, needs: Set<Fact>)?
  {
    let name = row + column.part
    let (num, txt) = (
      Fact("num", column.object, column.part), Fact("txt", column.object, column.part)
    )
    if has(num) {
      if random.oneIn(4), let function = any("number function"),
        has(Fact("column", column.object, column.part, "integer"))
      {
        return (
          "\(function.object)(\(name)) > \(random.below(9))",
          [num, function, Fact("column", column.object, column.part, "integer")]
        )
      }
      return (
        random.pick(
          of: "\(name) > \(random.below(9))", "\(name) BETWEEN 0 AND \(10 + random.below(9))",
          "\(name) IN (1, 2, \(3 + random.below(5)))", "\(name) <> 0 OR \(name) IS NULL"), [num]
      )
    }
    if has(txt) {
      let text = random.pick(RandomNames.texts) ?? "'x'"
      // On another type it prints differently after each reading, which pg_dump does too.
      let exact = Fact("column", column.object, column.part, "text")
      if has(exact), random.oneIn(4) { return ("\(name) IN (\(text), 'y')", [txt, exact]) }
      return (
        random.pick(
          of: "\(name) <> \(text)", "length(\(name)) < \(5 + random.below(9))",
          "lower(\(name)) = \(name)", "\(name) LIKE '%ä\\_%'"), [txt]
      )
    }
    if let type = all("column", of: column.object).first(where: { $0.part == column.part }) {
      if let label = any("label", where: { $0.object == type.type }) {
        return ("\(name) <> \(label.part)", [type, label])
      }
      if type.type == "boolean" { return ("\(name) OR \(name) IS NULL", [type]) }
    }
    return ("\(name) IS NOT NULL", [column])
  }

  mutating func exclusion(_ names: [String]?) -> Item? {
    let wanted = names?[0]
    guard
      let column = any(
        "column",
        where: { fact in
          fact.type == "numrange" && (wanted.map { $0 == fact.object } ?? true)
        }), has(Fact("ordinary", column.object))
    else { return nil }
    let hash = Self.hash(column.object)
    let name = "\"ex \(hash)\""
    return Item(
      kind: .exclusion, names: [column.object, name],
      statements: [
        "ALTER TABLE \(column.object) ADD CONSTRAINT \(name) EXCLUDE USING gist (\(column.part) WITH \(random.pick(of: "&&", "=")))"
      ], makes: [nameFact(column.object, name)], needs: [column])
  }

  mutating func foreignKey(_ names: [String]?) -> Item? {
    let wanted = names?[0]
    let plain = Set(facts.filter { $0.role == "plain" }.map { "\($0.object).\($0.part)" })
    guard let key = any("key"), has(Fact("table", key.object)),
      let column = any(
        "column",
        where: { fact in
          fact.type == key.type && (wanted.map { $0 == fact.object } ?? true)
            && plain.contains("\(fact.object).\(fact.part)")
        }), !has(Fact("heir", column.object)),
      has(Fact("logged", column.object)) == has(Fact("logged", key.object))
    else { return nil }
    let name = names?[1] ?? random.pick(of: "fk", "\"fk ä\"")
    var sql =
      "ALTER TABLE \(column.object) ADD CONSTRAINT \(name) FOREIGN KEY (\(column.part)) REFERENCES \(key.object) (\(key.part))"
    sql += random.pick(
      of: "", " ON DELETE CASCADE", " ON UPDATE CASCADE ON DELETE SET NULL",
      " ON DELETE SET DEFAULT")
    if random.oneIn(4) { sql += " DEFERRABLE" }
    if random.oneIn(8), has(Fact("ordinary", column.object)) { sql += " NOT VALID" }
    var needs: Set<Fact> = [key, column]
    for table in [column.object, key.object] {
      let fact = Fact("logged", table)
      if has(fact) { needs.insert(fact) }
    }
    return Item(
      kind: .foreignKey, names: [column.object, name], statements: [sql],
      makes: [
        Fact("name", "\(column.object) constraint \(name)"),
        Fact("comment", "CONSTRAINT \(name) ON \(column.object)"),
      ],
      needs: needs)
  }

  mutating func index(_ kind: RandomKind, _ names: [String]?) -> Item? {
    let wanted = names?[0]
    let role = kind == .matviewIndex ? "matview column" : "sortable"
    guard let column = any(role, where: { fact in wanted.map { $0 == fact.object } ?? true })
    else { return nil }
    let table = column.object
    let hash = Self.hash(table)
    let name =
      names?[1] ?? "\"ix \(has(Fact("partitioned", table)) ? 0 : random.below(3)) \(hash)\""
    var needs: Set<Fact> = [column]
    var element = column.part
    var isUnique = random.oneIn(5) && !has(Fact("partitioned", table))
    if column.role == "sortable" {
      if column.type == "txt", random.oneIn(3) {
        element = random.pick(
          of: "lower(\(column.part))", "\(column.part) COLLATE \"C\"", "(\(column.part) || 'x')")
      } else if column.type == "num", random.oneIn(4) {
        element = "(\(column.part) + \(random.below(4)))"
      } else {
        element += random.pick(of: "", " DESC", " DESC NULLS LAST", " NULLS FIRST")
      }
    }
    var method = ""
    if element == column.part, !isUnique, random.oneIn(6) {
      method = random.pick(of: " USING hash", " USING brin")
      if column.type == "other" || column.type == "enum" { method = " USING hash" }
    }
    var elements = [element]
    if method.isEmpty, random.oneIn(3), let other = any(role, where: { $0.object == table }) {
      elements.append(other.part)
      needs.insert(other)
    }
    var sql =
      "CREATE \(isUnique ? "UNIQUE " : "")INDEX \(name) ON \(table)\(method) (\(elements.joined(separator: ", ")))"
    if method.isEmpty, random.oneIn(5), let other = any(role, where: { $0.object == table }) {
      sql += " INCLUDE (\(other.part))"
      needs.insert(other)
    }
    if isUnique, random.oneIn(3) { sql += " NULLS NOT DISTINCT" }
    if method.isEmpty, random.oneIn(5) { sql += " WITH (fillfactor = \(60 + random.below(30)))" }
    if kind == .index, random.oneIn(4), let plain = any("plain", where: { $0.object == table }),
      let condition = condition(on: plain)
    {
      if !condition.needs.contains(where: { $0.role == "number function" }) {
        sql += " WHERE \(condition.sql)"
        needs.formUnion(condition.needs)
      }
    }
    isUnique = false
    return Item(
      kind: kind, names: [table, name], statements: [sql],
      makes: [nameFact(table, name), Fact("comment", "INDEX \(schema(of: table)).\(name)")],
      needs: needs)
  }

  mutating func statistics(_ names: [String]?) -> Item? {
    let wanted = names?[0]
    guard
      let first = any("sortable", where: { fact in wanted.map { $0 == fact.object } ?? true }),
      let second = any("sortable", where: { $0.object == first.object && $0.part != first.part }),
      has(Fact("table", first.object))
    else { return nil }
    let hash = Self.hash(first.object)
    let name = "\(schema(of: first.object)).\"st \(hash)\""
    return Item(
      kind: .statistics, names: [first.object, name],
      statements: [
        "CREATE STATISTICS \(name) \(random.pick(of: "", "(ndistinct)", "(dependencies, mcv)")) ON \(first.part), \(second.part) FROM \(first.object)"
      ], makes: [Fact("comment", "STATISTICS \(name)")], needs: [first, second])
  }
}
