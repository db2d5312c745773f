--- operator: add
CREATE OPERATOR "Größe".#~# (FUNCTION = int4pl, LEFTARG = integer, RIGHTARG = integer, COMMUTATOR = OPERATOR("Größe".#~#));
--- operator: prefix
CREATE OPERATOR @#@ (FUNCTION = int4abs, RIGHTARG = integer);
--- operator: drop
DROP OPERATOR CLASS "Klasse Ä" USING hash; DROP OPERATOR "Größe".=== ("Paar Ä", "Paar Ä");
--- operator: estimator
ALTER OPERATOR "Größe".=== ("Paar Ä", "Paar Ä") SET (RESTRICT = NONE);
--- operator: merges
DROP OPERATOR CLASS "Klasse Ä" USING hash; DROP OPERATOR "Größe".=== ("Paar Ä", "Paar Ä");
CREATE OPERATOR "Größe".=== (FUNCTION = gleich, LEFTARG = "Paar Ä", RIGHTARG = "Paar Ä",
  COMMUTATOR = OPERATOR("Größe".===), RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
COMMENT ON OPERATOR "Größe".=== ("Paar Ä", "Paar Ä") IS 'op';
CREATE OPERATOR CLASS "Klasse Ä" FOR TYPE "Paar Ä" USING hash FAMILY "Familie Ä" AS
  OPERATOR 1 "Größe".===, FUNCTION 1 streuwert("Paar Ä");
--- operator: comment
COMMENT ON OPERATOR "Größe".=== ("Paar Ä", "Paar Ä") IS NULL;
--- operator class: add
CREATE OPERATOR CLASS "Neu Ä" FOR TYPE integer USING btree AS OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint4cmp(integer, integer);
--- operator class: drop
DROP OPERATOR CLASS "Klasse Ä" USING hash;
--- operator class: default
DROP OPERATOR CLASS "Klasse Ä" USING hash;
CREATE OPERATOR CLASS "Klasse Ä" DEFAULT FOR TYPE "Paar Ä" USING hash FAMILY "Familie Ä" AS OPERATOR 1 "Größe".===, FUNCTION 1 streuwert("Paar Ä");
--- operator class: comment
COMMENT ON OPERATOR CLASS "Klasse Ä" USING hash IS 'class';
--- operator family: add
CREATE OPERATOR FAMILY "Größe"."Neu Ä" USING btree;
--- operator family: member
ALTER OPERATOR FAMILY "Familie Ä" USING hash ADD OPERATOR 1 = (integer, bigint), FUNCTION 1 (integer, integer) hashint4(integer);
--- operator family: drop
DROP OPERATOR FAMILY "Familie Ä" USING hash;
--- cast: add
CREATE CAST ("Art" AS integer) WITH INOUT AS IMPLICIT;
--- cast: drop
DROP CAST (integer AS "Paar Ä");
--- cast: context
DROP CAST (integer AS "Paar Ä"); CREATE CAST (integer AS "Paar Ä") WITH FUNCTION zu_paar(integer); COMMENT ON CAST (integer AS "Paar Ä") IS 'cast';
--- cast: comment
COMMENT ON CAST (integer AS "Paar Ä") IS 'other';
--- dictionary: add
CREATE TEXT SEARCH DICTIONARY "Größe"."Neu Ä" (TEMPLATE = snowball, Language = german, StopWords = german);
--- dictionary: option
ALTER TEXT SEARCH DICTIONARY "Wörter" (StopWords = 'german', Accept = false);
--- dictionary: option gone
ALTER TEXT SEARCH DICTIONARY "Wörter" (StopWords);
--- dictionary: drop
DROP TEXT SEARCH CONFIGURATION "Suche Ä"; DROP TEXT SEARCH DICTIONARY "Wörter";
--- dictionary: comment
COMMENT ON TEXT SEARCH DICTIONARY "Wörter" IS 'words';
--- configuration: add
CREATE TEXT SEARCH CONFIGURATION "Größe"."Neu Ä" (COPY = pg_catalog.german);
--- configuration: mapping added
ALTER TEXT SEARCH CONFIGURATION "Suche Ä" ADD MAPPING FOR numword WITH simple;
--- configuration: mapping dropped
ALTER TEXT SEARCH CONFIGURATION "Suche Ä" DROP MAPPING FOR word;
--- configuration: mapping changed
ALTER TEXT SEARCH CONFIGURATION "Suche Ä" ALTER MAPPING FOR word WITH simple, "Wörter";
--- configuration: drop
DROP TEXT SEARCH CONFIGURATION "Suche Ä";
--- configuration: comment
COMMENT ON TEXT SEARCH CONFIGURATION "Suche Ä" IS NULL;
--- template and parser: add
CREATE TEXT SEARCH TEMPLATE "Vorlage Ä" (INIT = dsimple_init, LEXIZE = dsimple_lexize);
CREATE TEXT SEARCH PARSER "Zerleger Ä" (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype, HEADLINE = prsd_headline);
COMMENT ON TEXT SEARCH TEMPLATE "Vorlage Ä" IS 't'; COMMENT ON TEXT SEARCH PARSER "Zerleger Ä" IS 'p';
--- conversion: add
CREATE DEFAULT CONVERSION "Größe"."Neu Ä" FOR 'UTF8' TO 'LATIN1' FROM utf8_to_iso8859_1;
--- conversion: drop
DROP CONVERSION "Wandel Ä";
--- wrapper: add
CREATE FOREIGN DATA WRAPPER "Neue Hülle" VALIDATOR postgresql_fdw_validator;
--- wrapper: options
ALTER FOREIGN DATA WRAPPER "Hülle" OPTIONS (SET debug 'false', ADD neu 'it''s');
--- wrapper: option gone
ALTER FOREIGN DATA WRAPPER "Hülle" OPTIONS (DROP debug);
--- wrapper: validator
ALTER FOREIGN DATA WRAPPER "Hülle" VALIDATOR postgresql_fdw_validator;
--- wrapper: drop
DROP FOREIGN DATA WRAPPER "Hülle" CASCADE;
--- wrapper: comment
COMMENT ON FOREIGN DATA WRAPPER "Hülle" IS 'w';
--- wrapper: privileges
GRANT USAGE ON FOREIGN DATA WRAPPER "Hülle" TO leser;
--- server: add
CREATE SERVER "Neu Ä" FOREIGN DATA WRAPPER "Hülle";
--- server: version
ALTER SERVER "Server Ä" VERSION '2';
--- server: options
ALTER SERVER "Server Ä" OPTIONS (SET host 'x', ADD port '1');
--- server: comment
COMMENT ON SERVER "Server Ä" IS 's';
--- server: privileges
REVOKE USAGE ON FOREIGN SERVER "Server Ä" FROM leser;
--- user mapping: add
CREATE USER MAPPING FOR PUBLIC SERVER "Server Ä";
--- user mapping: options
ALTER USER MAPPING FOR leser SERVER "Server Ä" OPTIONS (SET "user" 'eva', ADD rolle 'x');
--- user mapping: drop
DROP USER MAPPING FOR leser SERVER "Server Ä";
--- foreign table: add
CREATE FOREIGN TABLE "Größe"."Neu Ä" (a integer NOT NULL DEFAULT 3, CHECK (a > 0)) SERVER "Server Ä";
--- foreign table: drop
DROP FOREIGN TABLE "Fern Ä";
--- foreign table: options
ALTER FOREIGN TABLE "Fern Ä" OPTIONS (SET tabelle 'x', ADD neu 'y');
--- foreign table: column added
ALTER FOREIGN TABLE "Fern Ä" ADD c date OPTIONS (spalte 'C');
--- foreign table: column's options
ALTER FOREIGN TABLE "Fern Ä" ALTER a OPTIONS (DROP spalte);
--- foreign table: column's type
ALTER FOREIGN TABLE "Fern Ä" ALTER b TYPE integer;
--- foreign table: comment
COMMENT ON FOREIGN TABLE "Fern Ä" IS 'ft';
--- foreign table: privileges
GRANT SELECT ON "Fern Ä" TO leser;
--- subscription: add
CREATE SUBSCRIPTION "Abo Ä" CONNECTION 'host=nowhere dbname=''x y''' PUBLICATION "Kanal Ä", b WITH (connect = false, slot_name = 'abo', synchronous_commit = local);
COMMENT ON SUBSCRIPTION "Abo Ä" IS 'abo';
--- publication: add
CREATE PUBLICATION "Neu Ä" FOR TABLE kind (id, eltern) WHERE (id > 3), "Größe"."Andere";
--- publication: add with a schema
CREATE PUBLICATION "Neu Ä" FOR TABLE kind, TABLES IN SCHEMA "Größe";
--- publication: all tables
CREATE PUBLICATION alle FOR ALL TABLES WITH (publish_via_partition_root = true);
--- publication: drop
DROP PUBLICATION "Kanal Ä";
--- publication: table added
ALTER PUBLICATION "Kanal Ä" ADD TABLE basis;
--- publication: table dropped
ALTER PUBLICATION "Kanal Ä" DROP TABLE kind;
--- publication: filter
ALTER PUBLICATION "Kanal Ä" SET (publish = 'insert'); ALTER PUBLICATION "Kanal Ä" SET TABLE kind WHERE (eltern > 2), "Größe"."Andere";
--- publication: columns
ALTER PUBLICATION "Kanal Ä" SET TABLE kind, "Größe"."Andere" (a, c);
--- publication: operations
ALTER PUBLICATION "Kanal Ä" SET (publish = 'delete, truncate');
--- publication: schema
ALTER PUBLICATION "Kanal Ä" ADD TABLES IN SCHEMA leer;
--- publication: comment
COMMENT ON PUBLICATION "Kanal Ä" IS 'pub';
--- default privileges: add
ALTER DEFAULT PRIVILEGES GRANT SELECT ON SEQUENCES TO "Rolle Ä" WITH GRANT OPTION;
--- default privileges: of a role
ALTER DEFAULT PRIVILEGES FOR ROLE "Rolle Ä" REVOKE USAGE ON TYPES FROM PUBLIC;
--- default privileges: changed
ALTER DEFAULT PRIVILEGES IN SCHEMA "Größe" GRANT INSERT ON TABLES TO leser, "Rolle Ä";
--- default privileges: gone
ALTER DEFAULT PRIVILEGES IN SCHEMA "Größe" REVOKE SELECT ON TABLES FROM leser;
--- default privileges: back to usual
ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO PUBLIC;
--- operator: two that negate each other
CREATE OPERATOR @== (FUNCTION = int4eq, LEFTARG = integer, RIGHTARG = integer, NEGATOR = OPERATOR(public.@<>), COMMUTATOR = OPERATOR(public.@==));
CREATE OPERATOR @<> (FUNCTION = int4ne, LEFTARG = integer, RIGHTARG = integer, NEGATOR = OPERATOR(public.@==));
--- operator family: comment
COMMENT ON OPERATOR FAMILY "Familie Ä" USING hash IS 'family';
--- cast: method
DROP CAST (integer AS "Paar Ä"); CREATE CAST (integer AS "Paar Ä") WITH INOUT AS ASSIGNMENT; COMMENT ON CAST (integer AS "Paar Ä") IS 'cast';
--- cast: without a function
CREATE CAST (date AS integer) WITHOUT FUNCTION AS ASSIGNMENT;
--- transform: add
CREATE TRANSFORM FOR integer LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal), TO SQL WITH FUNCTION int4recv(internal));
COMMENT ON TRANSFORM FOR integer LANGUAGE sql IS 'transform';
--- transform: used by a function
CREATE TRANSFORM FOR integer LANGUAGE sql (TO SQL WITH FUNCTION int4recv(internal));
CREATE FUNCTION umgeformt(integer) RETURNS integer LANGUAGE sql TRANSFORM FOR TYPE integer AS 'SELECT 1';
--- conversion: comment
COMMENT ON CONVERSION "Wandel Ä" IS 'conversion';
--- conversion: default
DROP CONVERSION "Wandel Ä"; CREATE DEFAULT CONVERSION "Wandel Ä" FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
--- dictionary: template
DROP TEXT SEARCH CONFIGURATION "Suche Ä"; DROP TEXT SEARCH DICTIONARY "Wörter";
CREATE TEXT SEARCH DICTIONARY "Wörter" (TEMPLATE = snowball, Language = german);
CREATE TEXT SEARCH CONFIGURATION "Suche Ä" (PARSER = pg_catalog."default");
ALTER TEXT SEARCH CONFIGURATION "Suche Ä" ADD MAPPING FOR asciiword, word WITH "Wörter", english_stem;
COMMENT ON TEXT SEARCH CONFIGURATION "Suche Ä" IS 'search';
--- server: drop
DROP SERVER "Server Ä" CASCADE;
--- server: type, under a table and a mapping
DROP SERVER "Server Ä" CASCADE;
CREATE SERVER "Server Ä" TYPE 'andere' VERSION '1' FOREIGN DATA WRAPPER "Hülle" OPTIONS (host 'h');
CREATE USER MAPPING FOR leser SERVER "Server Ä" OPTIONS ("user" 'bob');
CREATE FOREIGN TABLE "Fern Ä" (a integer OPTIONS (spalte 'A'), b text) SERVER "Server Ä"
  OPTIONS (tabelle 't');
GRANT USAGE ON FOREIGN SERVER "Server Ä" TO leser;
--- foreign table: column dropped
ALTER FOREIGN TABLE "Fern Ä" DROP b;
--- foreign table: column not null, with a default
ALTER FOREIGN TABLE "Fern Ä" ALTER a SET NOT NULL, ALTER b SET DEFAULT 'it''s';
--- foreign table: check
ALTER FOREIGN TABLE "Fern Ä" ADD CONSTRAINT "Prüf Ä" CHECK (a > 0);
--- foreign table: trigger
CREATE TRIGGER "Fern Ä" AFTER INSERT ON "Fern Ä" FOR EACH ROW EXECUTE FUNCTION ausloeser_2();
--- foreign table: a partition
CREATE FOREIGN TABLE "Ferner Teil" PARTITION OF streu FOR VALUES WITH (MODULUS 2, REMAINDER 1) SERVER "Server Ä";
--- publication: partition root
ALTER PUBLICATION "Kanal Ä" SET (publish_via_partition_root = true);
--- publication: generated columns (18)
ALTER PUBLICATION "Kanal Ä" SET (publish_generated_columns = stored);
--- default privileges: schemas
ALTER DEFAULT PRIVILEGES GRANT USAGE, CREATE ON SCHEMAS TO leser;
--- default privileges: types
ALTER DEFAULT PRIVILEGES IN SCHEMA leer GRANT USAGE ON TYPES TO leser WITH GRANT OPTION;
--- default privileges: routines
ALTER DEFAULT PRIVILEGES IN SCHEMA "Größe" GRANT EXECUTE ON ROUTINES TO PUBLIC;
--- default privileges: large objects (18)
ALTER DEFAULT PRIVILEGES GRANT SELECT ON LARGE OBJECTS TO leser;
--- default privileges: the owner's maintain (18)
ALTER DEFAULT PRIVILEGES REVOKE MAINTAIN ON TABLES FROM CURRENT_USER;
