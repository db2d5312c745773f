import WhimbrelModel

extension CitextPiece {
  static let kinds: [Kind] = columns + constraints + indexes + others

  private static let columns = [
    Kind("a default") { script, w in
      script.columns.append("\(w.name("c")) \(w.type) NOT NULL DEFAULT \(w.word)")
      script.values.append((w.name("c"), { CitextWords.key($0) }))
      script.last.append("COMMENT ON COLUMN \(w.table).\(w.name("c")) IS 'it''s'")
      script.last.append("GRANT SELECT (\(w.name("c"))) ON \(w.table) TO pg_monitor")
    },
    Kind("a collation and options") { script, w in
      script.columns.append("\(w.name("c")) \(w.type) COLLATE \"C\"")
      script.values.append((w.name("c"), { CitextWords.value($0) }))
      script.last.append(
        "ALTER TABLE \(w.table) ALTER \(w.name("c")) SET STATISTICS 200, ALTER \(w.name("c")) SET (n_distinct = 3)"
      )
      script.last.append("CREATE INDEX ON \(w.table) (\(w.name("c")), c COLLATE \"C\")")
    },
    // PostgreSQL goes through every array, whatever the cast of its elements costs.
    Kind("an array", writesRows: true) { script, w in
      script.columns.append("\(w.name("c")) \(w.type)[] DEFAULT ARRAY[\(w.word)]::\(w.type)[]")
      script.values.append(
        (w.name("c"), { "ARRAY[\(CitextWords.value($0)), \(w.word), NULL]::\(w.type)[]" }))
      script.last.append("CREATE INDEX ON \(w.table) USING gin (\(w.name("c")))")
      script.last.append("CREATE INDEX ON \(w.table) (\(w.name("c"))) WHERE \(w.name("c")) <> '{}'")
      script.last.append(
        "ALTER TABLE \(w.table) ADD CHECK (\(w.word) <> ALL (\(w.name("c"))) OR id > 0)")
    },
    Kind("generated columns", writesRows: true) { script, w in
      script.columns.append(
        "\(w.name("g")) text GENERATED ALWAYS AS (lower(c::text)) STORED, \(w.name("h")) boolean GENERATED ALWAYS AS (c = \(w.word)) STORED"
      )
      script.queries.append(
        contents("id, \(w.name("g")), \(w.name("h"))", w.table))
    },
    Kind("a domain", writesRows: true) { script, w in
      script.first.append(
        "CREATE DOMAIN \(w.path("d")) AS \(w.type) DEFAULT \(w.word) CHECK (VALUE <> 'BAD')")
      script.columns.append("\(w.name("c")) \(w.path("d"))")
      script.values.append((w.name("c"), { CitextWords.value($0) }))
    },
    Kind("a field of a composite type", writesRows: true) { script, w in
      script.first.append("CREATE TYPE \(w.path("p")) AS (x int, y \(w.type))")
      script.columns.append("\(w.name("c")) \(w.path("p"))")
      script.values.append((w.name("c"), { "ROW(\($0), \(CitextWords.value($0)))" }))
    },
  ]

  private static let constraints = [
    Kind("checks") { script, w in
      script.constraints.append("CONSTRAINT \(w.name("ck")) CHECK (c <> 'BAD')")
      script.constraints.append("CHECK (\(w.isOne) OR id > 0)")
      script.constraints.append("CHECK (c ~ '^' OR char_length(c) < 40)")
      script.last.append("COMMENT ON CONSTRAINT \(w.name("ck")) ON \(w.table) IS 'check'")
    },
    Kind("a check that is not valid") { script, w in
      script.last.append(
        "ALTER TABLE \(w.table) ADD CONSTRAINT \(w.name("ck")) CHECK (c <> \(w.word)) NOT VALID")
    },
    Kind("unique constraints") { script, w in
      let kind = ["UNIQUE", "UNIQUE NULLS NOT DISTINCT", "UNIQUE"][w.turn]
      script.constraints.append(
        "CONSTRAINT \(w.name("uq")) \(kind) (c) \(w.turn == 2 ? "INCLUDE (id) DEFERRABLE" : "")")
    },
    Kind("an exclusion constraint") { script, w in
      script.constraints.append(
        "CONSTRAINT \(w.name("x")) EXCLUDE USING \(w.turn == 1 ? "hash" : "btree") (c WITH \(w.equals)) WHERE (c <> \(w.word))"
      )
    },
    Kind("a primary key") { script, w in
      script.first.append(
        "CREATE TABLE \(w.path("k")) (k \(w.type), n int, CONSTRAINT \(w.name("pk")) PRIMARY KEY (k))"
      )
      for row in 1...5 {
        script.first.append("INSERT INTO \(w.path("k")) VALUES (\(CitextWords.key(row)), \(row))")
      }
    },
    Kind("a chain of foreign keys") { script, w in
      script.first.append("CREATE TABLE \(w.path("k")) (k \(w.type) PRIMARY KEY)")
      script.first.append(
        "CREATE TABLE \(w.path("l")) (l \(w.type) PRIMARY KEY REFERENCES \(w.path("k")) ON UPDATE CASCADE)"
      )
      for row in 1...6 {
        script.first.append("INSERT INTO \(w.path("k")) VALUES (\(CitextWords.key(row)))")
      }
      script.first.append("INSERT INTO \(w.path("l")) SELECT k FROM \(w.path("k"))")
      script.constraints.append(
        "CONSTRAINT \(w.name("fk")) FOREIGN KEY (c) REFERENCES \(w.path("l")) ON DELETE SET NULL")
    },
    Kind("a foreign key to itself, of two columns") { script, w in
      script.columns.append("\(w.name("p")) \(w.type), \(w.name("n")) int")
      script.constraints.append("CONSTRAINT \(w.name("u2")) UNIQUE (c, id)")
      script.constraints.append(
        "FOREIGN KEY (\(w.name("p")), \(w.name("n"))) REFERENCES \(w.table) (c, id)")
    },
  ]

  private static let indexes = [
    Kind("plain indexes") { script, w in
      let index = "CREATE INDEX \(w.name("i")) ON \(w.table)"
      script.last.append(
        [
          "\(index) (c DESC NULLS LAST, id) INCLUDE (c)", "\(index) USING hash (c)",
          "\(index) USING brin (c)",
        ][w.turn])
      script.last.append("COMMENT ON INDEX \(w.path("i")) IS 'index'")
    },
    Kind("a unique index") { script, w in
      script.last.append(
        "CREATE UNIQUE INDEX \(w.name("i")) ON \(w.table) (c) WITH (fillfactor = 70)")
    },
    Kind("a partial index") { script, w in
      script.last.append(
        "CREATE UNIQUE INDEX \(w.name("i")) ON \(w.table) (id) WHERE c <> \(w.word)")
      script.last.append("CREATE INDEX ON \(w.table) (id) WHERE \(w.isOne)")
    },
    Kind("an index of an expression") { script, w in
      script.last.append(
        "CREATE INDEX \(w.name("i")) ON \(w.table) (lower(c::text), (c || 'x'), (c = \(w.word)))")
    },
    Kind("an index of text patterns") { script, w in
      script.last.append(
        "CREATE INDEX \(w.name("i")) ON \(w.table) ((c::text) text_pattern_ops)")
    },
    Kind("statistics") { script, w in
      script.last.append("CREATE STATISTICS \(w.path("st")) ON (c = \(w.word)), id FROM \(w.table)")
      script.last.append("CREATE STATISTICS \(w.path("su")) (ndistinct) ON c, id FROM \(w.table)")
    },
    Kind("a replica identity and a cluster mark") { script, w in
      script.first.append("CREATE TABLE \(w.path("r")) (k \(w.type) NOT NULL)")
      script.first.append("CREATE UNIQUE INDEX \(w.name("ri")) ON \(w.path("r")) (k)")
      script.first.append("ALTER TABLE \(w.path("r")) REPLICA IDENTITY USING INDEX \(w.name("ri"))")
      script.first.append("ALTER TABLE \(w.path("r")) CLUSTER ON \(w.name("ri"))")
      script.first.append("INSERT INTO \(w.path("r")) VALUES ('One'), ('two')")
    },
  ]

  private static let others = [
    Kind("views") { script, w in
      script.last.append(
        "CREATE VIEW \(w.path("v")) WITH (security_barrier) AS SELECT id, c, c || 'x' AS d FROM \(w.table) WHERE c <> \(w.word)"
      )
      script.last.append(
        "CREATE VIEW \(w.path("w")) AS SELECT count(*) AS n, c FROM \(w.path("v")) GROUP BY c")
      script.last.append("GRANT SELECT ON \(w.path("v")) TO \"fuzz Ö\"")
      script.last.append("ALTER VIEW \(w.path("w")) OWNER TO \"fuzz Ö\"")
      script.last.append("COMMENT ON VIEW \(w.path("v")) IS 'view'")
      script.queries.append(contents("*", w.path("v")))
    },
    Kind("a materialised view") { script, w in
      script.last.append(
        "CREATE MATERIALIZED VIEW \(w.path("m")) AS SELECT id, c, c = \(w.word) AS b FROM \(w.table)"
      )
      script.last.append("CREATE UNIQUE INDEX \(w.name("mi")) ON \(w.path("m")) (c, id)")
      script.last.append("COMMENT ON MATERIALIZED VIEW \(w.path("m")) IS 'contents'")
      script.queries.append(contents("*", w.path("m")))
    },
    Kind("policies") { script, w in
      script.last.append("ALTER TABLE \(w.table) ENABLE ROW LEVEL SECURITY")
      script.last.append(
        "CREATE POLICY \(w.name("po")) ON \(w.table) FOR UPDATE TO pg_monitor USING (c = \(w.word)) WITH CHECK (c <> 'no')"
      )
      script.last.append("COMMENT ON POLICY \(w.name("po")) ON \(w.table) IS 'policy'")
    },
    Kind("triggers") { script, w in
      script.first.append(
        "CREATE FUNCTION \(w.path("tf"))() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$"
      )
      script.last.append(
        "CREATE TRIGGER \(w.name("tr")) BEFORE UPDATE OF c ON \(w.table) FOR EACH ROW WHEN (NEW.c = \(w.word)) EXECUTE FUNCTION \(w.path("tf"))()"
      )
      script.last.append("ALTER TABLE \(w.table) ENABLE ALWAYS TRIGGER \(w.name("tr"))")
    },
    Kind("a rule") { script, w in
      script.last.append(
        "CREATE RULE \(w.name("ru")) AS ON UPDATE TO \(w.table) WHERE NEW.c = \(w.word) DO ALSO NOTHING"
      )
    },
    Kind("a publication") { script, w in
      script.last.append(
        "CREATE PUBLICATION \(Name("\(w.world.schema) \(w.piece.number)").quoted) FOR TABLE \(w.table) (id, c)"
      )
    },
    Kind("functions") { script, w in
      script.last.append(
        "CREATE FUNCTION \(w.path("f"))() RETURNS SETOF \(w.type) LANGUAGE sql BEGIN ATOMIC SELECT c FROM \(w.table) WHERE c <> \(w.word); END"
      )
      script.first.append(
        "CREATE FUNCTION \(w.path("g"))(v \(w.type) DEFAULT \(w.word)) RETURNS \(w.type) LANGUAGE sql IMMUTABLE AS 'SELECT v'"
      )
      script.last.append("CREATE INDEX ON \(w.table) (\(w.path("g"))(c))")
    },
    Kind("a partitioned table") { script, w in
      script.first.append(
        "CREATE TABLE \(w.path("pt")) (id int PRIMARY KEY, c \(w.type) DEFAULT \(w.word), CHECK (c <> 'BAD')) PARTITION BY RANGE (id)"
      )
      script.first.append(
        "CREATE TABLE \(w.path("pa")) PARTITION OF \(w.path("pt")) FOR VALUES FROM (0) TO (10)")
      script.first.append("CREATE TABLE \(w.path("pb")) PARTITION OF \(w.path("pt")) DEFAULT")
      script.first.append(
        "CREATE UNIQUE INDEX \(w.name("pi")) ON \(w.path("pt")) (c, id) WHERE c <> 'x'")
      script.first.append(
        "INSERT INTO \(w.path("pt")) VALUES (1, \(CitextWords.value(1))), (11, \(CitextWords.value(2)))"
      )
    },
    Kind("tables that inherit") { script, w in
      script.first.append(
        "CREATE TABLE \(w.path("b")) (id int, c \(w.type) DEFAULT \(w.word), CHECK (c <> 'BAD'))")
      script.first.append("CREATE TABLE \(w.path("h")) (extra \(w.type)) INHERITS (\(w.path("b")))")
      script.first.append("INSERT INTO \(w.path("h")) VALUES (2, 'Two', 'Three')")
      script.first.append("CREATE INDEX \(w.name("hi")) ON \(w.path("h")) (extra) WHERE c = 'x'")
    },
  ]

  private static func contents(_ columns: String, _ relation: String) -> String {
    "SELECT string_agg(r::text, '|' ORDER BY r::text COLLATE \"C\") FROM (SELECT \(columns) FROM \(relation)) r"
  }
}
