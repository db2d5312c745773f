-- A schema with every kind of object, under names that need quotes, have capitals or are not ASCII.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'Rolle Ä') THEN CREATE ROLE "Rolle Ä"; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'leser') THEN CREATE ROLE leser; END IF;
END $$;

CREATE SCHEMA "Größe";
COMMENT ON SCHEMA "Größe" IS 'it''s "big"';
CREATE SCHEMA leer;

CREATE COLLATION "Sortier Ä" (provider = libc, locale = 'POSIX');
CREATE COLLATION frei (provider = libc, locale = 'C');

-- types
CREATE TYPE "Art" AS ENUM ('klein', 'Größer', 'it''s');
CREATE TYPE "Größe".stufe AS ENUM ('a', 'b', 'c');
CREATE TYPE "Paar Ä" AS ("Erstes" integer, zweites text);
CREATE TYPE frei_paar AS (a integer, b text COLLATE "C");
CREATE DOMAIN "Plus" AS integer DEFAULT 1 CONSTRAINT "größer null" CHECK (VALUE > 0);
CREATE DOMAIN frei_text AS text COLLATE "C" NOT NULL;
CREATE DOMAIN "Alte" AS numeric(10,2);
ALTER DOMAIN "Alte" ADD CONSTRAINT spaet CHECK (VALUE < 100) NOT VALID;
CREATE TYPE "Spanne" AS RANGE (SUBTYPE = double precision, SUBTYPE_DIFF = float8mi);
CREATE TYPE frei_spanne AS RANGE (SUBTYPE = text, COLLATION = "C");
COMMENT ON TYPE "Art" IS 'Arten';
COMMENT ON DOMAIN "Plus" IS 'more than none';
COMMENT ON CONSTRAINT "größer null" ON DOMAIN "Plus" IS 'check';
COMMENT ON COLUMN "Paar Ä"."Erstes" IS 'first';

-- routines that tables use
CREATE FUNCTION "Größe"."Doppelt Ä"(x integer) RETURNS integer LANGUAGE sql IMMUTABLE STRICT
  AS 'SELECT 2 * x';
CREATE FUNCTION vorgabe() RETURNS integer LANGUAGE sql STABLE RETURN 7;
CREATE FUNCTION frei_f(a integer, b text DEFAULT 'x, y', OUT c integer) LANGUAGE plpgsql COST 10
  SET search_path TO public, "Größe" AS $fn$ BEGIN c := a; END $fn$;
CREATE FUNCTION frei_f(text) RETURNS SETOF integer LANGUAGE sql ROWS 5 AS $$ SELECT 1 $$;
CREATE FUNCTION "Tabelle Ä"("N" integer) RETURNS TABLE(a integer, "B" text) LANGUAGE sql STABLE
  PARALLEL SAFE AS $$ SELECT 1, 'x' $$;
CREATE PROCEDURE "Tu Was"(INOUT a integer, b "Art" DEFAULT 'klein') LANGUAGE plpgsql
  AS $$ BEGIN a := 1; END $$;
CREATE FUNCTION atomar(n integer) RETURNS integer LANGUAGE sql
BEGIN ATOMIC
  SELECT n + vorgabe();
END;
COMMENT ON FUNCTION frei_f(integer, text) IS 'free';
COMMENT ON PROCEDURE "Tu Was"(integer, "Art") IS 'does';
REVOKE EXECUTE ON FUNCTION "Tabelle Ä"(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "Tabelle Ä"(integer) TO "Rolle Ä";
CREATE AGGREGATE "Summe Ä"(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0');
CREATE AGGREGATE frei_agg(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0');
COMMENT ON AGGREGATE frei_agg(*) IS 'counts';

-- sequences
CREATE SEQUENCE "Folge Ä" AS integer START 10 INCREMENT 5 MAXVALUE 1000 CACHE 3 CYCLE;
CREATE SEQUENCE frei_folge;

-- tables
CREATE TABLE "Eltern Ä" (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "Name" text NOT NULL DEFAULT 'ohne',
  art "Art" DEFAULT 'klein',
  arten "Art"[],
  stufe "Größe".stufe NOT NULL DEFAULT 'a',
  plus "Plus",
  alte "Alte",
  paar "Paar Ä",
  spanne "Spanne",
  preis numeric(10,2) DEFAULT 1.5,
  doppelt integer GENERATED ALWAYS AS ("Größe"."Doppelt Ä"(3)) STORED,
  sortiert text COLLATE "Sortier Ä",
  wann timestamptz DEFAULT now(),
  kurz varchar(20),
  folge integer DEFAULT nextval('"Folge Ä"'),
  CONSTRAINT "Preis größer" CHECK (preis > 0),
  CONSTRAINT "Eindeutig Ä" UNIQUE ("Name") INCLUDE (preis) WITH (fillfactor = 80),
  CONSTRAINT keine_zwei EXCLUDE USING gist (spanne WITH &&)
) WITH (fillfactor = 70, toast.autovacuum_enabled = false);
ALTER SEQUENCE "Folge Ä" OWNED BY "Eltern Ä".folge;
ALTER TABLE "Eltern Ä" ALTER COLUMN "Name" SET STATISTICS 500;
ALTER TABLE "Eltern Ä" ALTER COLUMN "Name" SET STORAGE EXTERNAL;
ALTER TABLE "Eltern Ä" ALTER COLUMN kurz SET (n_distinct = 5);
ALTER TABLE "Eltern Ä" ADD CONSTRAINT spaeter CHECK (kurz <> '') NOT VALID;
COMMENT ON TABLE "Eltern Ä" IS E'Zeile 1\nZeile 2';
COMMENT ON COLUMN "Eltern Ä"."Name" IS 'the name';
COMMENT ON CONSTRAINT "Preis größer" ON "Eltern Ä" IS 'price';
CREATE INDEX "Index Ä" ON "Eltern Ä" USING btree (lower("Name") DESC NULLS LAST, preis) WHERE preis > 1;
CREATE INDEX frei_index ON "Eltern Ä" (art);
CREATE UNIQUE INDEX frei_unique ON "Eltern Ä" (wann) INCLUDE (art) WITH (fillfactor = 90);
CREATE INDEX ausdruck ON "Eltern Ä" ((preis * 2), ("Name" || kurz) text_pattern_ops);
COMMENT ON INDEX "Index Ä" IS 'idx';
CREATE STATISTICS "Statistik Ä" (ndistinct, dependencies) ON art, stufe FROM "Eltern Ä";
CREATE STATISTICS frei_stat ON lower("Name"), (preis * 2) FROM "Eltern Ä";
COMMENT ON STATISTICS "Statistik Ä" IS 'stat';
GRANT SELECT, INSERT ON "Eltern Ä" TO leser;
GRANT UPDATE ("Name") ON "Eltern Ä" TO "Rolle Ä" WITH GRANT OPTION;

CREATE TABLE kind (
  id bigint PRIMARY KEY,
  eltern integer NOT NULL DEFAULT vorgabe(),
  zweite integer,
  "Menge" integer DEFAULT 0,
  CONSTRAINT "Fremd Ä" FOREIGN KEY (eltern) REFERENCES "Eltern Ä" (id) ON DELETE CASCADE
);
ALTER TABLE kind ADD CONSTRAINT zweite_fremd FOREIGN KEY (zweite) REFERENCES "Eltern Ä" (id)
  DEFERRABLE INITIALLY DEFERRED NOT VALID;
ALTER TABLE kind REPLICA IDENTITY FULL;
ALTER TABLE kind ENABLE ROW LEVEL SECURITY;
CREATE POLICY "Politik Ä" ON kind FOR SELECT TO "Rolle Ä", leser USING (eltern > 0);
CREATE POLICY frei_pol ON kind AS RESTRICTIVE USING (id > 0) WITH CHECK ("Menge" >= 0);
COMMENT ON POLICY frei_pol ON kind IS 'pol';

CREATE TABLE "Größe"."Andere" (a integer, b text, c text COLLATE "C");
CREATE UNLOGGED TABLE fluechtig (a integer, b jsonb);
CREATE TABLE basis (a integer, b text DEFAULT 'b');
CREATE TABLE "Erbe Ä" (extra integer, CONSTRAINT nur CHECK (a > 0)) INHERITS (basis);
CREATE TABLE typisiert OF frei_paar (PRIMARY KEY (a));

CREATE TABLE "Teil Ä" (id integer NOT NULL, tag date NOT NULL, "Wert" text, PRIMARY KEY (id, tag))
  PARTITION BY RANGE (tag);
CREATE TABLE teil_1 PARTITION OF "Teil Ä" FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE "Teil 2" PARTITION OF "Teil Ä" FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')
  PARTITION BY LIST (id);
CREATE TABLE teil_2_a PARTITION OF "Teil 2" FOR VALUES IN (1, 2);
CREATE TABLE teil_rest PARTITION OF "Teil Ä" DEFAULT;
CREATE TABLE teil_los (id integer NOT NULL, tag date NOT NULL, "Wert" text);
CREATE INDEX "Teil Index" ON "Teil Ä" ("Wert");
CREATE TABLE streu (a integer) PARTITION BY HASH (a);
CREATE TABLE streu_0 PARTITION OF streu FOR VALUES WITH (MODULUS 2, REMAINDER 0);

-- views: a chain
CREATE VIEW "Sicht Ä" WITH (security_barrier = true) AS
  SELECT id, "Name", preis, art, kurz FROM "Eltern Ä" WHERE preis > 1;
COMMENT ON VIEW "Sicht Ä" IS 'view';
COMMENT ON COLUMN "Sicht Ä"."Name" IS 'name in view';
GRANT SELECT ON "Sicht Ä" TO leser;
GRANT UPDATE ("Name") ON "Sicht Ä" TO "Rolle Ä";
ALTER VIEW "Sicht Ä" ALTER COLUMN preis SET DEFAULT 9;
CREATE VIEW sicht_2 AS SELECT id, "Name" AS "Der Name", preis + 1 AS preis FROM "Sicht Ä";
CREATE MATERIALIZED VIEW "Mat Ä" WITH (fillfactor = 60) AS
  SELECT "Der Name", sum(preis) AS summe FROM sicht_2 GROUP BY "Der Name";
CREATE UNIQUE INDEX "Mat Index" ON "Mat Ä" ("Der Name");
COMMENT ON MATERIALIZED VIEW "Mat Ä" IS 'mat';
GRANT SELECT ON "Mat Ä" TO PUBLIC;
CREATE VIEW "Größe".ueber_mat AS SELECT count(*) AS n FROM "Mat Ä";
CREATE VIEW geprueft AS SELECT id, "Menge" FROM kind WHERE "Menge" > 0 WITH CASCADED CHECK OPTION;
CREATE VIEW frei_sicht AS SELECT 1 AS a, 'x'::text AS b;
CREATE RECURSIVE VIEW rekursiv (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM rekursiv WHERE n < 9;

-- triggers and rules
CREATE FUNCTION "Ausloeser Ä"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE FUNCTION ausloeser_2() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE TRIGGER "Vor Ä" BEFORE INSERT OR UPDATE OF "Name", preis ON "Eltern Ä" FOR EACH ROW
  WHEN (NEW.preis > 3) EXECUTE FUNCTION "Ausloeser Ä"('eins', 'it''s');
CREATE TRIGGER nach AFTER UPDATE ON kind REFERENCING OLD TABLE AS "Alt" NEW TABLE AS neu
  FOR EACH STATEMENT EXECUTE FUNCTION ausloeser_2();
CREATE CONSTRAINT TRIGGER "Pflicht" AFTER INSERT ON kind DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION "Ausloeser Ä"();
CREATE TRIGGER teil_trigger AFTER INSERT ON "Teil Ä" FOR EACH ROW EXECUTE FUNCTION ausloeser_2();
CREATE TRIGGER statt INSTEAD OF INSERT ON sicht_2 FOR EACH ROW EXECUTE FUNCTION "Ausloeser Ä"();
ALTER TABLE kind DISABLE TRIGGER nach;
COMMENT ON TRIGGER "Vor Ä" ON "Eltern Ä" IS 'trig';
CREATE RULE "Regel Ä" AS ON DELETE TO kind WHERE OLD.id < 0 DO INSTEAD NOTHING;
CREATE RULE regel_2 AS ON INSERT TO geprueft DO ALSO INSERT INTO basis (a) VALUES (NEW."Menge");
COMMENT ON RULE "Regel Ä" ON kind IS 'rule';
CREATE FUNCTION ereignis() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$;
CREATE EVENT TRIGGER "Ereignis Ä" ON ddl_command_start WHEN TAG IN ('CREATE CONVERSION')
  EXECUTE FUNCTION ereignis();
COMMENT ON EVENT TRIGGER "Ereignis Ä" IS 'event';

-- operators, casts, text search
CREATE FUNCTION gleich("Paar Ä", "Paar Ä") RETURNS boolean LANGUAGE sql IMMUTABLE
  AS 'SELECT ($1)."Erstes" = ($2)."Erstes"';
CREATE OPERATOR "Größe".=== (FUNCTION = gleich, LEFTARG = "Paar Ä", RIGHTARG = "Paar Ä",
  COMMUTATOR = OPERATOR("Größe".===), RESTRICT = eqsel, JOIN = eqjoinsel, HASHES);
COMMENT ON OPERATOR "Größe".=== ("Paar Ä", "Paar Ä") IS 'op';
CREATE FUNCTION streuwert("Paar Ä") RETURNS integer LANGUAGE sql IMMUTABLE
  AS 'SELECT ($1)."Erstes"';
CREATE OPERATOR FAMILY "Familie Ä" USING hash;
CREATE OPERATOR CLASS "Klasse Ä" FOR TYPE "Paar Ä" USING hash FAMILY "Familie Ä" AS
  OPERATOR 1 "Größe".===, FUNCTION 1 streuwert("Paar Ä");
CREATE FUNCTION zu_paar(integer) RETURNS "Paar Ä" LANGUAGE sql IMMUTABLE
  AS $$ SELECT ROW($1, 'x')::"Paar Ä" $$;
CREATE CAST (integer AS "Paar Ä") WITH FUNCTION zu_paar(integer) AS ASSIGNMENT;
COMMENT ON CAST (integer AS "Paar Ä") IS 'cast';
CREATE TEXT SEARCH DICTIONARY "Wörter" (TEMPLATE = simple, StopWords = 'english');
CREATE TEXT SEARCH CONFIGURATION "Suche Ä" (PARSER = pg_catalog."default");
ALTER TEXT SEARCH CONFIGURATION "Suche Ä" ADD MAPPING FOR asciiword, word WITH "Wörter", english_stem;
COMMENT ON TEXT SEARCH CONFIGURATION "Suche Ä" IS 'search';
CREATE CONVERSION "Wandel Ä" FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;

-- what is in no schema
CREATE FOREIGN DATA WRAPPER "Hülle" OPTIONS (debug 'true');
CREATE SERVER "Server Ä" TYPE 'art' VERSION '1' FOREIGN DATA WRAPPER "Hülle" OPTIONS (host 'h');
CREATE USER MAPPING FOR leser SERVER "Server Ä" OPTIONS ("user" 'bob');
CREATE FOREIGN TABLE "Fern Ä" (a integer OPTIONS (spalte 'A'), b text) SERVER "Server Ä"
  OPTIONS (tabelle 't');
GRANT USAGE ON FOREIGN SERVER "Server Ä" TO leser;
CREATE PUBLICATION "Kanal Ä" FOR TABLE kind, "Größe"."Andere" WITH (publish = 'insert, update');
ALTER DEFAULT PRIVILEGES IN SCHEMA "Größe" GRANT SELECT ON TABLES TO leser;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
GRANT USAGE ON SCHEMA "Größe" TO leser;
GRANT USAGE ON TYPE "Art" TO leser;
GRANT USAGE ON SEQUENCE "Folge Ä" TO "Rolle Ä";
