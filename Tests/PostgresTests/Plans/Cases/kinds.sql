Other kinds.

== constraints: unique constraint and unique index change places
-- before
CREATE TABLE t (a int, b int, CONSTRAINT u UNIQUE (a));
CREATE UNIQUE INDEX i ON t (b);
-- after
CREATE TABLE t (a int, b int, CONSTRAINT i UNIQUE (b));
CREATE UNIQUE INDEX u ON t (a);

== constraints: deferrable, not valid, nulls not distinct, include
-- before
CREATE TABLE k (id int PRIMARY KEY, a int UNIQUE DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE t (a int REFERENCES k (id), b int, CONSTRAINT u UNIQUE (b), CONSTRAINT c CHECK (a > 0) NOT VALID);
-- after
CREATE TABLE k (id int PRIMARY KEY, a int UNIQUE);
CREATE TABLE t (a int REFERENCES k (id) ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED, b int, CONSTRAINT u UNIQUE NULLS NOT DISTINCT (b) INCLUDE (a), CONSTRAINT c CHECK (a > 0));
ALTER TABLE t ADD CONSTRAINT nv FOREIGN KEY (b) REFERENCES k NOT VALID;

== circular and self-referencing foreign keys come and go
-- before
CREATE TABLE keep (id int);
-- after
CREATE TABLE keep (id int);
CREATE TABLE a (id int PRIMARY KEY, b int, parent int REFERENCES a);
CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a ON DELETE CASCADE);
ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b;

== a primary key under foreign keys changes its column's type
-- before
CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (id int PRIMARY KEY REFERENCES a, self int REFERENCES b);
CREATE TABLE c (b int REFERENCES b ON DELETE CASCADE);
-- after
CREATE TABLE a (id bigint PRIMARY KEY);
CREATE TABLE b (id bigint PRIMARY KEY REFERENCES a, self bigint REFERENCES b);
CREATE TABLE c (b bigint REFERENCES b ON DELETE CASCADE);

== exclusion with operators and predicates
-- extensions btree_gist
-- before
CREATE EXTENSION btree_gist;
CREATE TABLE r (room int, during tsrange, EXCLUDE USING gist (room WITH =, during WITH &&));
-- after
CREATE EXTENSION btree_gist;
CREATE TABLE r (room int, during tstzrange, EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (room > 0) DEFERRABLE);

== replica identity, cluster, storage parameters, unlogged
-- before
CREATE TABLE t (id int NOT NULL, v text, CONSTRAINT pk PRIMARY KEY (id)) WITH (fillfactor = 70, autovacuum_enabled = false);
CREATE UNIQUE INDEX i ON t (id);
ALTER TABLE t REPLICA IDENTITY USING INDEX i;
ALTER TABLE t CLUSTER ON pk;
-- after
CREATE UNLOGGED TABLE t (id int NOT NULL, v text, CONSTRAINT pk PRIMARY KEY (id)) WITH (autovacuum_enabled = true, toast.autovacuum_enabled = false, fillfactor = 60);
CREATE UNIQUE INDEX i ON t (id) INCLUDE (v);
ALTER TABLE t REPLICA IDENTITY FULL;
ALTER TABLE t CLUSTER ON i;

== event triggers and their functions
-- before
CREATE FUNCTION ef() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER e ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION ef();
ALTER EVENT TRIGGER e DISABLE;
-- after
CREATE FUNCTION ef() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN NULL; END';
CREATE FUNCTION eg() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER e ON ddl_command_start WHEN TAG IN ('COMMENT') EXECUTE FUNCTION eg();
ALTER EVENT TRIGGER e DISABLE;
COMMENT ON EVENT TRIGGER e IS 'e';

== publications with columns, filters, schemas
-- before
CREATE SCHEMA s; CREATE TABLE s.t (id int PRIMARY KEY, v text, w int); CREATE TABLE u (id int PRIMARY KEY);
CREATE PUBLICATION p FOR TABLE s.t (id, v) WHERE (id > 3), u;
CREATE PUBLICATION q FOR ALL TABLES;
CREATE PUBLICATION r FOR TABLES IN SCHEMA s WITH (publish = 'insert');
-- after
CREATE SCHEMA s; CREATE TABLE s.t (id bigint PRIMARY KEY, v varchar(10), w int); CREATE TABLE u (id int PRIMARY KEY);
CREATE PUBLICATION p FOR TABLE s.t (id, w) WHERE (id > 4) WITH (publish_via_partition_root);
CREATE PUBLICATION q FOR TABLE u;
CREATE PUBLICATION r FOR ALL TABLES WITH (publish = 'insert, update');

== statistics change, column under them changes
-- before
CREATE TABLE t (a int, b int, c text);
CREATE STATISTICS s1 (ndistinct) ON a, b FROM t;
CREATE STATISTICS s2 ON (a + b), (lower(c)) FROM t;
ALTER STATISTICS s1 SET STATISTICS 100;
COMMENT ON STATISTICS s2 IS 's';
-- after
CREATE TABLE t (a bigint, b int, c varchar(9));
CREATE STATISTICS s1 (ndistinct, mcv) ON a, b FROM t;
CREATE STATISTICS s2 ON (a + b), (lower(c)) FROM t;
COMMENT ON STATISTICS s2 IS 's';

== collations change under columns, indexes, domains, views
-- before
CREATE COLLATION de (provider = libc, locale = 'C');
CREATE TABLE t (a text COLLATE de, b text);
CREATE INDEX i ON t (b COLLATE de);
CREATE DOMAIN d AS text COLLATE de;
CREATE VIEW v AS SELECT a COLLATE "C" AS x, a FROM t ORDER BY b COLLATE de;
-- after
CREATE COLLATION de (provider = libc, locale = 'POSIX');
CREATE TABLE t (a text COLLATE de, b text COLLATE de);
CREATE INDEX i ON t (b COLLATE "C");
CREATE DOMAIN d AS text COLLATE de;
CREATE VIEW v AS SELECT a COLLATE "C" AS x, a FROM t ORDER BY b COLLATE de;

== text search
-- before
CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = simple, stopwords = 'english');
CREATE TEXT SEARCH CONFIGURATION c (COPY = english);
ALTER TEXT SEARCH CONFIGURATION c ALTER MAPPING FOR asciiword WITH d, english_stem;
CREATE TABLE t (b text, v tsvector GENERATED ALWAYS AS (to_tsvector('c', b)) STORED);
CREATE INDEX i ON t USING gin (v);
-- after
CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = simple, accept = false);
CREATE TEXT SEARCH CONFIGURATION c (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION c ALTER MAPPING FOR asciiword WITH d;
CREATE TABLE t (b text, v tsvector GENERATED ALWAYS AS (to_tsvector('c'::regconfig, coalesce(b, ''))) STORED);
CREATE INDEX i ON t USING gin (v);

== operators, families, classes in use by an index
-- before
CREATE FUNCTION lt(int, int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT $1 < $2';
CREATE OPERATOR <# (LEFTARG = int, RIGHTARG = int, FUNCTION = lt);
CREATE FUNCTION cmp(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT CASE WHEN $1 < $2 THEN -1 WHEN $1 = $2 THEN 0 ELSE 1 END';
CREATE OPERATOR CLASS oc FOR TYPE int USING btree AS OPERATOR 1 <#, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 cmp(int, int);
CREATE TABLE t (a int);
CREATE INDEX i ON t (a oc);
-- after
CREATE FUNCTION lt(x int, y int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT $1 < $2';
CREATE OPERATOR <# (LEFTARG = int, RIGHTARG = int, FUNCTION = lt);
CREATE FUNCTION cmp(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT CASE WHEN $1 < $2 THEN -1 WHEN $1 = $2 THEN 0 ELSE 1 END';
CREATE OPERATOR CLASS oc FOR TYPE int USING btree AS OPERATOR 1 <#, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 cmp(int, int);
CREATE TABLE t (a int);
CREATE INDEX i ON t (a oc DESC);

== foreign data wrapper, server, table, mapping
-- before
CREATE FOREIGN DATA WRAPPER w OPTIONS (a '1');
CREATE SERVER s TYPE 'x' VERSION '1' FOREIGN DATA WRAPPER w OPTIONS (host 'h');
CREATE FOREIGN TABLE f (id int OPTIONS (c 'd') NOT NULL, n text) SERVER s OPTIONS (t 'u');
CREATE USER MAPPING FOR pg_monitor SERVER s OPTIONS (u 'v');
CREATE VIEW v AS SELECT id FROM f;
-- after
CREATE FOREIGN DATA WRAPPER w OPTIONS (a '2', b '3');
CREATE SERVER s TYPE 'x' VERSION '2' FOREIGN DATA WRAPPER w OPTIONS (port '1', host 'i');
CREATE FOREIGN TABLE f (id bigint OPTIONS (c 'e'), m text, CHECK (id > 0)) SERVER s OPTIONS (t 'x', z 'y');
CREATE USER MAPPING FOR pg_monitor SERVER s OPTIONS (u 'w');
CREATE USER MAPPING FOR PUBLIC SERVER s;
CREATE VIEW v AS SELECT id FROM f;

== a server's type changes under tables and mappings
-- before
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s TYPE 'x' FOREIGN DATA WRAPPER w;
CREATE FOREIGN TABLE f (id int) SERVER s;
CREATE USER MAPPING FOR pg_monitor SERVER s OPTIONS (u 'v');
GRANT USAGE ON FOREIGN SERVER s TO pg_monitor;
-- after
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s TYPE 'y' FOREIGN DATA WRAPPER w;
CREATE FOREIGN TABLE f (id int) SERVER s;
CREATE USER MAPPING FOR pg_monitor SERVER s OPTIONS (u 'v');
GRANT USAGE ON FOREIGN SERVER s TO pg_monitor;

== a foreign table becomes a local one, as a partition too
-- before
CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE TABLE p (id int) PARTITION BY LIST (id);
CREATE FOREIGN TABLE p1 PARTITION OF p FOR VALUES IN (1) SERVER s;
CREATE FOREIGN TABLE g (id int) SERVER s;
-- after
CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE TABLE p (id int) PARTITION BY LIST (id);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
CREATE TABLE g (id int);

== schemas come and go, objects with them
-- before
CREATE SCHEMA old; CREATE SCHEMA kept;
CREATE TYPE old.e AS ENUM ('a'); CREATE TABLE old.t (id serial PRIMARY KEY, e old.e);
CREATE FUNCTION old.f(old.e) RETURNS old.t LANGUAGE sql AS 'SELECT NULL::old.t';
CREATE VIEW kept.v AS SELECT id FROM old.t;
-- after
CREATE SCHEMA new; CREATE SCHEMA kept;
CREATE TYPE new.e AS ENUM ('a'); CREATE TABLE new.t (id serial PRIMARY KEY, e new.e);
CREATE FUNCTION new.f(new.e) RETURNS new.t LANGUAGE sql AS 'SELECT NULL::new.t';
CREATE VIEW kept.v AS SELECT id FROM new.t;

== extensions come, go, and what uses them
-- extensions citext hstore pg_trgm uuid-ossp
-- before
CREATE TABLE t (id int, a text);
-- after
CREATE EXTENSION citext; CREATE EXTENSION hstore SCHEMA public; CREATE EXTENSION pg_trgm; CREATE EXTENSION "uuid-ossp";
CREATE TABLE t (id int, a citext, h hstore DEFAULT ''::hstore, u uuid DEFAULT uuid_generate_v4());
CREATE INDEX i ON t USING gin (lower(a::text) gin_trgm_ops);
CREATE VIEW v AS SELECT h -> 'x' AS x FROM t;

== an extension in a schema of its own
-- extensions citext
-- before
CREATE SCHEMA ext; CREATE EXTENSION citext SCHEMA ext;
CREATE TABLE t (a ext.citext UNIQUE);
-- after
CREATE SCHEMA ext; CREATE EXTENSION citext SCHEMA public;
CREATE TABLE t (a citext UNIQUE);

== triggers: constraint triggers, transition tables, states
-- before
CREATE TABLE t (id int, v text);
CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE CONSTRAINT TRIGGER c AFTER INSERT ON t DEFERRABLE FOR EACH ROW EXECUTE FUNCTION tf();
CREATE TRIGGER s AFTER UPDATE ON t REFERENCING OLD TABLE AS o NEW TABLE AS n FOR EACH STATEMENT EXECUTE FUNCTION tf();
ALTER TABLE t ENABLE ALWAYS TRIGGER s;
-- after
CREATE TABLE t (id int, v text);
CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE CONSTRAINT TRIGGER c AFTER INSERT OR UPDATE ON t DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tf();
CREATE TRIGGER s AFTER UPDATE ON t REFERENCING NEW TABLE AS n FOR EACH STATEMENT EXECUTE FUNCTION tf('a');
ALTER TABLE t ENABLE REPLICA TRIGGER s;
CREATE TRIGGER z BEFORE TRUNCATE ON t EXECUTE FUNCTION tf();

== rules of every kind
-- before
CREATE TABLE t (id int); CREATE TABLE l (id int);
CREATE RULE a AS ON INSERT TO t DO ALSO INSERT INTO l VALUES (NEW.id);
CREATE RULE b AS ON DELETE TO t DO INSTEAD NOTHING;
-- after
CREATE TABLE t (id bigint); CREATE TABLE l (id int);
CREATE RULE a AS ON INSERT TO t WHERE NEW.id > 3 DO ALSO (INSERT INTO l VALUES (NEW.id); DELETE FROM l WHERE id = 9);
CREATE RULE c AS ON DELETE TO t DO INSTEAD NOTHING;
ALTER TABLE t DISABLE RULE c;

== a transform-like set: casts and conversions
-- before
CREATE TYPE m AS (a int);
CREATE FUNCTION mt(m) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1.a';
CREATE CAST (m AS int) WITH FUNCTION mt(m);
CREATE CONVERSION cv FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
-- after
CREATE TYPE m AS (a int);
CREATE FUNCTION mt(m) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1.a + 1';
CREATE CAST (m AS int) WITH FUNCTION mt(m) AS IMPLICIT;
CREATE CAST (int AS m) WITH INOUT;
CREATE DEFAULT CONVERSION cv FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;

== mixed names: quotes, capitals, spaces, reserved words
-- before
CREATE TABLE "Select" ("from" int PRIMARY KEY, "wh ere" text);
CREATE VIEW "vi""ew" AS SELECT "from" FROM "Select";
-- after
CREATE TABLE "Select" ("from" bigint PRIMARY KEY, "wh ere" text, "ÜberMaß" text DEFAULT 'it''s "x"');
CREATE VIEW "vi""ew" AS SELECT "from", "ÜberMaß" FROM "Select";
CREATE INDEX "In dex" ON "Select" (lower("wh ere"));
CREATE FUNCTION "F n"("A" int) RETURNS int LANGUAGE sql AS 'SELECT "A"';

== index kinds
-- before
CREATE TABLE t (a int, b text, c jsonb, d int[], e point, f tsvector);
CREATE INDEX i1 ON t USING gin (c jsonb_path_ops); CREATE INDEX i2 ON t USING brin (a) WITH (pages_per_range = 4);
CREATE INDEX i3 ON t USING gist (e); CREATE INDEX i4 ON t (a DESC NULLS LAST, b COLLATE "C" text_pattern_ops);
-- after
CREATE TABLE t (a int, b text, c jsonb, d int[], e point, f tsvector);
CREATE INDEX i1 ON t USING gin (c); CREATE INDEX i2 ON t USING brin (a int4_minmax_multi_ops(values_per_range = 16), b) WITH (autosummarize = on);
CREATE INDEX i3 ON t USING spgist (e); CREATE UNIQUE INDEX i4 ON t (a, (b || 'x')) INCLUDE (c) WHERE a IS NOT NULL;
CREATE INDEX i5 ON t USING gin (d, f) WITH (fastupdate = off); CREATE INDEX i6 ON t ((c ->> 'k'), (a + 1) DESC);

== named not null constraints
-- since 18
-- before
CREATE TABLE t (a int CONSTRAINT a_there NOT NULL, b int NOT NULL, c int);
CREATE TABLE u () INHERITS (t);
-- after
CREATE TABLE t (a int NOT NULL, b int CONSTRAINT b_there NOT NULL, c int CONSTRAINT c_nn NOT NULL NO INHERIT);
CREATE TABLE u () INHERITS (t);

== temporal keys, not enforced
-- since 18
-- before
CREATE TABLE t (id int4range, at daterange, x int CHECK (x > 0) NOT ENFORCED);
-- after
CREATE TABLE t (id int4range, at daterange, x int CHECK (x > 0), PRIMARY KEY (id, at WITHOUT OVERLAPS));
CREATE TABLE r (id int4range, at daterange, FOREIGN KEY (id, PERIOD at) REFERENCES t (id, PERIOD at));

== not null on 18 with NOT VALID
-- since 18
-- before
CREATE TABLE t (a int);
-- after
CREATE TABLE t (a int);
ALTER TABLE t ADD CONSTRAINT nn NOT NULL a NOT VALID;

== column attributes
-- since 16
-- before
CREATE TABLE t (a text STORAGE EXTERNAL, b text, c int);
ALTER TABLE t ALTER a SET STATISTICS 10, ALTER c SET (n_distinct = 5);
-- after
CREATE TABLE t (a text COMPRESSION pglz, b text STORAGE MAIN, c int);
ALTER TABLE t ALTER b SET STATISTICS 0, ALTER c SET (n_distinct_inherited = 5, n_distinct = -0.5);

== column order and added in the middle
-- before
CREATE TABLE t (a int, b int, c int);
-- after
CREATE TABLE t (c int, x int, b int, a int);

== table replaced by one of the same name with all other columns
-- before
CREATE TABLE t (a int PRIMARY KEY);
CREATE TABLE u (t int REFERENCES t);
-- after
CREATE TABLE t (b text PRIMARY KEY);
CREATE TABLE u (t text REFERENCES t);

== django-like
-- before
CREATE TABLE auth_user (id serial PRIMARY KEY, username varchar(30) NOT NULL UNIQUE, is_active boolean NOT NULL);
CREATE INDEX auth_user_username_6821ab7c_like ON auth_user (username varchar_pattern_ops);
CREATE TABLE django_admin_log (id serial PRIMARY KEY, user_id integer NOT NULL, action_flag smallint NOT NULL CHECK (action_flag >= 0));
ALTER TABLE django_admin_log ADD CONSTRAINT fk_1 FOREIGN KEY (user_id) REFERENCES auth_user(id) DEFERRABLE INITIALLY DEFERRED;
-- after
CREATE TABLE auth_user (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, username varchar(150) NOT NULL UNIQUE, is_active boolean NOT NULL);
CREATE INDEX auth_user_username_6821ab7c_like ON auth_user (username varchar_pattern_ops);
CREATE TABLE django_admin_log (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, user_id bigint NOT NULL, action_flag smallint NOT NULL CHECK (action_flag >= 0));
ALTER TABLE django_admin_log ADD CONSTRAINT fk_1 FOREIGN KEY (user_id) REFERENCES auth_user(id) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX django_admin_log_user_id ON django_admin_log (user_id);

== parameters of a TOAST table that comes with a column
-- before
CREATE TABLE t (a int);
-- after
CREATE TABLE t (a int, b text) WITH (toast.autovacuum_vacuum_threshold = 849, fillfactor = 50);

== a publication gives up tables that go and gets one of a type made anew
-- before
CREATE TYPE mood AS ENUM ('a', 'b');
CREATE TABLE t (m mood DEFAULT 'a' NOT NULL);
CREATE PUBLICATION news FOR TABLE t WITH (publish = 'insert');
-- after
CREATE TYPE mood AS RANGE (SUBTYPE = inet);
CREATE TABLE u (m mood);
CREATE PUBLICATION news FOR TABLE u WITH (publish = 'insert, update');
ALTER TABLE u REPLICA IDENTITY FULL;

== names that the server has too
-- before
CREATE TYPE public.path AS ENUM ('a', 'b');
CREATE DOMAIN public.money AS int CHECK (VALUE > 0);
CREATE TABLE public.pg_class (a public.path, m public.money, d date);
CREATE VIEW public.pg_views AS SELECT a FROM public.pg_class;
CREATE FUNCTION public.lower(text) RETURNS text LANGUAGE sql AS 'SELECT $1';
CREATE COLLATION public."C" (LOCALE = 'POSIX');
CREATE INDEX pg_am ON public.pg_class (m);
CREATE TABLE public.plain (lower text DEFAULT public.lower('X'));
CREATE TYPE public.point AS (a int);
-- after
CREATE TYPE public.path AS ENUM ('a', 'c', 'b');
COMMENT ON TYPE public.path IS 'x';
CREATE DOMAIN public.money AS int CONSTRAINT money_check CHECK (VALUE > 1);
COMMENT ON CONSTRAINT money_check ON DOMAIN public.money IS 'x';
CREATE TABLE public.pg_class (a public.path DEFAULT 'a', m public.money NOT NULL, d date, e int REFERENCES public.pg_class (e) UNIQUE);
COMMENT ON TABLE public.pg_class IS 'x';
GRANT SELECT ON public.pg_class TO PUBLIC;
CREATE VIEW public.pg_views WITH (security_barrier) AS SELECT a FROM public.pg_class;
CREATE FUNCTION public.lower(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1';
COMMENT ON FUNCTION public.lower(text) IS 'x';
CREATE COLLATION public."C" (LOCALE = 'C');
COMMENT ON COLLATION public."C" IS 'x';
CREATE INDEX pg_am ON public.pg_class (m DESC);
CREATE TABLE public.plain (lower text DEFAULT public.lower('Y'), c text COLLATE public."C");
CREATE TYPE public.date AS (a date);
CREATE TYPE public.point AS (a bigint, b text);
COMMENT ON TYPE public.point IS 'x';
CREATE TABLE public.other (d public.date);

== tables become children of a parent that gets a column too, and have its check themselves
-- before
CREATE TABLE p (a int, b text, CHECK (a > 0));
CREATE TABLE q (a int, z int NOT NULL);
CREATE TABLE c (x int);
CREATE TABLE d (a int);
-- after
CREATE TABLE p (a int, b text, e date, CHECK (a > 0));
CREATE TABLE q (a int, z int NOT NULL);
CREATE TABLE c (x int, a int, b text, e date, CONSTRAINT p_a_check CHECK (a > 0));
ALTER TABLE c INHERIT p;
CREATE TABLE d (a int, z int NOT NULL);
ALTER TABLE d INHERIT q;

== a subscription comes, with a comment
-- before
CREATE TABLE t (id int);
-- after
CREATE TABLE t (id int);
CREATE SUBSCRIPTION "Sub ""1""" CONNECTION 'host=nowhere dbname=''x y''' PUBLICATION a, "B c"
  WITH (connect = false, slot_name = 'it_s', binary = true, streaming = true);
COMMENT ON SUBSCRIPTION "Sub ""1""" IS 'it''s';
-- plan
CREATE SUBSCRIPTION "Sub ""1""" CONNECTION 'host=nowhere dbname=''x y''' PUBLICATION a, "B c" WITH (connect = false, slot_name = 'it_s', streaming = true, binary = true);
COMMENT ON SUBSCRIPTION "Sub ""1""" IS 'it''s';

== a subscription changes
-- before
CREATE SUBSCRIPTION s CONNECTION 'dbname=x' PUBLICATION a, b
  WITH (connect = false, slot_name = 'one', binary = true, synchronous_commit = local);
CREATE SUBSCRIPTION n CONNECTION 'dbname=x' PUBLICATION a WITH (connect = false, slot_name = NONE);
-- after
CREATE SUBSCRIPTION s CONNECTION 'dbname=x' PUBLICATION c, b
  WITH (connect = false, slot_name = NONE, streaming = true);
CREATE SUBSCRIPTION n CONNECTION 'dbname=x' PUBLICATION a WITH (connect = false, slot_name = 'two');
COMMENT ON SUBSCRIPTION n IS 'n';

== a subscription is made anew for what cannot be changed
-- since 15
-- before
CREATE SUBSCRIPTION s CONNECTION 'dbname=x' PUBLICATION a WITH (connect = false, slot_name = 's');
COMMENT ON SUBSCRIPTION s IS 'kept';
-- after
CREATE SUBSCRIPTION s CONNECTION 'dbname=x' PUBLICATION a
  WITH (connect = false, slot_name = 's', two_phase = true, disable_on_error = true);
COMMENT ON SUBSCRIPTION s IS 'kept';

== what a subscription says since 16
-- since 16
-- before
CREATE SUBSCRIPTION s CONNECTION 'dbname=x' PUBLICATION a
  WITH (connect = false, slot_name = 's', origin = none, run_as_owner = true, streaming = parallel);
-- after
CREATE SUBSCRIPTION s CONNECTION 'dbname=x' PUBLICATION a
  WITH (connect = false, slot_name = 's', password_required = false, streaming = false);

== subscriptions go
-- before
CREATE SUBSCRIPTION s CONNECTION 'dbname=x' PUBLICATION a WITH (connect = false, slot_name = 's');
CREATE SUBSCRIPTION n CONNECTION 'dbname=x' PUBLICATION a WITH (connect = false, slot_name = NONE);
-- after
CREATE TABLE t (id int);

== extensions that have another comment, or none
-- extensions citext hstore
-- before
CREATE EXTENSION citext;
CREATE EXTENSION hstore;
COMMENT ON EXTENSION hstore IS NULL;
-- after
CREATE EXTENSION citext;
COMMENT ON EXTENSION citext IS 'it''s text';
CREATE EXTENSION hstore;
