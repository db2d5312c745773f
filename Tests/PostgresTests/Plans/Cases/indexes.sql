Indexes and each of their attributes.

== an index is added
-- before
CREATE TABLE plants (a int, b text);
-- after
CREATE TABLE plants (a int, b text);
CREATE INDEX ix ON plants (a);
-- plan
CREATE INDEX ix ON plants (a);

== unique
-- before
CREATE TABLE plants (a int, b text);
CREATE INDEX ix ON plants (a);
-- after
CREATE TABLE plants (a int, b text);
CREATE UNIQUE INDEX ix ON plants (a) NULLS NOT DISTINCT;
-- plan
DROP INDEX ix;
CREATE UNIQUE INDEX ix ON plants (a) NULLS NOT DISTINCT;

== order and nulls
-- before
CREATE TABLE plants (a int, b text, c int);
CREATE INDEX ix ON plants (a, b, c);
-- after
CREATE TABLE plants (a int, b text, c int);
CREATE INDEX ix ON plants (a DESC, b NULLS FIRST, c DESC NULLS LAST);

== method
-- before
CREATE TABLE plants (a int, b text);
CREATE INDEX ix ON plants (a);
-- after
CREATE TABLE plants (a int, b text);
CREATE INDEX ix ON plants USING hash (a);

== expressions
-- before
CREATE TABLE plants (a int, b text);
CREATE INDEX ix ON plants (b);
-- after
CREATE TABLE plants (a int, b text);
CREATE INDEX ix ON plants (lower(b), (a + 1), ((a)::text || b));

== a predicate
-- before
CREATE TABLE plants (a int, b text);
CREATE INDEX ix ON plants (b);
-- after
CREATE TABLE plants (a int, b text);
CREATE INDEX ix ON plants (b) WHERE a > 1 AND b IS NOT NULL;

== operator class and collation
-- before
CREATE TABLE plants (a int, b text);
CREATE INDEX ix ON plants (b);
-- after
CREATE TABLE plants (a int, b text);
CREATE INDEX ix ON plants (b COLLATE "C" text_pattern_ops);

== include
-- before
CREATE TABLE plants (a int, b text);
CREATE INDEX ix ON plants (b);
-- after
CREATE TABLE plants (a int, b text);
CREATE INDEX ix ON plants (b) INCLUDE (a);

== storage parameters change in place
-- before
CREATE TABLE plants (a int, b text);
CREATE INDEX ix ON plants (b) WITH (fillfactor = 60);
-- after
CREATE TABLE plants (a int, b text);
CREATE INDEX ix ON plants (b) WITH (deduplicate_items = off, fillfactor = 90);

== statistics of an expression
-- before
CREATE TABLE plants (a int, b text);
CREATE INDEX ix ON plants (lower(b));
-- after
CREATE TABLE plants (a int, b text);
CREATE INDEX ix ON plants (lower(b));
ALTER INDEX ix ALTER COLUMN 1 SET STATISTICS 300;

== operator class options
-- before
CREATE TABLE plants (a tsvector);
CREATE INDEX ix ON plants USING gist (a);
-- after
CREATE TABLE plants (a tsvector);
CREATE INDEX ix ON plants USING gist (a tsvector_ops (siglen = 32));

== an index is renamed, not built again
-- before
CREATE TABLE plants (a int, b int);
CREATE INDEX one ON plants (a);
-- after
CREATE TABLE plants (a int, b int);
CREATE INDEX two ON plants (a);
-- plan
ALTER INDEX one RENAME TO two;
