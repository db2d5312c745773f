import WhimbrelModel

extension EnumPiece {
  static let routines = [
    Kind("functions") { script, w in
      script.first.append(
        "CREATE FUNCTION \(w.path("f"))(v \(w.type), d \(w.type) DEFAULT \(w.label)) RETURNS \(w.type) LANGUAGE sql AS \(w.quoted("SELECT coalesce(v, d, \(w.other))"))"
      )
      script.first.append(
        "CREATE FUNCTION \(w.path("g"))(vs \(w.type)[], OUT n \(w.type), OUT m int) LANGUAGE plpgsql AS $$ BEGIN m := 1; END $$"
      )
      script.first.append("COMMENT ON FUNCTION \(w.path("f"))(\(w.type), \(w.type)) IS 'function'")
      script.first.append(
        "REVOKE EXECUTE ON FUNCTION \(w.path("f"))(\(w.type), \(w.type)) FROM PUBLIC")
      script.first.append(
        "ALTER FUNCTION \(w.path("f"))(\(w.type), \(w.type)) OWNER TO \"fuzz Ö\"")
    },
    Kind("functions of parsed bodies") { script, w in
      script.last.append(
        "CREATE FUNCTION \(w.path("f"))() RETURNS SETOF \(w.type) LANGUAGE sql BEGIN ATOMIC SELECT \(w.column) FROM \(w.table) WHERE \(w.column) <> \(w.label); END"
      )
      script.last.append(
        "CREATE FUNCTION \(w.path("g"))() RETURNS TABLE (a \(w.type), b int) LANGUAGE sql RETURN (SELECT ROW(\(w.other)::\(w.type), 1))"
      )
      script.last.append(
        "CREATE VIEW \(w.path("w")) AS SELECT * FROM \(w.path("f"))() AS x")
    },
    Kind("a procedure") { script, w in
      script.first.append(
        "CREATE PROCEDURE \(w.path("pr"))(INOUT v \(w.type) DEFAULT \(w.label)) LANGUAGE plpgsql AS $$ BEGIN NULL; END $$"
      )
      script.first.append("GRANT EXECUTE ON PROCEDURE \(w.path("pr"))(\(w.type)) TO pg_monitor")
    },
    Kind("an aggregate") { script, w in
      script.first.append(
        "CREATE FUNCTION \(w.path("f"))(s \(w.type), v \(w.type)) RETURNS \(w.type) LANGUAGE sql IMMUTABLE AS 'SELECT coalesce(v, s)'"
      )
      script.first.append(
        "CREATE AGGREGATE \(w.path("ag"))(\(w.type)) (SFUNC = \(w.path("f")), STYPE = \(w.type))")
      script.first.append("COMMENT ON AGGREGATE \(w.path("ag"))(\(w.type)) IS 'aggregate'")
      script.last.append(
        "CREATE VIEW \(w.path("v")) AS SELECT \(w.path("ag"))(\(w.column)) AS g FROM \(w.table)")
    },
    Kind("a cast") { script, w in
      script.first.append(
        "CREATE FUNCTION \(w.path("f"))(v \(w.type)) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT 1::bigint'"
      )
      script.first.append(
        "DO $do$ BEGIN CREATE CAST (\(w.type) AS bigint) WITH FUNCTION \(w.path("f"))(\(w.type)); EXCEPTION WHEN duplicate_object THEN NULL; END $do$"
      )
    },
    Kind("an operator") { script, w in
      script.first.append(
        "CREATE FUNCTION \(w.path("f"))(v \(w.type), n int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT n > 0'"
      )
      let op = "\(w.schema).<~\(String(repeating: "~", count: w.piece.number))>"
      script.first.append(
        "CREATE OPERATOR \(op) (LEFTARG = \(w.type), RIGHTARG = int, FUNCTION = \(w.path("f")))")
      script.first.append("COMMENT ON OPERATOR \(op) (\(w.type), int) IS 'operator'")
      script.last.append(
        "CREATE VIEW \(w.path("v")) AS SELECT id FROM \(w.table) WHERE \(w.column) OPERATOR(\(op)) id"
      )
    },
  ]

  static let tables = [
    Kind("a partitioned table") { script, w in
      script.first.append(
        "CREATE TABLE \(w.path("pt")) (id int PRIMARY KEY, c \(w.type) DEFAULT \(w.label), CHECK (c <> \(w.label) OR id > 0)) PARTITION BY RANGE (id)"
      )
      script.first.append(
        "CREATE TABLE \(w.path("pa")) PARTITION OF \(w.path("pt")) (c DEFAULT \(w.other)) FOR VALUES FROM (0) TO (10)"
      )
      script.first.append("CREATE TABLE \(w.path("pb")) PARTITION OF \(w.path("pt")) DEFAULT")
      script.first.append(
        "CREATE INDEX \(w.name("pi")) ON \(w.path("pt")) (c, id) WHERE c = \(w.label)")
      script.first.append(
        "INSERT INTO \(w.path("pt")) VALUES (1, \(w.row(1))), (2, \(w.row(2))), (11, \(w.row(3)))")
    },
    Kind("tables that inherit") { script, w in
      script.first.append(
        "CREATE TABLE \(w.path("b")) (id int, c \(w.type) DEFAULT \(w.label), CONSTRAINT \(w.name("ck")) CHECK (c <> \(w.label) OR id > 0))"
      )
      script.first.append(
        "CREATE TABLE \(w.path("h")) (extra \(w.type)) INHERITS (\(w.path("b")))")
      script.first.append("INSERT INTO \(w.path("b")) VALUES (1, \(w.row(1)))")
      script.first.append("INSERT INTO \(w.path("h")) VALUES (2, \(w.row(2)), \(w.row(0)))")
      script.first.append(
        "CREATE INDEX \(w.name("hi")) ON \(w.path("h")) (extra) WHERE c = \(w.label)")
    },
    Kind("another table with the type") { script, w in
      script.first.append(
        "CREATE TABLE \(w.path("o")) (c \(w.type) NOT NULL DEFAULT \(w.label), cs \(w.type)[])")
      script.first.append(
        "INSERT INTO \(w.path("o")) VALUES (\(w.value(1)), ARRAY[\(w.value(2)), \(w.value(3))]::\(w.type)[])"
      )
      script.first.append("ALTER TABLE \(w.path("o")) OWNER TO \"fuzz Ö\"")
      script.last.append("ALTER TABLE \(w.path("o")) ENABLE ROW LEVEL SECURITY")
      script.last.append(
        "CREATE POLICY \(w.name("po")) ON \(w.path("o")) USING (EXISTS (SELECT FROM \(w.table) AS t WHERE t.\(w.column) = \(w.label)))"
      )
    },
  ]

  static let others = [
    Kind("policies") { script, w in
      script.last.append("ALTER TABLE \(w.table) ENABLE ROW LEVEL SECURITY")
      script.last.append(
        "CREATE POLICY \(w.name("po")) ON \(w.table) AS RESTRICTIVE FOR UPDATE TO pg_monitor USING (\(w.column) = \(w.label)) WITH CHECK (\(w.column) <> \(w.other))"
      )
      script.last.append("COMMENT ON POLICY \(w.name("po")) ON \(w.table) IS 'policy'")
    },
    Kind("triggers") { script, w in
      script.first.append(trigger(w))
      script.last.append(
        "CREATE TRIGGER \(w.name("tr")) BEFORE UPDATE OF \(w.column) ON \(w.table) FOR EACH ROW WHEN (NEW.\(w.column) = \(w.label)) EXECUTE FUNCTION \(w.path("tf"))()"
      )
      script.last.append(
        "CREATE TRIGGER \(w.name("ts")) AFTER INSERT OR UPDATE OF \(w.column), id ON \(w.table) FOR EACH ROW EXECUTE FUNCTION \(w.path("tf"))()"
      )
      script.last.append("ALTER TABLE \(w.table) DISABLE TRIGGER \(w.name("ts"))")
      script.last.append("COMMENT ON TRIGGER \(w.name("tr")) ON \(w.table) IS 'trigger'")
    },
    Kind("a rule") { script, w in
      script.last.append(
        "CREATE RULE \(w.name("ru")) AS ON UPDATE TO \(w.table) WHERE NEW.\(w.column) = \(w.label) DO ALSO NOTHING"
      )
      script.last.append("COMMENT ON RULE \(w.name("ru")) ON \(w.table) IS 'rule'")
    },
    Kind("a publication") { script, w in
      script.last.append(
        "CREATE PUBLICATION \(Name("\(w.world.schema) \(w.piece.number)").quoted) FOR TABLE \(w.table) (id, \(w.column))"
      )
    },
    Kind("privileges on the column") { script, w in
      script.last.append(
        "GRANT SELECT (\(w.column)), UPDATE (\(w.column)) ON \(w.table) TO pg_monitor WITH GRANT OPTION"
      )
      script.last.append("COMMENT ON COLUMN \(w.table).\(w.column) IS 'the ''label'''")
      script.last.append("ALTER TABLE \(w.table) OWNER TO \"fuzz Ö\"")
    },
  ]
}
