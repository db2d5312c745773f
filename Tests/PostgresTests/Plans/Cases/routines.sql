Functions and whatever stands on them.

== a function's result changes under a view, a default, a check, an index, a policy, a generated column
-- before
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 + 1';
CREATE TABLE t (id int PRIMARY KEY, a int DEFAULT f(1), g int GENERATED ALWAYS AS (f(id)) STORED, CONSTRAINT ck CHECK (f(a) > 0));
CREATE INDEX ix ON t (f(a)) WHERE f(id) > 3;
CREATE VIEW v AS SELECT id, f(a) AS fa FROM t;
CREATE MATERIALIZED VIEW mv AS SELECT f(id) AS x FROM t;
CREATE UNIQUE INDEX mvx ON mv (x);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON t USING (f(id) > 0) WITH CHECK (f(a) > 1);
COMMENT ON VIEW v IS 'it''s a view';
GRANT SELECT ON v TO pg_monitor;
COMMENT ON INDEX ix IS 'an index';
-- after
CREATE FUNCTION f(int) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT ($1 + 1)::bigint';
CREATE TABLE t (id int PRIMARY KEY, a int DEFAULT f(1), g int GENERATED ALWAYS AS (f(id)) STORED, CONSTRAINT ck CHECK (f(a) > 0));
CREATE INDEX ix ON t (f(a)) WHERE f(id) > 3;
CREATE VIEW v AS SELECT id, f(a) AS fa FROM t;
CREATE MATERIALIZED VIEW mv AS SELECT f(id) AS x FROM t;
CREATE UNIQUE INDEX mvx ON mv (x);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON t USING (f(id) > 0) WITH CHECK (f(a) > 1);
COMMENT ON VIEW v IS 'it''s a view';
GRANT SELECT ON v TO pg_monitor;
COMMENT ON INDEX ix IS 'an index';

== a parameter is renamed under a chain of functions with standard bodies
-- before
CREATE FUNCTION a(x int) RETURNS int LANGUAGE sql RETURN x + 1;
CREATE FUNCTION b(x int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT a(x) * 2; END;
CREATE VIEW v AS SELECT b(1) AS b;
CREATE FUNCTION c() RETURNS SETOF v LANGUAGE sql BEGIN ATOMIC SELECT * FROM v; END;
-- after
CREATE FUNCTION a(y int) RETURNS int LANGUAGE sql RETURN y + 1;
CREATE FUNCTION b(x int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT a(x) * 2; END;
CREATE VIEW v AS SELECT b(1) AS b;
CREATE FUNCTION c() RETURNS SETOF v LANGUAGE sql BEGIN ATOMIC SELECT * FROM v; END;

== a signature changes where callers go over
-- before
CREATE FUNCTION price(int) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT $1::numeric';
CREATE VIEW v AS SELECT price(3) AS p;
-- after
CREATE FUNCTION price(int, int DEFAULT 1) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT ($1 * $2)::numeric';
CREATE VIEW v AS SELECT price(3) AS p;

== overloads come and go
-- before
CREATE FUNCTION f(int) RETURNS text LANGUAGE sql AS $$ SELECT 'int' $$;
CREATE FUNCTION f(text) RETURNS text LANGUAGE sql AS $$ SELECT 'text' $$;
COMMENT ON FUNCTION f(text) IS 'of text';
-- after
CREATE FUNCTION f(bigint) RETURNS text LANGUAGE sql AS $$ SELECT 'bigint' $$;
CREATE FUNCTION f(text) RETURNS text LANGUAGE sql AS $$ SELECT 'text' $$;
CREATE FUNCTION f(VARIADIC text[]) RETURNS text LANGUAGE sql AS $$ SELECT 'many' $$;
REVOKE ALL ON FUNCTION f(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION f(VARIADIC text[]) TO pg_monitor WITH GRANT OPTION;

== a trigger function is replaced, one is dropped with its trigger, one changes its language
-- before
CREATE TABLE t (id int, n text);
CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE FUNCTION tg() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$;
CREATE TRIGGER a BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION tf();
CREATE TRIGGER b BEFORE DELETE ON t FOR EACH ROW EXECUTE FUNCTION tg('x', 'it''s');
-- after
CREATE TABLE t (id int, n text);
CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$ BEGIN NEW.n := 'x'; RETURN NEW; END $$;
CREATE TRIGGER a AFTER INSERT OR UPDATE OF n ON t FOR EACH ROW WHEN (NEW.id > 3) EXECUTE FUNCTION tf();

== a procedure becomes a function of the same signature and back
-- before
CREATE PROCEDURE p(a int, INOUT b text) LANGUAGE plpgsql AS $$ BEGIN b := a::text; END $$;
CREATE PROCEDURE q(a int DEFAULT 3) LANGUAGE sql AS 'SELECT 1';
-- after
CREATE FUNCTION p(a int, INOUT b text) LANGUAGE plpgsql AS $$ BEGIN b := a::text; END $$;
CREATE PROCEDURE q(a int DEFAULT 4, b int DEFAULT 5) LANGUAGE sql AS 'SELECT 1';

== a function takes a table's row type, the table changes
-- before
CREATE TABLE t (id int, a text);
CREATE FUNCTION label(t) RETURNS text LANGUAGE sql STABLE AS $$ SELECT $1.a $$;
CREATE VIEW v AS SELECT t.id, label(t) AS l FROM t;
-- after
CREATE TABLE t (id bigint, a text, b text);
CREATE FUNCTION label(t) RETURNS text LANGUAGE sql STABLE AS $$ SELECT $1.b $$;
CREATE VIEW v AS SELECT t.id, label(t) AS l FROM t;

== functions that return tables, sets, records
-- before
CREATE TABLE t (id int, a text);
CREATE FUNCTION f() RETURNS TABLE (id int, a text) LANGUAGE sql AS $$ SELECT id, a FROM t $$;
CREATE FUNCTION g(OUT x int, OUT y text) RETURNS SETOF record LANGUAGE sql AS $$ SELECT id, a FROM t $$;
CREATE FUNCTION h() RETURNS SETOF t LANGUAGE sql AS $$ SELECT * FROM t $$;
CREATE VIEW v AS SELECT f.id, f.a, g.x FROM f() f, g() g;
-- after
CREATE TABLE t (id int, a text);
CREATE FUNCTION f() RETURNS TABLE (id int, a text, c text) LANGUAGE sql AS $$ SELECT id, a, a FROM t $$;
CREATE FUNCTION g(OUT x int, OUT y text, OUT z int) RETURNS SETOF record LANGUAGE sql AS $$ SELECT id, a, 1 FROM t $$;
CREATE FUNCTION h() RETURNS SETOF t LANGUAGE sql ROWS 10 COST 5 AS $$ SELECT * FROM t $$;
CREATE VIEW v AS SELECT f.id, f.a, g.x FROM f() f, g() g;

== an aggregate's parts change under a view
-- before
CREATE FUNCTION s(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 + $2';
CREATE AGGREGATE total(int) (SFUNC = s, STYPE = int, INITCOND = '0');
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT total(a) AS x FROM t;
COMMENT ON AGGREGATE total(int) IS 'sum';
-- after
CREATE FUNCTION s(bigint, int) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1 + $2';
CREATE AGGREGATE total(int) (SFUNC = s, STYPE = bigint, INITCOND = '0');
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT total(a) AS x FROM t;
COMMENT ON AGGREGATE total(int) IS 'sum';

== a default that needs a function that needs a table that has the default
-- before
CREATE TABLE numbers (n int);
-- after
CREATE TABLE numbers (n int);
CREATE FUNCTION next_number() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT max(n) + 1 FROM numbers; END;
ALTER TABLE numbers ALTER n SET DEFAULT next_number();

== a table with a default from a function that reads the table, both new
-- before
CREATE SCHEMA s;
-- after
CREATE SCHEMA s;
CREATE TABLE s.numbers (n int, m text);
CREATE FUNCTION s.next_number() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT max(n) + 1 FROM s.numbers; END;
ALTER TABLE s.numbers ALTER n SET DEFAULT s.next_number();
ALTER TABLE s.numbers ADD CONSTRAINT ck CHECK (n < s.next_number());

== a check that calls a function over the whole row
-- before
CREATE TABLE t (a int, b int);
-- after
CREATE TABLE t (a int, b int);
CREATE FUNCTION ok(t) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT $1.a < $1.b';
ALTER TABLE t ADD CONSTRAINT ck CHECK (ok(t.*));
CREATE INDEX ix ON t (ok(t.*));

== bodies that name each other, as strings
-- before
CREATE TABLE base (id int);
-- after
CREATE TABLE base (id int);
SET check_function_bodies = off;
CREATE FUNCTION b_calls_z() RETURNS int LANGUAGE sql AS $$ SELECT z_called() $$;
CREATE FUNCTION z_called() RETURNS int LANGUAGE sql AS $$ SELECT count(*)::int FROM later $$;
CREATE TABLE later (id int DEFAULT 1);
CREATE VIEW a_view AS SELECT b_calls_z() AS n;

== options of every kind
-- before
CREATE FUNCTION f(a int, b text DEFAULT 'x', VARIADIC c int[] DEFAULT '{}') RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN a; END $$;
CREATE FUNCTION w() RETURNS int LANGUAGE internal WINDOW IMMUTABLE STRICT AS 'window_row_number';
-- after
CREATE FUNCTION f(a int, b text DEFAULT 'y', VARIADIC c int[] DEFAULT '{1}') RETURNS int LANGUAGE plpgsql STABLE LEAKPROOF STRICT SECURITY DEFINER PARALLEL RESTRICTED COST 17 SET work_mem = '7MB' SET "my.setting" = 'a b' AS $fn$ BEGIN RETURN $$1$$; END $fn$;
CREATE FUNCTION w() RETURNS bigint LANGUAGE internal WINDOW IMMUTABLE STRICT AS 'window_row_number';

== a function used by an operator, a cast and a range
-- before
CREATE TYPE pair AS (a int, b int);
CREATE FUNCTION pair_text(pair) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1.a::text';
CREATE CAST (pair AS text) WITH FUNCTION pair_text(pair) AS ASSIGNMENT;
CREATE FUNCTION pair_lt(pair, pair) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT $1.a < $2.a';
CREATE OPERATOR <<< (LEFTARG = pair, RIGHTARG = pair, FUNCTION = pair_lt);
CREATE VIEW v AS SELECT ROW(1,2)::pair <<< ROW(2,3)::pair AS lt;
-- after
CREATE TYPE pair AS (a int, b int, c int);
CREATE FUNCTION pair_text(p pair) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1.b::text';
CREATE CAST (pair AS text) WITH FUNCTION pair_text(pair) AS IMPLICIT;
CREATE FUNCTION pair_lt(l pair, r pair) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT $1.a < $2.a';
CREATE OPERATOR <<< (LEFTARG = pair, RIGHTARG = pair, FUNCTION = pair_lt);
CREATE VIEW v AS SELECT ROW(1,2,3)::pair <<< ROW(2,3,4)::pair AS lt;

== a function moves its type argument through a domain and an enum
-- before
CREATE TYPE mood AS ENUM ('a', 'b');
CREATE DOMAIN d AS int CHECK (VALUE > 0);
CREATE FUNCTION f(mood, d) RETURNS mood LANGUAGE sql AS 'SELECT $1';
CREATE PROCEDURE p(mood[]) LANGUAGE sql AS 'SELECT 1';
CREATE TABLE t (m mood DEFAULT f('a', 1), x d);
-- after
CREATE TYPE mood AS ENUM ('b', 'a');
CREATE DOMAIN d AS bigint CHECK (VALUE > 0);
CREATE FUNCTION f(mood, d) RETURNS mood LANGUAGE sql AS 'SELECT $1';
CREATE PROCEDURE p(mood[]) LANGUAGE sql AS 'SELECT 1';
CREATE TABLE t (m mood DEFAULT f('a', 1), x d);

== functions in a circle
-- before
CREATE TABLE t (a int);
-- after
CREATE TABLE t (a int);
CREATE FUNCTION g(n int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f(n int DEFAULT 3) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN n > 0 THEN g(n - 1) END; END;
CREATE OR REPLACE FUNCTION g(n int) RETURNS int LANGUAGE sql STABLE BEGIN ATOMIC SELECT CASE WHEN n > 0 THEN f(n - 1) END; END;
CREATE VIEW v AS SELECT f(a) FROM t;
COMMENT ON FUNCTION f(int) IS 'c';

== a function that calls itself
-- before
CREATE TABLE t (a int);
-- after
CREATE TABLE t (a int);
CREATE FUNCTION f(n int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE OR REPLACE FUNCTION f(n int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN n > 0 THEN f(n - 1) ELSE (SELECT a FROM t) END; END;

== function and view in a circle
-- before
CREATE TABLE t (a int);
-- after
CREATE TABLE t (a int);
CREATE FUNCTION h() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f(n int DEFAULT h()) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE VIEW v AS SELECT f(a) AS x FROM t;
CREATE FUNCTION g() RETURNS SETOF v LANGUAGE sql BEGIN ATOMIC SELECT * FROM v; END;
CREATE OR REPLACE FUNCTION f(n int DEFAULT h()) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT x FROM v; SELECT x FROM g(); END;

== functions in a circle change
-- before
CREATE TABLE t (a int);
CREATE FUNCTION g(n int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f(n int DEFAULT 3) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN n > 0 THEN g(n - 1) END; END;
CREATE OR REPLACE FUNCTION g(n int) RETURNS int LANGUAGE sql STABLE BEGIN ATOMIC SELECT CASE WHEN n > 0 THEN f(n - 1) END; END;
-- after
CREATE TABLE t (a int);
CREATE FUNCTION g(n int) RETURNS bigint LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f(n int DEFAULT 3) RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN n > 0 THEN g(n - 1) END; END;
CREATE OR REPLACE FUNCTION g(n int) RETURNS bigint LANGUAGE sql STABLE BEGIN ATOMIC SELECT CASE WHEN n > 0 THEN f(n - 1) END; END;

== roles in the circle change
-- before
CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT g(); END;
-- after
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION g() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT f(); END;

== row-type function whose body reads a new column, with an index
-- before
CREATE TABLE t (a int, b text);
CREATE FUNCTION f(t) RETURNS int LANGUAGE sql IMMUTABLE BEGIN ATOMIC SELECT ($1).a; END;
CREATE INDEX i ON t (f(t.*));
-- after
CREATE TABLE t (a int, b text, c int);
CREATE FUNCTION f(t) RETURNS int LANGUAGE sql IMMUTABLE BEGIN ATOMIC SELECT ($1).a + ($1).c; END;
CREATE INDEX i ON t (f(t.*));

== a row-type function in a check and a policy
-- before
CREATE TABLE t (a int, b text);
CREATE FUNCTION f(t) RETURNS int LANGUAGE sql IMMUTABLE BEGIN ATOMIC SELECT ($1).a; END;
ALTER TABLE t ADD CHECK (f(t.*) > 0);
CREATE POLICY p ON t USING (f(t.*) > 0);
-- after
CREATE TABLE t (a int, b text, c int);
CREATE FUNCTION f(t) RETURNS int LANGUAGE sql IMMUTABLE BEGIN ATOMIC SELECT ($1).a + ($1).c; END;
ALTER TABLE t ADD CHECK (f(t.*) > 0);
CREATE POLICY p ON t USING (f(t.*) > 0);

== a recursive function under an index and a check
-- before
CREATE TABLE t (a int);
-- after
CREATE TABLE t (a int);
CREATE FUNCTION f(n int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT 1';
CREATE OR REPLACE FUNCTION f(n int) RETURNS int IMMUTABLE LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN n > 0 THEN f(n - 1) ELSE n END; END;
CREATE INDEX i ON t (f(a));
ALTER TABLE t ADD CHECK (f(a) < 5), ADD g int GENERATED ALWAYS AS (f(a)) STORED;
CREATE MATERIALIZED VIEW m AS SELECT f(3) AS x;

== two circles, one on the other
-- before
CREATE TABLE t (a int);
-- after
CREATE TABLE t (a int);
CREATE FUNCTION g(n int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f(n int) RETURNS int IMMUTABLE LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN n > 0 THEN g(n - 1) END; END;
CREATE OR REPLACE FUNCTION g(n int) RETURNS int IMMUTABLE LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN n > 0 THEN f(n - 1) END; END;
CREATE FUNCTION g2(n int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f2(n int) RETURNS int IMMUTABLE LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN n > 0 THEN g2(n - 1) + f(1) END; END;
CREATE OR REPLACE FUNCTION g2(n int) RETURNS int IMMUTABLE LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN n > 0 THEN f2(n - 1) END; END;
CREATE INDEX i ON t (f2(a));
CREATE VIEW w AS SELECT f2(a) FROM t;
CREATE MATERIALIZED VIEW m AS SELECT * FROM w;

== all goes of a table with functions over its rows
-- before
CREATE TABLE t (a int, b text);
CREATE FUNCTION f(t) RETURNS int LANGUAGE sql IMMUTABLE RETURN ($1).a;
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE INDEX i ON t (f(t.*));
CREATE POLICY p ON t USING (f(t.*) > 0);
CREATE TRIGGER tr BEFORE UPDATE ON t FOR EACH ROW WHEN (f(NEW.*) > 0) EXECUTE FUNCTION g();
CREATE RULE r AS ON DELETE TO t WHERE f(OLD.*) > 3 DO INSTEAD NOTHING;
ALTER TABLE t ADD CHECK (f(t.*) < 9), ADD EXCLUDE (f(t.*) WITH =);
-- after
