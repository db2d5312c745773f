extension EnumPiece {
  struct Kind: Sendable {
    let name: String
    let make: @Sendable (inout FuzzScript, EnumWords) -> Void

    init(_ name: String, _ make: @escaping @Sendable (inout FuzzScript, EnumWords) -> Void) {
      self.name = name
      self.make = make
    }
  }

  static let kinds: [Kind] =
    columns + types + constraints + indexes + views + routines + tables + others

  private static let columns = [
    Kind("a column with a default") { script, w in
      script.columns.append("\(w.name("c")) \(w.type) NOT NULL DEFAULT \(w.label)")
      script.values.append((w.name("c"), { w.value($0) }))
      script.last.append("COMMENT ON COLUMN \(w.table).\(w.name("c")) IS 'it''s'")
      script.last.append("GRANT SELECT (\(w.name("c"))), UPDATE (id) ON \(w.table) TO pg_monitor")
    },
    Kind("a column with options") { script, w in
      script.columns.append("\(w.name("c")) \(w.type)")
      script.values.append((w.name("c"), { w.row($0) }))
      script.last.append(
        "ALTER TABLE \(w.table) ALTER \(w.name("c")) SET STATISTICS 200, ALTER \(w.name("c")) SET (n_distinct = 3)"
      )
    },
    Kind("an array column") { script, w in
      script.columns.append("\(w.name("c")) \(w.type)[] DEFAULT ARRAY[\(w.label)]::\(w.type)[]")
      script.values.append(
        (w.name("c"), { "ARRAY[\(w.row($0)), \(w.value($0 + 1)), NULL]::\(w.type)[]" }))
    },
    Kind("an array of two dimensions") { script, w in
      script.columns.append("\(w.name("c")) \(w.type)[][] NOT NULL DEFAULT '{}'")
      script.values.append(
        (
          w.name("c"),
          {
            $0 == 1
              ? "'{}'" : "ARRAY[[\(w.row($0)), \(w.value($0))], [NULL, \(w.value(0))]]::\(w.type)[]"
          }
        ))
    },
    Kind("a generated condition") { script, w in
      script.columns.append(
        "\(w.name("g")) boolean GENERATED ALWAYS AS (\(w.column) = \(w.other)) STORED")
      script.queries.append(contents("id, \(w.name("g"))", w.table))
    },
    Kind("a generated label") { script, w in
      script.columns.append(
        "\(w.name("g")) \(w.type) GENERATED ALWAYS AS (coalesce(\(w.column), \(w.other))) STORED")
      script.last.append("COMMENT ON COLUMN \(w.table).\(w.name("g")) IS 'generated'")
      script.last.append("CREATE INDEX \(w.name("i")) ON \(w.table) (\(w.name("g")))")
      script.queries.append(contents("id, \(w.name("g"))", w.table))
    },
    Kind("a default by a function") { script, w in
      script.first.append(
        "CREATE FUNCTION \(w.path("f"))() RETURNS \(w.type) LANGUAGE sql STABLE AS \(w.quoted("SELECT \(w.other)::\(w.type)"))"
      )
      script.columns.append("\(w.name("c")) \(w.type) DEFAULT \(w.path("f"))()")
      script.values.append((w.name("c"), { w.row($0) }))
    },
  ]

  private static let types = [
    Kind("a domain") { script, w in
      script.first.append(
        "CREATE DOMAIN \(w.path("d")) AS \(w.type) DEFAULT \(w.label) CONSTRAINT \(w.name("ck")) CHECK (VALUE <> \(w.label) OR VALUE IS NOT NULL)"
      )
      script.first.append("COMMENT ON DOMAIN \(w.path("d")) IS 'domain'")
      script.first.append("ALTER DOMAIN \(w.path("d")) OWNER TO \"fuzz Ö\"")
      script.columns.append("\(w.name("c")) \(w.path("d"))")
      script.values.append((w.name("c"), { w.row($0) }))
      script.last.append("CREATE INDEX \(w.name("i")) ON \(w.table) (\(w.name("c")))")
    },
    Kind("a domain over an array, and an array of a domain") { script, w in
      script.first.append(
        "CREATE DOMAIN \(w.path("d")) AS \(w.type)[] CHECK (cardinality(VALUE) < 9)")
      script.first.append("CREATE DOMAIN \(w.path("e")) AS \(w.type) NOT NULL")
      script.first.append("GRANT USAGE ON DOMAIN \(w.path("d")) TO pg_monitor")
      script.columns.append("\(w.name("c")) \(w.path("d")), \(w.name("e")) \(w.path("e"))[]")
      script.values.append((w.name("c"), { "ARRAY[\(w.row($0)), \(w.value($0))]::\(w.type)[]" }))
      script.values.append((w.name("e"), { "ARRAY[\(w.value($0))]::\(w.path("e"))[]" }))
    },
    Kind("a composite type") { script, w in
      script.first.append(
        "CREATE TYPE \(w.path("p")) AS (x int, \"Y y\" \(w.type), z \(w.type)[], s text)")
      script.first.append("COMMENT ON TYPE \(w.path("p")) IS 'pair'")
      script.first.append("COMMENT ON COLUMN \(w.path("p")).\"Y y\" IS 'field'")
      script.columns.append("\(w.name("c")) \(w.path("p"))")
      script.values.append(
        (
          w.name("c"),
          {
            $0 == 2
              ? "NULL"
              : "ROW(\($0), \(w.row($0)), ARRAY[\(w.row($0))]::\(w.type)[], 'a,b\"c')::\(w.path("p"))"
          }
        ))
    },
    Kind("an array of a composite type, which is in another") { script, w in
      script.first.append("CREATE TYPE \(w.path("p")) AS (x int, y \(w.type))")
      script.first.append("CREATE TYPE \(w.path("q")) AS (p \(w.path("p")), ps \(w.path("p"))[])")
      script.columns.append("\(w.name("c")) \(w.path("p"))[], \(w.name("e")) \(w.path("q"))")
      let one: @Sendable (Int) -> String = { "ROW(\($0), \(w.row($0)))::\(w.path("p"))" }
      script.values.append((w.name("c"), { "ARRAY[\(one($0)), \(one($0 + 1))]" }))
      script.values.append(
        (w.name("e"), { "ROW(\(one($0)), ARRAY[\(one($0 + 1)), NULL])::\(w.path("q"))" }))
    },
    Kind("a range type") { script, w in
      script.first.append("CREATE TYPE \(w.path("r")) AS RANGE (SUBTYPE = \(w.type))")
      script.columns.append(
        "\(w.name("c")) \(w.path("r")), CONSTRAINT \(w.name("x")) EXCLUDE USING gist (\(w.name("c")) WITH &&) WHERE (id > 100)"
      )
      script.values.append(
        (
          w.name("c"),
          {
            $0 == 1
              ? "'empty'"
              : $0 == 2
                ? "NULL"
                : $0 == 3
                  ? "\(w.path("r"))(NULL, \(w.value($0)), '()')"
                  : "\(w.path("r"))(\(w.value($0)), \(w.value($0)), '[]')"
          }
        ))
    },
    Kind("a multirange type") { script, w in
      script.first.append(
        "CREATE TYPE \(w.path("r")) AS RANGE (SUBTYPE = \(w.type), MULTIRANGE_TYPE_NAME = \(w.path("mr")))"
      )
      script.first.append("CREATE DOMAIN \(w.path("d")) AS \(w.path("mr"))")
      script.columns.append(
        "\(w.name("c")) \(w.path("mr")), \(w.name("e")) \(w.path("mr"))[], \(w.name("f")) \(w.path("d"))"
      )
      let one: @Sendable (Int) -> String = {
        "\(w.path("mr"))(\(w.path("r"))(\(w.value($0)), \(w.value($0)), '[]'))"
      }
      script.values.append((w.name("c"), { $0 == 1 ? "'{}'" : $0 == 2 ? "NULL" : one($0) }))
      script.values.append((w.name("e"), { "ARRAY[\(one($0)), NULL, '{}']" }))
      script.values.append((w.name("f"), { one($0) }))
    },
    Kind("arrays of more than one dimension, with bounds of their own") { script, w in
      script.first.append("CREATE DOMAIN \(w.path("d")) AS \(w.type)[]")
      script.first.append("CREATE TYPE \(w.path("p")) AS (x text, y \(w.type))")
      script.columns.append(
        "\(w.name("c")) \(w.path("d"))[], \(w.name("e")) \(w.path("p"))[][], \(w.name("f")) \(w.type)[][]"
      )
      let pair: @Sendable (Int) -> String = {
        "ROW('a ''b'', {\"}', \(w.value($0)))::\(w.path("p"))"
      }
      let list: @Sendable (Int) -> String = { "ARRAY[\(w.value($0)), NULL, \(w.value($0 + 1))]" }
      script.values.append(
        (
          w.name("c"),
          { "('[0:1]={NULL,' || substr(ARRAY[(\(list($0)))::text]::text, 2))::\(w.path("d"))[]" }
        ))
      script.values.append(
        (
          w.name("e"),
          {
            $0 == 1
              ? "'{}'"
              : "('[2:3][-1:0]=' || ARRAY[[\(pair($0)), NULL], [\(pair($0 + 1)), \(pair($0))]]::text)::\(w.path("p"))[]"
          }
        ))
      script.values.append((w.name("f"), { "ARRAY[\(list($0)), \(list($0 + 1))]::\(w.type)[]" }))
    },
    Kind("a table of a composite type") { script, w in
      script.first.append("CREATE TYPE \(w.path("p")) AS (x int, y \(w.type))")
      script.first.append(
        "CREATE TABLE \(w.path("tt")) OF \(w.path("p")) (y DEFAULT \(w.label), CHECK (y <> \(w.label) OR x > 0))"
      )
      script.first.append(
        "INSERT INTO \(w.path("tt")) VALUES (1, \(w.row(1))), (2, \(w.row(2)))")
    },
  ]

  private static let constraints = [
    Kind("checks") { script, w in
      script.constraints.append(
        "CONSTRAINT \(w.name("ck")) CHECK (\(w.column) <> \(w.label) OR id > 0)")
      script.constraints.append(
        "CHECK (\(w.column) = ANY (ARRAY[\(w.label), \(w.other)]::\(w.type)[]) OR id > 0)")
      script.last.append("COMMENT ON CONSTRAINT \(w.name("ck")) ON \(w.table) IS 'check'")
    },
    Kind("a check that is not valid") { script, w in
      script.last.append(
        "ALTER TABLE \(w.table) ADD CONSTRAINT \(w.name("ck")) CHECK (\(w.column) <> \(w.label)) NOT VALID"
      )
    },
    Kind("a unique constraint and a mark") { script, w in
      script.columns.append("\(w.name("c")) \(w.type) NOT NULL DEFAULT \(w.label)")
      script.values.append((w.name("c"), { w.value($0) }))
      script.constraints.append(
        "CONSTRAINT \(w.name("uq")) UNIQUE (id, \(w.name("c"))) INCLUDE (\(w.column))")
      if w.piece.number == 3 {
        script.last.append("ALTER TABLE \(w.table) REPLICA IDENTITY USING INDEX \(w.name("uq"))")
      }
      script.last.append("CREATE INDEX \(w.name("cl")) ON \(w.table) (\(w.name("c")))")
      if w.piece.number == 2 {
        script.last.append("ALTER TABLE \(w.table) CLUSTER ON \(w.name("cl"))")
      }
    },
    Kind("an exclusion constraint") { script, w in
      script.constraints.append(
        "CONSTRAINT \(w.name("x")) EXCLUDE USING btree (\(w.column) WITH =, id WITH =) WHERE (\(w.column) = \(w.label))"
      )
    },
    Kind("foreign keys between columns of the type") { script, w in
      // Rows that become the same would break the key.
      guard w.change.isExact else { return }
      script.first.append("CREATE TABLE \(w.path("k")) (k \(w.type) PRIMARY KEY)")
      for value in w.values { script.first.append("INSERT INTO \(w.path("k")) VALUES (\(value))") }
      script.first.append(
        "CREATE TABLE \(w.path("l")) (l \(w.type) PRIMARY KEY REFERENCES \(w.path("k")) ON DELETE CASCADE)"
      )
      script.first.append("INSERT INTO \(w.path("l")) SELECT k FROM \(w.path("k"))")
      script.constraints.append(
        "CONSTRAINT \(w.name("fk")) FOREIGN KEY (\(w.column)) REFERENCES \(w.path("l")) DEFERRABLE")
    },
  ]

  private static let indexes = [
    Kind("plain indexes") { script, w in
      script.last.append(
        "CREATE INDEX \(w.name("i")) ON \(w.table) (\(w.column) DESC NULLS LAST, id) INCLUDE (\(w.column))"
      )
      script.last.append("CREATE INDEX ON \(w.table) USING hash (\(w.column))")
      script.last.append("CREATE UNIQUE INDEX ON \(w.table) (\(w.column) enum_ops, id)")
      script.last.append("COMMENT ON INDEX \(w.path("i")) IS 'index'")
    },
    Kind("a partial index") { script, w in
      script.last.append(
        "CREATE UNIQUE INDEX \(w.name("i")) ON \(w.table) (id) WHERE \(w.column) = \(w.label)")
    },
    Kind("an index of an expression") { script, w in
      script.last.append(
        "CREATE INDEX \(w.name("i")) ON \(w.table) ((\(w.column) = \(w.label)), (CASE \(w.column) WHEN \(w.other) THEN 1 ELSE 2 END))"
      )
    },
    Kind("an index of a function") { script, w in
      script.first.append(
        "CREATE FUNCTION \(w.path("f"))(v \(w.type)) RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT CASE WHEN v IS NULL THEN 0 ELSE 1 END $$"
      )
      script.last.append("CREATE INDEX \(w.name("i")) ON \(w.table) (\(w.path("f"))(\(w.column)))")
      script.last.append(
        "ALTER TABLE \(w.table) ADD CHECK (\(w.path("f"))(\(w.column)) >= 0)")
    },
    Kind("a GIN index of an array") { script, w in
      script.columns.append("\(w.name("c")) \(w.type)[]")
      script.values.append((w.name("c"), { "ARRAY[\(w.row($0))]::\(w.type)[]" }))
      script.last.append("CREATE INDEX \(w.name("i")) ON \(w.table) USING gin (\(w.name("c")))")
      script.last.append(
        "CREATE INDEX ON \(w.table) (id) WHERE \(w.name("c")) @> ARRAY[\(w.label)]::\(w.type)[]")
    },
    Kind("statistics") { script, w in
      script.last.append(
        "CREATE STATISTICS \(w.path("st")) ON (\(w.column) = \(w.label)), id FROM \(w.table)")
      script.last.append(
        "CREATE STATISTICS \(w.path("su")) (ndistinct) ON \(w.column), id FROM \(w.table)")
      script.last.append("COMMENT ON STATISTICS \(w.path("st")) IS 'statistics'")
    },
  ]

  private static let views = [
    Kind("views") { script, w in
      script.last.append(
        "CREATE VIEW \(w.path("v")) WITH (security_barrier) AS SELECT id, \(w.column) AS \"the label\", \(w.column)::text AS t FROM \(w.table) WHERE \(w.column) <> \(w.label)"
      )
      script.last.append(
        "CREATE VIEW \(w.path("w")) AS SELECT count(*) AS n, \"the label\" FROM \(w.path("v")) GROUP BY 2"
      )
      script.last.append("COMMENT ON VIEW \(w.path("v")) IS 'view'")
      script.last.append("COMMENT ON COLUMN \(w.path("v")).\"the label\" IS 'label'")
      script.last.append("GRANT SELECT ON \(w.path("v")) TO pg_monitor")
      script.last.append("GRANT SELECT ON \(w.path("v")) TO \"fuzz Ö\"")
      script.last.append("GRANT INSERT (id) ON \(w.path("v")) TO PUBLIC")
      script.last.append("ALTER VIEW \(w.path("w")) OWNER TO \"fuzz Ö\"")
      script.queries.append(contents("*", w.path("w")))
    },
    Kind("a materialised view") { script, w in
      script.last.append(
        "CREATE MATERIALIZED VIEW \(w.path("m")) AS SELECT id, \(w.column), \(w.column) = \(w.label) AS b FROM \(w.table)"
      )
      script.last.append("CREATE UNIQUE INDEX \(w.name("mi")) ON \(w.path("m")) (id)")
      script.last.append(
        "CREATE INDEX ON \(w.path("m")) (\(w.column)) WHERE \(w.column) = \(w.label)")
      script.last.append("CREATE VIEW \(w.path("w")) AS SELECT * FROM \(w.path("m"))")
      script.last.append("COMMENT ON MATERIALIZED VIEW \(w.path("m")) IS 'contents'")
      script.last.append("GRANT SELECT ON \(w.path("m")) TO pg_monitor")
      script.last.append("ALTER MATERIALIZED VIEW \(w.path("m")) OWNER TO \"fuzz Ö\"")
      script.queries.append(contents("*", w.path("m")))
    },
    Kind("a view with a trigger and a rule") { script, w in
      script.first.append(trigger(w))
      script.last.append("CREATE VIEW \(w.path("v")) AS SELECT * FROM \(w.table)")
      script.last.append(
        "CREATE TRIGGER \(w.name("tr")) INSTEAD OF UPDATE ON \(w.path("v")) FOR EACH ROW EXECUTE FUNCTION \(w.path("tf"))()"
      )
      script.last.append(
        "CREATE RULE \(w.name("ru")) AS ON DELETE TO \(w.path("v")) WHERE OLD.\(w.column) = \(w.label) DO INSTEAD NOTHING"
      )
      script.last.append(
        "ALTER VIEW \(w.path("v")) ALTER COLUMN \(w.column) SET DEFAULT \(w.other)")
    },
  ]

  /// A query with the rows of a relation in one text.
  private static func contents(_ columns: String, _ relation: String) -> String {
    "SELECT string_agg(r::text, '|' ORDER BY r::text) FROM (SELECT \(columns) FROM \(relation)) r"
  }

  static func trigger(_ w: EnumWords) -> String {
    "CREATE FUNCTION \(w.path("tf"))() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$"
  }
}

extension EnumWords {
  /// The text as a string constant, dollar signs and all.
  func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "''") + "'"
  }
}
