extension RandomGenerator {
  // MARK: Views

  mutating func view(_ kind: RandomKind, _ names: [String]?) -> Item? {
    let pool = kind == .view ? ["v1", "v2", "\"Sicht Ä\""] : ["m1", "\"Mat ü\""]
    guard let (name, place) = named(names, pool), let relation = any("relation"),
      relation.object != name
    else { return nil }
    var needs = place
    let columns = random.some(all("named", of: relation.object), upTo: 3)
    if columns.isEmpty { return nil }
    needs.insert(relation)
    needs.formUnion(columns)
    var sql = "CREATE \(kind == .view ? "VIEW" : "MATERIALIZED VIEW") \(name)"
    if kind == .view, random.oneIn(4) { sql += " WITH (security_barrier = true)" }
    sql += " AS SELECT \(columns.map(\.part).joined(separator: ", ")) FROM \(relation.object)"
    if let plain = any("plain", where: { $0.object == relation.object }), random.oneIn(2),
      let condition = condition(on: plain)
    {
      sql += " WHERE \(condition.sql)"
      needs.formUnion(condition.needs)
    }
    let word = kind == .view ? "VIEW" : "MATERIALIZED VIEW"
    var makes = [
      Fact("name", name), Fact("relation", name), Fact("comment", "\(word) \(name)"),
      Fact("grant", "SELECT ON \(name)"), Fact(kind == .view ? "view" : "matview", name),
    ]
    makes += columns.map { Fact("named", name, $0.part) }
    if kind == .materializedView {
      // What sorts in the table sorts here.
      for column in columns
      where all("sortable", of: relation.object).contains(where: { $0.part == column.part }) {
        makes.append(Fact("matview column", name, column.part))
        needs.formUnion(all("sortable", of: relation.object).filter { $0.part == column.part })
      }
    }
    return Item(kind: kind, names: [name], statements: [sql], makes: makes, needs: needs)
  }

  mutating func viewDefault(_ names: [String]?) -> Item? {
    guard let view = any("view", where: { fact in names.map { $0[0] == fact.object } ?? true }),
      let column = all("named", of: view.object).first
    else { return nil }
    return Item(
      kind: .viewDefault, names: [view.object],
      statements: ["ALTER VIEW \(view.object) ALTER COLUMN \(column.part) SET DEFAULT NULL"],
      makes: [], needs: [view, column])
  }

  // MARK: What hangs on tables

  mutating func trigger(_ names: [String]?) -> Item? {
    let wanted = names?[0]
    guard let table = any("ordinary", where: { fact in wanted.map { $0 == fact.object } ?? true }),
      let function = any("trigger function")
    else { return nil }
    let name = names?[1] ?? random.pick(of: "trg", "\"Auslöser 'x'\"")
    var needs: Set<Fact> = [table, function]
    var sql = "CREATE TRIGGER \(name) \(random.pick(of: "BEFORE", "AFTER")) "
    if let column = any("plain", where: { $0.object == table.object }), random.oneIn(2) {
      sql += "UPDATE OF \(column.part) ON \(table.object) FOR EACH ROW"
      needs.insert(column)
      if random.oneIn(2), let condition = condition(on: column, as: "NEW.") {
        sql += " WHEN (\(condition.sql))"
        needs.formUnion(condition.needs)
      }
    } else {
      sql +=
        "\(random.pick(of: "INSERT", "DELETE", "INSERT OR UPDATE")) ON \(table.object) FOR EACH \(random.pick(of: "ROW", "STATEMENT"))"
    }
    sql += " EXECUTE FUNCTION \(function.object)(\(random.pick(of: "", "'a'", "'it''s', 'b'")))"
    var statements = [sql]
    if random.oneIn(6) { statements.append("ALTER TABLE \(table.object) DISABLE TRIGGER \(name)") }
    return Item(
      kind: .trigger, names: [table.object, name], statements: statements,
      makes: [
        Fact("name", "\(table.object) trigger \(name)"),
        Fact("comment", "TRIGGER \(name) ON \(table.object)"),
      ], needs: needs)
  }

  mutating func policy(_ names: [String]?) -> Item? {
    let wanted = names?[0]
    guard
      let column = any(
        "plain",
        where: { fact in
          (wanted.map { $0 == fact.object } ?? true)
        }), let condition = condition(on: column)
    else { return nil }
    let name = names?[1] ?? random.pick(of: "pol", "\"Politik Ä\"")
    var sql = "CREATE POLICY \(name) ON \(column.object)"
    sql += random.pick(of: "", " AS RESTRICTIVE", " FOR SELECT", " FOR UPDATE")
    if random.oneIn(2) { sql += " TO \(random.pick(RandomNames.roles) ?? "PUBLIC")" }
    sql += " USING (\(condition.sql))"
    return Item(
      kind: .policy, names: [column.object, name], statements: [sql],
      makes: [Fact("comment", "POLICY \(name) ON \(column.object)")],
      needs: condition.needs.union([column]))
  }

  mutating func rule(_ names: [String]?) -> Item? {
    let wanted = names?[0]
    let ordinary = Set(facts.filter { $0.role == "ordinary" }.map(\.object))
    guard
      let column = any(
        "plain",
        where: { fact in
          ordinary.contains(fact.object) && (wanted.map { $0 == fact.object } ?? true)
        }), let condition = condition(on: column, as: "OLD.")
    else { return nil }
    let name = names?[1] ?? random.pick(of: "regel", "\"Regel ü\"")
    return Item(
      kind: .rule, names: [column.object, name],
      statements: [
        "CREATE RULE \(name) AS ON DELETE TO \(column.object) WHERE \(condition.sql) DO INSTEAD NOTHING"
      ], makes: [Fact("comment", "RULE \(name) ON \(column.object)")],
      needs: condition.needs.union([column, Fact("ordinary", column.object)]))
  }

  mutating func comment(_ names: [String]?) -> Item? {
    let wanted = names?[0]
    guard let fact = any("comment", where: { fact in wanted.map { $0 == fact.object } ?? true }),
      let text = random.pick(RandomNames.texts)
    else { return nil }
    return Item(
      kind: .comment, names: [fact.object],
      statements: ["COMMENT ON \(fact.object) IS \(text)"], makes: [], needs: [fact])
  }

  mutating func grant(_ names: [String]?) -> Item? {
    let wanted = names?[0]
    guard let fact = any("grant", where: { fact in wanted.map { $0 == fact.object } ?? true }),
      let role = random.pick(RandomNames.roles)
    else { return nil }
    return Item(
      kind: .grant, names: [fact.object],
      statements: ["GRANT \(fact.object) TO \(role)\(random.oneIn(3) ? " WITH GRANT OPTION" : "")"],
      makes: [], needs: [fact])
  }

  // MARK: Text search, foreign data, and what is in no schema

  mutating func dictionary(_ names: [String]?) -> Item? {
    guard let (name, needs) = named(names, ["wort", "\"Wörter\""]) else { return nil }
    return Item(
      kind: .dictionary, names: [name],
      statements: [
        "CREATE TEXT SEARCH DICTIONARY \(name) (TEMPLATE = simple, StopWords = '\(random.pick(of: "english", "german"))')"
      ], makes: [Fact("dictionary", name), Fact("comment", "TEXT SEARCH DICTIONARY \(name)")],
      needs: needs)
  }

  mutating func configuration(_ names: [String]?) -> Item? {
    guard let (name, place) = named(names, ["suche", "\"Suche Ä\""]) else { return nil }
    var needs = place
    var dictionary = "simple"
    if let fact = any("dictionary") {
      dictionary = fact.object
      needs.insert(fact)
    }
    return Item(
      kind: .configuration, names: [name],
      statements: [
        "CREATE TEXT SEARCH CONFIGURATION \(name) (PARSER = pg_catalog.\"default\")",
        "ALTER TEXT SEARCH CONFIGURATION \(name) ADD MAPPING FOR \(random.pick(of: "asciiword", "word, asciiword", "email")) WITH \(dictionary)",
      ], makes: [Fact("comment", "TEXT SEARCH CONFIGURATION \(name)")], needs: needs)
  }

  mutating func conversion(_ names: [String]?) -> Item? {
    guard let (name, needs) = named(names, ["wandel"]) else { return nil }
    return Item(
      kind: .conversion, names: [name],
      statements: ["CREATE CONVERSION \(name) FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8"],
      makes: [Fact("comment", "CONVERSION \(name)")], needs: needs)
  }

  mutating func wrapper(_ names: [String]?) -> Item? {
    Item(
      kind: .wrapper, names: ["\"Hülle\""],
      statements: [
        "CREATE FOREIGN DATA WRAPPER \"Hülle\" OPTIONS (debug '\(random.pick(of: "true", "false"))')"
      ], makes: [Fact("wrapper", "\"Hülle\"")], needs: [])
  }

  mutating func server(_ names: [String]?) -> Item? {
    guard let wrapper = any("wrapper") else { return nil }
    return Item(
      kind: .server, names: ["\"Server Ä\""],
      statements: [
        "CREATE SERVER \"Server Ä\" VERSION '\(random.below(3))' FOREIGN DATA WRAPPER \(wrapper.object) OPTIONS (host '\(random.pick(of: "h", "it''s"))')"
      ],
      makes: [
        Fact("server", "\"Server Ä\""), Fact("grant", "USAGE ON FOREIGN SERVER \"Server Ä\""),
      ],
      needs: [wrapper])
  }

  mutating func userMapping(_ names: [String]?) -> Item? {
    guard let server = any("server"), let role = names?.first ?? random.pick(RandomNames.roles)
    else { return nil }
    return Item(
      kind: .userMapping, names: [role],
      statements: [
        "CREATE USER MAPPING FOR \(role) SERVER \(server.object) OPTIONS (\"user\" '\(random.pick(of: "bob", "eve"))')"
      ], makes: [], needs: [server])
  }

  mutating func foreignTable(_ names: [String]?) -> Item? {
    guard let server = any("server"), let (name, place) = named(names, ["fern", "\"Fern Ä\""])
    else { return nil }
    var needs = place
    let type = type()
    needs.formUnion(type.needs)
    needs.insert(server)
    return Item(
      kind: .foreignTable, names: [name],
      statements: [
        "CREATE FOREIGN TABLE \(name) (a \(type.sql) OPTIONS (spalte '\(random.pick(of: "A", "B"))'), b text) SERVER \(server.object) OPTIONS (tabelle 't')"
      ],
      makes: [
        Fact("name", name), Fact("relation", name), Fact("named", name, "a"),
        Fact("comment", "FOREIGN TABLE \(name)"),
      ], needs: needs)
  }

  mutating func publication(_ names: [String]?) -> Item? {
    let name = names?.first ?? random.pick(of: "kanal", "\"Kanal Ä\"")
    let tables = random.some(
      facts.filter { $0.role == "ordinary" && has(Fact("logged", $0.object)) }, upTo: 2)
    if tables.isEmpty { return nil }
    return Item(
      kind: .publication, names: [name],
      statements: [
        "CREATE PUBLICATION \(name) FOR TABLE \(tables.map(\.object).joined(separator: ", ")) WITH (publish = '\(random.pick(of: "insert", "insert, update", "insert, delete"))')"
      ], makes: [Fact("comment", "PUBLICATION \(name)")],
      needs: Set(tables).union(tables.map { Fact("logged", $0.object) }))
  }

  mutating func eventTrigger(_ names: [String]?) -> Item? {
    let name = names?.first ?? random.pick(of: "ereignis", "\"Ereignis Ä\"")
    return Item(
      kind: .eventTrigger, names: [name],
      statements: [
        "CREATE FUNCTION public.\"on \(name.filter { $0 != "\"" })\"() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$",
        "CREATE EVENT TRIGGER \(name) ON ddl_command_start WHEN TAG IN ('CREATE \(random.pick(of: "CONVERSION", "CAST"))') EXECUTE FUNCTION public.\"on \(name.filter { $0 != "\"" })\"()",
      ], makes: [Fact("comment", "EVENT TRIGGER \(name)")], needs: [])
  }

  mutating func defaultPrivileges(_ names: [String]?) -> Item? {
    let place = place()
    guard let role = random.pick(RandomNames.roles) else { return nil }
    let what =
      names?[1] ?? random.pick(of: "SELECT ON TABLES", "USAGE ON SEQUENCES", "EXECUTE ON FUNCTIONS")
    let schema = names?[0] ?? place.name
    if schema != "public", !has(Fact("schema", schema)) { return nil }
    return Item(
      kind: .defaultPrivileges, names: [schema, what],
      statements: ["ALTER DEFAULT PRIVILEGES IN SCHEMA \(schema) GRANT \(what) TO \(role)"],
      makes: [], needs: schema == "public" ? [] : [Fact("schema", schema)])
  }
}
