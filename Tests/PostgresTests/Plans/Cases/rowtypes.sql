Row types: columns of them, and of what is made of them, while their relation changes; domains within others.

== composite to table
-- before
CREATE TYPE c AS (a int, b text);
CREATE TABLE t (id int, x c, y c[]);
-- after
CREATE TABLE c (a int, b text);
CREATE TABLE t (id int, x c, y c[]);

== composite to view
-- before
CREATE TYPE c AS (a int, b text);
CREATE TABLE t (id int, x c, y c[]);
-- after
CREATE VIEW c AS SELECT 1 AS a, ''::text AS b;
CREATE TABLE t (id int, x c, y c[]);

== row type in use, column added
-- before
CREATE TABLE c (a int, b text);
CREATE TABLE t (id int, x c, y c[]);
-- after
CREATE TABLE c (a int, b text, d date);
CREATE TABLE t (id int, x c, y c[]);

== row type in use, column with default
-- before
CREATE TABLE c (a int, b text);
CREATE TABLE t (id int, x c, y c[]);
-- after
CREATE TABLE c (a int, b text, d int NOT NULL DEFAULT 3);
CREATE TABLE t (id int, x c, y c[]);

== row type in use, column retyped
-- before
CREATE TABLE c (a int, b text);
CREATE TABLE t (id int, x c, y c[]);
-- after
CREATE TABLE c (a bigint, b text);
CREATE TABLE t (id int, x c, y c[]);

== enum to table
-- before
CREATE TYPE c AS ENUM ('a');
CREATE TABLE t (id int, x c);
-- after
CREATE TABLE c (a int);
CREATE TABLE t (id int, x c);

== domain to table
-- before
CREATE DOMAIN c AS int;
CREATE TABLE t (id int, x c);
-- after
CREATE TABLE c (a int);
CREATE TABLE t (id int, x c);

== row type in a function and a view
-- before
CREATE TABLE c (a int, b text);
CREATE FUNCTION f(c) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE VIEW v AS SELECT f(c) FROM c;
CREATE VIEW w AS SELECT c FROM c;
CREATE TABLE t (id int, x c);
-- after
CREATE TABLE c (a bigint, b text);
CREATE FUNCTION f(c) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE VIEW v AS SELECT f(c) FROM c;
CREATE VIEW w AS SELECT c FROM c;
CREATE TABLE t (id int, x c);

== composite to table, no users
-- before
CREATE TYPE c AS (a int, b text);
-- after
CREATE TABLE c (a int, b text);

== type to sequence
-- before
CREATE TYPE c AS (a int, b text);
CREATE TABLE t (x c);
-- after
CREATE SEQUENCE c;
CREATE TABLE t (x int);

== type to index
-- before
CREATE TYPE c AS (a int, b text);
CREATE TABLE t (x c, y int);
-- after
CREATE TABLE t (x int, y int);
CREATE INDEX c ON t (y);

== domain over a row type
-- before
CREATE TABLE c (a int, b text);
CREATE DOMAIN d AS c;
CREATE TABLE t (id int, x d);
-- after
CREATE TABLE c (a bigint, b text);
CREATE DOMAIN d AS c;
CREATE TABLE t (id int, x d);

== domain over a row type that goes
-- before
CREATE TABLE c (a int, b text);
CREATE DOMAIN d AS c;
CREATE TABLE t (id int, x d);
-- after
CREATE TABLE c (a bigint, b text);
CREATE TABLE t (id int, x int);

== row type of a child, enum in it, logged
-- before
CREATE TYPE e AS ENUM ('a','b');
CREATE TABLE p (a e, b int);
CREATE TABLE c (x int) INHERITS (p);
CREATE UNLOGGED TABLE l (a e[]);
CREATE TABLE t (id int, x c, y c[] DEFAULT '{}', z l, CHECK ((x).b > 3));
CREATE INDEX i ON t (x);
CREATE VIEW v AS SELECT (x).a, y FROM t;
CREATE TABLE "T 2" (q t);
-- after
CREATE TYPE e AS ENUM ('b', 'c');
CREATE TABLE p (a e, b bigint);
CREATE TABLE c (x int) INHERITS (p);
CREATE TABLE l (a e[]);
CREATE TABLE t (id int, x c, y c[] DEFAULT '{}', z l, CHECK ((x).b > 3));
CREATE INDEX i ON t (x);
CREATE VIEW v AS SELECT (x).a, y FROM t;
CREATE TABLE "T 2" (q t);

== two levels
-- before
CREATE TABLE c (a int, b text);
CREATE TABLE t (id int, x c);
CREATE TABLE u (id int, y t);
-- after
CREATE TABLE c (a int, b text);
CREATE TABLE t (id bigint, x c);
CREATE TABLE u (id int, y t);

== row types of views
-- before
CREATE VIEW c AS SELECT 1 AS a, 'x'::text AS b;
CREATE MATERIALIZED VIEW m AS SELECT 1 AS a, 'x'::text AS b;
CREATE TABLE t (id int, x c, y m[]);
CREATE FUNCTION f(c) RETURNS SETOF m LANGUAGE sql AS 'SELECT * FROM m';
-- after
CREATE VIEW c AS SELECT 1::bigint AS a, 'x'::text AS b;
CREATE MATERIALIZED VIEW m AS SELECT 2 AS a, 'x'::text AS b;
CREATE TABLE t (id int, x c, y m[]);
CREATE FUNCTION f(c) RETURNS SETOF m LANGUAGE sql AS 'SELECT * FROM m';

== domain with check added, in a composite in a column
-- before
CREATE DOMAIN d AS int;
CREATE TYPE k AS (a d);
CREATE TABLE t (x k);
-- after
CREATE DOMAIN d AS int CHECK (VALUE > 0);
CREATE TYPE k AS (a d);
CREATE TABLE t (x k);

== domain not null, in a row type
-- before
CREATE DOMAIN d AS int;
CREATE TABLE k (a d);
CREATE TABLE t (x k);
-- after
CREATE DOMAIN d AS int NOT NULL;
CREATE TABLE k (a d);
CREATE TABLE t (x k);

== partitioned remade
-- before
CREATE TABLE k (a int, b int) PARTITION BY LIST (a);
CREATE TABLE t (x k);
-- after
CREATE TABLE k (a int, b int) PARTITION BY LIST (b);
CREATE TABLE t (x k);

== foreign
-- before
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE FOREIGN TABLE k (a int, b int) SERVER s;
CREATE TABLE t (x k);
-- after
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE FOREIGN TABLE k (a bigint, b int) SERVER s;
CREATE TABLE t (x k);

== row type that stays, its column goes
-- before
CREATE TABLE c (a int, b text);
CREATE DOMAIN d AS c;
CREATE TABLE t (id int, x d);
CREATE TABLE u (y c);
-- after
CREATE TABLE c (a bigint, b text);
CREATE DOMAIN d AS c;
CREATE TABLE t (id int);

== composite over it altered too
-- before
CREATE TABLE c (a int, b text);
CREATE TYPE k AS (c c, n int);
CREATE TABLE t (id int, x k, y k[]);
-- after
CREATE TABLE c (a bigint, b text);
CREATE TYPE k AS (n int, c c);
CREATE TABLE t (id int, x k, y k[]);

== relation goes, composite over it stays with another
-- before
CREATE TABLE c (a int, b text);
CREATE TYPE k AS (c c, n int);
CREATE TABLE t (id int, x k, y k[]);
-- after
CREATE TYPE c AS (a int, b text);
CREATE TYPE k AS (c c, n int);
CREATE TABLE t (id int, x k, y k[]);

== array of a domain
-- before
CREATE DOMAIN d AS text;
CREATE TABLE t (x d[]);
-- after
CREATE DOMAIN d AS text CHECK (VALUE ~ '@') NOT NULL;
CREATE TABLE t (x d[]);

== domain over domain in a range and arrays
-- before
CREATE DOMAIN d AS int;
CREATE DOMAIN d2 AS d;
CREATE TYPE r AS RANGE (subtype = d2);
CREATE TABLE t (x r, y d2[], z d[][] DEFAULT '{}', k d);
CREATE VIEW v AS SELECT y, k FROM t;
COMMENT ON DOMAIN d IS 'x';
-- after
CREATE DOMAIN d AS int CONSTRAINT "p Q" CHECK (VALUE > 0);
CREATE DOMAIN d2 AS d NOT NULL;
CREATE TYPE r AS RANGE (subtype = d2);
CREATE TABLE t (x r, y d2[], z d[][] DEFAULT '{}', k d);
CREATE VIEW v AS SELECT y, k FROM t;
COMMENT ON DOMAIN d IS 'y';

== domain not in others
-- before
CREATE DOMAIN d AS int;
CREATE DOMAIN d2 AS d;
CREATE TABLE t (y d2, k d);
-- after
CREATE DOMAIN d AS int CHECK (VALUE > 0) NOT NULL;
CREATE DOMAIN d2 AS d NOT NULL;
CREATE TABLE t (y d2, k d);

== domain's check validated
-- before
CREATE DOMAIN d AS int;
ALTER DOMAIN d ADD CONSTRAINT c CHECK (VALUE > 0) NOT VALID;
CREATE TABLE t (y d[], k d);
-- after
CREATE DOMAIN d AS int CONSTRAINT c CHECK (VALUE > 0);
CREATE TABLE t (y d[], k d);

== domain's check not valid
-- before
CREATE DOMAIN d AS int;
CREATE TABLE t (y d[], k d);
-- after
CREATE DOMAIN d AS int;
ALTER DOMAIN d ADD CONSTRAINT c CHECK (VALUE > 0) NOT VALID;
CREATE TABLE t (y d[], k d);

== a table that changes gets columns of its row type, and loses others
-- before
CREATE TABLE c (a int, b text);
CREATE TABLE gone (x c);
CREATE TABLE t (id int, y c[], z text);
-- after
CREATE UNLOGGED TABLE c (a bigint, b text, n int NOT NULL DEFAULT 5);
CREATE DOMAIN d AS c;
CREATE TABLE u (x c, y d[]);
CREATE TABLE t (id int, z c);
