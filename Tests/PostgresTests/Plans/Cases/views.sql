Views.

== a chain of five with grants and comments over a column whose type changes
-- before
CREATE TABLE t (id int PRIMARY KEY, amount numeric(10,2), note varchar(20));
CREATE VIEW v1 AS SELECT id, amount, note FROM t;
CREATE VIEW v2 WITH (security_barrier) AS SELECT id, amount * 2 AS twice FROM v1;
CREATE MATERIALIZED VIEW v3 AS SELECT id, twice FROM v2;
CREATE UNIQUE INDEX v3_id ON v3 (id);
CREATE VIEW v4 AS SELECT v3.twice, v1.note FROM v3 JOIN v1 USING (id);
CREATE VIEW v5 AS SELECT count(*) AS n, max(twice) AS m FROM v4;
COMMENT ON VIEW v1 IS 'one'; COMMENT ON COLUMN v1.amount IS 'the amount';
COMMENT ON MATERIALIZED VIEW v3 IS 'three'; COMMENT ON INDEX v3_id IS 'key';
COMMENT ON VIEW v5 IS 'five';
GRANT SELECT ON v1, v2, v4 TO pg_monitor; GRANT SELECT (note) ON v4 TO pg_read_all_data; GRANT ALL ON v5 TO PUBLIC;
GRANT SELECT ON v3 TO pg_read_all_data WITH GRANT OPTION;
-- after
CREATE TABLE t (id int PRIMARY KEY, amount bigint, note varchar(20));
CREATE VIEW v1 AS SELECT id, amount, note FROM t;
CREATE VIEW v2 WITH (security_barrier) AS SELECT id, amount * 2 AS twice FROM v1;
CREATE MATERIALIZED VIEW v3 AS SELECT id, twice FROM v2;
CREATE UNIQUE INDEX v3_id ON v3 (id);
CREATE VIEW v4 AS SELECT v3.twice, v1.note FROM v3 JOIN v1 USING (id);
CREATE VIEW v5 AS SELECT count(*) AS n, max(twice) AS m FROM v4;
COMMENT ON VIEW v1 IS 'one'; COMMENT ON COLUMN v1.amount IS 'the amount';
COMMENT ON MATERIALIZED VIEW v3 IS 'three'; COMMENT ON INDEX v3_id IS 'key';
COMMENT ON VIEW v5 IS 'five';
GRANT SELECT ON v1, v2, v4 TO pg_monitor; GRANT SELECT (note) ON v4 TO pg_read_all_data; GRANT ALL ON v5 TO PUBLIC;
GRANT SELECT ON v3 TO pg_read_all_data WITH GRANT OPTION;

== a view becomes a table, a table a view, a view a materialized one
-- before
CREATE TABLE base (id int, name text);
CREATE VIEW a AS SELECT id FROM base;
CREATE TABLE b (id int);
CREATE VIEW c AS SELECT name FROM base;
CREATE VIEW on_all AS SELECT a.id, c.name FROM a, b, c;
-- after
CREATE TABLE base (id int, name text);
CREATE TABLE a (id int);
CREATE VIEW b AS SELECT id FROM base;
CREATE MATERIALIZED VIEW c AS SELECT name FROM base;
CREATE INDEX c_name ON c (name);
CREATE VIEW on_all AS SELECT a.id, c.name FROM a, b, c;

== a column that a view uses is dropped
-- before
CREATE TABLE t (id int, gone text, kept text);
CREATE VIEW v AS SELECT id, gone, kept FROM t;
CREATE VIEW w AS SELECT id, kept FROM v;
-- after
CREATE TABLE t (id int, kept text);
CREATE VIEW v AS SELECT id, kept FROM t;
CREATE VIEW w AS SELECT id, kept FROM v;

== a column that a view uses is replaced by another of the same name
-- before
CREATE TABLE t (id int, v int GENERATED ALWAYS AS (id * 2) STORED);
CREATE VIEW w AS SELECT v FROM t;
CREATE RULE r AS ON INSERT TO w DO INSTEAD INSERT INTO t (id) VALUES (NEW.v);
COMMENT ON RULE r ON w IS 'rule';
-- after
CREATE TABLE t (id int, v int);
CREATE VIEW w AS SELECT v FROM t;
CREATE RULE r AS ON INSERT TO w DO INSTEAD INSERT INTO t (id) VALUES (NEW.v);
COMMENT ON RULE r ON w IS 'rule';

== views turn around: each was over the other
-- before
CREATE TABLE t (id int, a text);
CREATE VIEW a AS SELECT id, a FROM t;
CREATE VIEW b AS SELECT id, a FROM a;
-- after
CREATE TABLE t (id int, a text);
CREATE VIEW b AS SELECT id, a FROM t;
CREATE VIEW a AS SELECT id, a FROM b;

== views that reference each other
-- before
CREATE TABLE t (id int, a text);
-- after
CREATE TABLE t (id int, a text);
CREATE VIEW a AS SELECT id, a FROM t;
CREATE VIEW b AS SELECT id, a FROM a;
CREATE OR REPLACE VIEW a AS SELECT id, a FROM t WHERE id NOT IN (SELECT id FROM b WHERE false);

== column names, order and aliases
-- before
CREATE TABLE t (a int, b int, c int);
CREATE VIEW v (x, y) AS SELECT a, b FROM t;
CREATE VIEW u AS SELECT x FROM v;
-- after
CREATE TABLE t (a int, b int, c int);
CREATE VIEW v (y, x, "Z z") AS SELECT a, b, c FROM t;
CREATE VIEW u AS SELECT x FROM v;

== options, check option, defaults, triggers
-- before
CREATE TABLE t (id int, n text);
CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE VIEW v AS SELECT id, n FROM t WHERE id > 0 WITH LOCAL CHECK OPTION;
CREATE VIEW w WITH (security_invoker = true, security_barrier = true) AS SELECT id FROM t;
ALTER VIEW v ALTER n SET DEFAULT 'x';
CREATE TRIGGER tr INSTEAD OF INSERT OR UPDATE ON v FOR EACH ROW EXECUTE FUNCTION tf();
-- after
CREATE TABLE t (id int, n text);
CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE VIEW v AS SELECT n, id FROM t WHERE id > 0 WITH CASCADED CHECK OPTION;
CREATE VIEW w WITH (security_invoker = false) AS SELECT id FROM t;
ALTER VIEW v ALTER n SET DEFAULT 'y';
CREATE TRIGGER tr INSTEAD OF INSERT OR UPDATE OR DELETE ON v FOR EACH ROW EXECUTE FUNCTION tf();
COMMENT ON TRIGGER tr ON v IS 'a trigger';

== a recursive view and a view over a function over a view
-- before
CREATE TABLE n (id int, parent int);
-- after
CREATE TABLE n (id int, parent int);
CREATE RECURSIVE VIEW tree (id, depth) AS SELECT id, 1 FROM n WHERE parent IS NULL UNION ALL SELECT n.id, depth + 1 FROM n JOIN tree t ON t.id = n.parent;
CREATE FUNCTION deep() RETURNS SETOF tree LANGUAGE sql STABLE AS $$ SELECT * FROM tree WHERE depth > 3 $$;
CREATE VIEW deepest AS SELECT max(depth) AS d FROM deep();

== a view that groups by a primary key
-- before
CREATE TABLE t (id int, a text);
-- after
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE VIEW v AS SELECT id, a, count(*) FROM t GROUP BY id;

== the primary key that a view groups by changes
-- before
CREATE TABLE t (id int PRIMARY KEY, a text, b int NOT NULL);
CREATE VIEW v AS SELECT id, a, count(*) FROM t GROUP BY id;
CREATE VIEW w AS SELECT * FROM v;
-- after
CREATE TABLE t (id int, a text, b int NOT NULL, PRIMARY KEY (b));
CREATE VIEW v AS SELECT b AS id, a, count(*) FROM t GROUP BY b;
CREATE VIEW w AS SELECT * FROM v;

== a view over a whole row and star
-- before
CREATE TABLE t (a int, b int);
CREATE VIEW v AS SELECT t AS whole, t.* FROM t;
-- after
CREATE TABLE t (a int, b int, c int);
CREATE VIEW v AS SELECT t AS whole, t.* FROM t;

== materialized views over one another, options and indexes
-- before
CREATE TABLE t (id int, a text, b int);
CREATE MATERIALIZED VIEW m AS SELECT id, a FROM t;
CREATE MATERIALIZED VIEW n AS SELECT a, count(*) AS c FROM m GROUP BY a;
CREATE INDEX m_a ON m USING hash (a);
CREATE UNIQUE INDEX n_a ON n (a);
ALTER MATERIALIZED VIEW n CLUSTER ON n_a;
-- after
CREATE TABLE t (id int, a text, b int);
CREATE MATERIALIZED VIEW m WITH (fillfactor = 70) AS SELECT id, a, b FROM t WITH NO DATA;
CREATE MATERIALIZED VIEW n AS SELECT a, count(*) AS c FROM m GROUP BY a WITH NO DATA;
CREATE INDEX m_a ON m (lower(a)) WHERE b > 3;
CREATE UNIQUE INDEX n_a ON n (a, c) INCLUDE (c);
ALTER MATERIALIZED VIEW n ALTER a SET STATISTICS 300;

== a view in another schema over tables in two
-- before
CREATE SCHEMA one; CREATE SCHEMA two;
CREATE TABLE one.t (id int); CREATE TABLE two.t (id int);
CREATE VIEW v AS SELECT a.id FROM one.t a JOIN two.t b USING (id);
-- after
CREATE SCHEMA one; CREATE SCHEMA three;
CREATE TABLE one.t (id int); CREATE TABLE three.t (id int);
CREATE VIEW v AS SELECT a.id FROM one.t a JOIN three.t b USING (id);

== a table column changes under views, a rule, and a trigger on the view
-- before
CREATE TABLE t (id int, s varchar(10));
CREATE TABLE log (s text);
CREATE VIEW v AS SELECT s FROM t;
CREATE RULE r AS ON UPDATE TO t WHERE OLD.s <> NEW.s DO ALSO INSERT INTO log VALUES (OLD.s);
CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER tr INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION tf();
CREATE TRIGGER tu BEFORE UPDATE OF s ON t FOR EACH ROW WHEN (OLD.s IS DISTINCT FROM NEW.s) EXECUTE FUNCTION tf();
ALTER TABLE t DISABLE TRIGGER tu;
ALTER TABLE t DISABLE RULE r;
-- after
CREATE TABLE t (id int, s text);
CREATE TABLE log (s text);
CREATE VIEW v AS SELECT s FROM t;
CREATE RULE r AS ON UPDATE TO t WHERE OLD.s <> NEW.s DO ALSO INSERT INTO log VALUES (OLD.s);
CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER tr INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION tf();
CREATE TRIGGER tu BEFORE UPDATE OF s ON t FOR EACH ROW WHEN (OLD.s IS DISTINCT FROM NEW.s) EXECUTE FUNCTION tf();
ALTER TABLE t DISABLE TRIGGER tu;
ALTER TABLE t DISABLE RULE r;
