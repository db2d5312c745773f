extension RandomGenerator {
  /// A random item of a kind; of these names, when they are given; nil when what it needs is not there.
  mutating func item(_ kind: RandomKind, _ names: [String]?) -> Item? {
    guard let made = make(kind, names) else { return nil }
    return made
  }

  private mutating func make(_ kind: RandomKind, _ names: [String]?) -> Item? {
    switch kind {
    case .schema: schemaItem(names)
    case .extension: extensionItem(names)
    case .collation: collation(names)
    case .enumType: enumType(names)
    case .composite: composite(names)
    case .domain: domain(names)
    case .range: range(names)
    case .sequence: sequence(names)
    case .function: function(names)
    case .procedure: procedure(names)
    case .aggregate: aggregate(names)
    case .operator: operatorItem(names)
    case .operatorClass: operatorClass(names)
    case .cast: cast(names)
    case .table: table(names)
    case .partitioned: partitioned(names)
    case .partition: partition(names)
    case .child: child(names)
    case .typed: typed(names)
    case .column: column(names)
    case .primaryKey, .unique: key(kind, names)
    case .check: check(names)
    case .exclusion: exclusion(names)
    case .foreignKey: foreignKey(names)
    case .index, .matviewIndex: index(kind, names)
    case .statistics: statistics(names)
    case .view, .materializedView: view(kind, names)
    case .atomic: atomic(names)
    case .overRows: overRows(names)
    case .viewDefault: viewDefault(names)
    case .trigger: trigger(names)
    case .policy: policy(names)
    case .rule: rule(names)
    case .dictionary: dictionary(names)
    case .configuration: configuration(names)
    case .conversion: conversion(names)
    case .wrapper: wrapper(names)
    case .server: server(names)
    case .userMapping: userMapping(names)
    case .foreignTable: foreignTable(names)
    case .publication: publication(names)
    case .eventTrigger: eventTrigger(names)
    case .defaultPrivileges: defaultPrivileges(names)
    case .comment: comment(names)
    case .grant: grant(names)
    case .tableOption: tableOption(names)
    case .columnOption: columnOption(names)
    }
  }

  // MARK: Schemas and types

  private mutating func schemaItem(_ names: [String]?) -> Item? {
    let name = names?.first ?? random.pick(of: "\"Größe\"", "neben")
    return Item(
      kind: .schema, names: [name], statements: ["CREATE SCHEMA \(name)"],
      makes: [Fact("schema", name), Fact("comment", "SCHEMA \(name)")], needs: [])
  }

  private mutating func extensionItem(_ names: [String]?) -> Item? {
    guard hasExtensions else { return nil }
    let name = names?.first ?? random.pick(of: "citext", "btree_gist", "hstore")
    var makes = [Fact("extension", name)]
    if name != "btree_gist" {
      makes.append(Fact("type", name, "", name == "citext" ? "txt" : "other"))
    }
    return Item(
      kind: .extension, names: [name], statements: ["CREATE EXTENSION \(name)"], makes: makes,
      needs: [])
  }

  private mutating func collation(_ names: [String]?) -> Item? {
    guard let (name, needs) = named(names, RandomNames.others) else { return nil }
    let locale = random.pick(of: "C", "POSIX")
    return Item(
      kind: .collation, names: [name],
      statements: ["CREATE COLLATION \(name) (provider = libc, locale = '\(locale)')"],
      makes: [Fact("collation", name), Fact("comment", "COLLATION \(name)")], needs: needs)
  }

  /// Types share their names with tables: a name is taken once.
  private func typeFacts(_ name: String, _ type: String) -> [Fact] {
    [
      Fact("type", name, "", type), Fact("name", name), Fact("comment", "TYPE \(name)"),
      Fact("grant", "USAGE ON TYPE \(name)"),
    ]
  }

  private mutating func enumType(_ names: [String]?) -> Item? {
    guard let (name, needs) = named(names, RandomNames.types) else { return nil }
    let labels = random.some(RandomNames.labels, upTo: 5)
    return Item(
      kind: .enumType, names: [name],
      statements: ["CREATE TYPE \(name) AS ENUM (\(labels.joined(separator: ", ")))"],
      makes: typeFacts(name, "enum") + labels.map { Fact("label", name, $0) }, needs: needs)
  }

  private mutating func composite(_ names: [String]?) -> Item? {
    guard let (name, place) = named(names, RandomNames.types) else { return nil }
    var needs = place
    var fields: [String] = []
    for column in random.some(RandomNames.columns, upTo: 3) {
      let type = type()
      if type.sql == name { continue }
      needs.formUnion(type.needs)
      fields.append("\(column) \(type.sql)")
    }
    return Item(
      kind: .composite, names: [name],
      statements: ["CREATE TYPE \(name) AS (\(fields.joined(separator: ", ")))"],
      makes: typeFacts(name, "composite") + [Fact("rowtype", name)], needs: needs)
  }

  private mutating func domain(_ names: [String]?) -> Item? {
    guard let (name, place) = named(names, RandomNames.types) else { return nil }
    var needs = place
    let isText = random.oneIn(2)
    var base =
      isText
      ? random.pick(of: "text", "varchar(10)")
      : random.pick(of: "integer", "numeric(8,2)", "bigint")
    if random.oneIn(4), let label = any("label") {
      base = label.object
      needs.insert(label)
      var sql = "CREATE DOMAIN \(name) AS \(base)"
      if random.oneIn(2) { sql += " DEFAULT \(label.part)" }
      if random.oneIn(2) { sql += " CONSTRAINT \"Eins\" CHECK (VALUE <> \(label.part))" }
      return Item(
        kind: .domain, names: [name], statements: [sql], makes: typeFacts(name, "other"),
        needs: needs)
    }
    var sql = "CREATE DOMAIN \(name) AS \(base)"
    if random.oneIn(2) {
      sql += " DEFAULT \(isText ? random.pick(RandomNames.texts) ?? "'x'" : "\(random.below(9))")"
    }
    if random.oneIn(4) { sql += " NOT NULL" }
    for constraint in ["eins", "\"Zwei ü\""] where random.oneIn(2) {
      sql += " CONSTRAINT \(constraint) CHECK "
      sql += isText ? "(length(VALUE) < \(5 + random.below(9)))" : "(VALUE > \(random.below(5)))"
    }
    return Item(
      kind: .domain, names: [name], statements: [sql],
      makes: typeFacts(name, isText ? "txt" : "num"),
      needs: needs)
  }

  private mutating func range(_ names: [String]?) -> Item? {
    guard let (name, needs) = named(names, RandomNames.types) else { return nil }
    let subtype = random.pick(of: "double precision", "text", "time", "inet")
    let sql =
      "CREATE TYPE \(name) AS RANGE (SUBTYPE = \(subtype)"
      + (subtype == "text" && random.oneIn(2) ? ", COLLATION = \"C\"" : "") + ")"
    return Item(
      kind: .range, names: [name], statements: [sql], makes: typeFacts(name, "range"), needs: needs)
  }

  private mutating func sequence(_ names: [String]?) -> Item? {
    guard
      let (name, needs) = named(
        names, RandomNames.others.map { "\"s_\($0.filter { $0 != "\"" })\"" })
    else { return nil }
    var sql = "CREATE SEQUENCE \(name)"
    if random.oneIn(2) { sql += " AS \(random.pick(of: "integer", "smallint", "bigint"))" }
    if random.oneIn(3) { sql += " INCREMENT \(1 + random.below(9))" }
    if random.oneIn(3) { sql += " MAXVALUE \(100 + random.below(900))" }
    if random.oneIn(3) { sql += " CACHE \(1 + random.below(5))" }
    if random.oneIn(3) { sql += " CYCLE" }
    return Item(
      kind: .sequence, names: [name], statements: [sql],
      makes: [
        Fact("sequence", name), Fact("name", name), Fact("comment", "SEQUENCE \(name)"),
        Fact("grant", "USAGE ON SEQUENCE \(name)"),
      ], needs: needs)
  }

  // MARK: Routines and what is made of them

  private mutating func function(_ names: [String]?) -> Item? {
    guard
      let (name, place) = named(
        names, RandomNames.others.map { "\"f_\($0.filter { $0 != "\"" })\"" })
    else { return nil }
    var needs = place
    let flavour = random.below(4)
    let argument = type()
    needs.formUnion(argument.needs)
    let volatility = random.pick(of: "IMMUTABLE", "STABLE", "VOLATILE")
    var makes: [Fact] = []
    let statement: String
    let signature: String
    switch flavour {
    case 0:
      signature = "\(name)(integer)"
      statement =
        "CREATE FUNCTION \(name)(\(random.pick(of: "n", "\"N\"")) integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n + \(random.below(9))'"
        .replacingOccurrences("\"N\"", "n")
      makes.append(Fact("number function", name))
      needs.subtract(argument.needs)
    case 1:
      signature = "\(name)()"
      statement =
        "CREATE FUNCTION \(name)() RETURNS integer LANGUAGE sql \(volatility) RETURN \(random.below(99))"
      makes.append(Fact("constant function", name))
      needs.subtract(argument.needs)
    case 2:
      signature = "\(name)(\(argument.sql))"
      statement =
        "CREATE FUNCTION \(name)(a \(argument.sql), OUT r text) LANGUAGE plpgsql \(volatility) COST \(10 + random.below(3)) SET search_path TO \(random.pick(of: "public", "pg_catalog, public")) AS $fn$ BEGIN r := \(random.pick(RandomNames.texts) ?? "''"); END $fn$"
    default:
      signature = "\(name)()"
      statement =
        "CREATE FUNCTION \(name)() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN \(random.pick(of: "NEW", "NULL")); END $$"
      makes.append(Fact("trigger function", name))
      needs.subtract(argument.needs)
    }
    // The kind of function is part of its name: one kind never turns into the other.
    return Item(
      kind: .function, names: [name], statements: [statement],
      makes: makes + [
        Fact("name", "\(name)("), Fact("comment", "FUNCTION \(signature)"),
        Fact("grant", "EXECUTE ON FUNCTION \(signature)"),
      ], needs: needs)
  }

  /// A function whose body PostgreSQL looks into.
  private mutating func atomic(_ names: [String]?) -> Item? {
    guard
      let (name, place) = named(
        names, RandomNames.others.map { "\"g_\($0.filter { $0 != "\"" })\"" }),
      let column = any("num")
    else { return nil }
    let head = "FUNCTION \(name)(n integer) RETURNS integer LANGUAGE sql IMMUTABLE"
    var needs = place.union([column])
    var body = "SELECT n + max(\(column.part))::integer FROM \(column.object)"
    var statements: [String] = []
    if random.oneIn(2), let other = any("number function", where: { $0.object != name }) {
      needs.insert(other)
      body += " WHERE \(other.object)(n) > \(random.below(9))"
    } else if random.oneIn(3) {
      // It calls itself, which takes two statements.
      statements.append("CREATE \(head) RETURN 1")
      body += " WHERE n > 0 AND \(name)(n - 1) > 0"
    }
    statements.append("CREATE OR REPLACE \(head) BEGIN ATOMIC \(body); END")
    return Item(
      kind: .atomic, names: [name], statements: statements,
      makes: [
        Fact("number function", name), Fact("name", "\(name)("),
        Fact("comment", "FUNCTION \(name)(integer)"),
        Fact("grant", "EXECUTE ON FUNCTION \(name)(integer)"),
      ], needs: needs)
  }

  /// A function over a table's rows that reads a column of them, and perhaps an index on it.
  private mutating func overRows(_ names: [String]?) -> Item? {
    let wanted = names?[1]
    guard
      let column = any("num", where: { fact in wanted.map { $0 == fact.object } ?? true })
    else { return nil }
    let table = column.object
    let name = "\(schema(of: table)).\"r_\(Self.hash(table))\""
    var statements = [
      "CREATE FUNCTION \(name)(r \(table)) RETURNS integer LANGUAGE sql IMMUTABLE BEGIN ATOMIC SELECT (r).\(column.part)::integer; END"
    ]
    if has(Fact("ordinary", table)), random.oneIn(2) {
      let alias = table.split(separator: ".", maxSplits: 1).last ?? ""
      statements.append("CREATE INDEX \"ri_\(Self.hash(table))\" ON \(table) (\(name)(\(alias).*))")
    }
    return Item(
      kind: .overRows, names: [name, table], statements: statements,
      makes: [
        Fact("name", "\(name)("), Fact("comment", "FUNCTION \(name)(\(table))"),
      ], needs: [column, Fact("table", table)])
  }

  private mutating func procedure(_ names: [String]?) -> Item? {
    guard
      let (name, place) = named(
        names, RandomNames.others.map { "\"p_\($0.filter { $0 != "\"" })\"" })
    else { return nil }
    var needs = place
    let argument = type()
    needs.formUnion(argument.needs)
    return Item(
      kind: .procedure, names: [name],
      statements: [
        "CREATE PROCEDURE \(name)(a \(argument.sql)) LANGUAGE plpgsql\(random.oneIn(2) ? " SECURITY DEFINER" : "") AS $$ BEGIN a := NULL; END $$"
      ],
      makes: [
        Fact("name", "\(name)("), Fact("comment", "PROCEDURE \(name)(\(argument.sql))"),
      ], needs: needs)
  }

  private mutating func aggregate(_ names: [String]?) -> Item? {
    guard let (name, needs) = named(names, ["agg", "\"Agg Ä\""]) else { return nil }
    return Item(
      kind: .aggregate, names: [name],
      statements: [
        "CREATE AGGREGATE \(name)(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '\(random.below(5))')"
      ],
      makes: [Fact("name", "\(name)("), Fact("comment", "AGGREGATE \(name)(integer)")],
      needs: needs)
  }

  private mutating func operatorItem(_ names: [String]?) -> Item? {
    guard let row = any("rowtype") else { return nil }
    let function = "public.\"op_eq\""
    let name = names?.first ?? random.pick(of: "===", "<=>")
    return Item(
      kind: .operator, names: [name],
      statements: [
        "CREATE FUNCTION \(function)(\(row.object), \(row.object)) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true'",
        "CREATE OPERATOR public.\(name) (FUNCTION = \(function), LEFTARG = \(row.object), RIGHTARG = \(row.object)\(random.oneIn(2) ? ", HASHES, RESTRICT = eqsel" : ""))",
      ],
      makes: [
        Fact("operator", name, "", row.object), Fact("name", "op_eq"),
        Fact("comment", "OPERATOR public.\(name) (\(row.object), \(row.object))"),
      ],
      needs: [row])
  }

  private mutating func operatorClass(_ names: [String]?) -> Item? {
    guard let op = any("operator") else { return nil }
    let name = "public.klasse"
    return Item(
      kind: .operatorClass, names: [name],
      statements: [
        "CREATE FUNCTION public.op_hash(\(op.type)) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT \(random.below(5))'",
        "CREATE OPERATOR CLASS \(name) FOR TYPE \(op.type) USING hash AS OPERATOR 1 public.\(op.object), FUNCTION 1 public.op_hash(\(op.type))",
      ],
      makes: [Fact("comment", "OPERATOR CLASS \(name) USING hash")], needs: [op])
  }

  private mutating func cast(_ names: [String]?) -> Item? {
    guard let row = any("rowtype") else { return nil }
    return Item(
      kind: .cast, names: ["cast"],
      statements: [
        "CREATE FUNCTION public.cast_it(\(row.object)) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT 1::bigint'",
        "CREATE CAST (\(row.object) AS bigint) WITH FUNCTION public.cast_it(\(row.object))\(random.pick(of: "", " AS ASSIGNMENT"))",
      ], makes: [Fact("comment", "CAST (\(row.object) AS bigint)")], needs: [row])
  }
}

extension String {
  fileprivate func replacingOccurrences(_ word: String, _ other: String) -> String {
    split(separator: word, omittingEmptySubsequences: false).joined(separator: other)
  }
}
