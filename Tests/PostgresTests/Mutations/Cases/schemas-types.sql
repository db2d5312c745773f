--- schema: add
CREATE SCHEMA "Neu Ä";
--- schema: drop
DROP SCHEMA leer;
--- schema: comment
COMMENT ON SCHEMA "Größe" IS 'other';
--- schema: comment gone
COMMENT ON SCHEMA "Größe" IS NULL;
--- schema: privileges
GRANT CREATE ON SCHEMA "Größe" TO leser;
--- schema: privileges gone
REVOKE USAGE ON SCHEMA "Größe" FROM leser;
--- extension: drop
DROP EXTENSION plpgsql CASCADE;
--- enum: add
CREATE TYPE "Neue Art" AS ENUM ('x', '');
--- enum: label at the end
ALTER TYPE "Art" ADD VALUE 'riesig';
--- enum: label at the start
ALTER TYPE "Art" ADD VALUE 'Winzig Ä' BEFORE 'klein';
--- enum: two labels in between
ALTER TYPE "Größe".stufe ADD VALUE 'a2' AFTER 'a'; ALTER TYPE "Größe".stufe ADD VALUE 'a3' BEFORE 'b';
--- enum: comment
COMMENT ON TYPE "Art" IS NULL;
--- enum: privileges
REVOKE USAGE ON TYPE "Art" FROM PUBLIC;
--- enum: label dropped
ALTER TABLE "Eltern Ä" ALTER stufe DROP DEFAULT;
DROP STATISTICS "Statistik Ä";
ALTER TYPE "Größe".stufe RENAME TO alt;
CREATE TYPE "Größe".stufe AS ENUM ('a', 'c');
ALTER TABLE "Eltern Ä" ALTER stufe TYPE "Größe".stufe USING stufe::text::"Größe".stufe;
ALTER TABLE "Eltern Ä" ALTER stufe SET DEFAULT 'a';
DROP TYPE "Größe".alt;
CREATE STATISTICS "Statistik Ä" (ndistinct, dependencies) ON art, stufe FROM "Eltern Ä";
COMMENT ON STATISTICS "Statistik Ä" IS 'stat';
--- composite: add
CREATE TYPE "Neues Paar" AS ("A b" numeric(4,1), arten "Art"[]);
--- composite: drop
DROP TABLE typisiert; DROP TYPE frei_paar;
--- composite: attribute added
ALTER TYPE frei_paar ADD ATTRIBUTE "C c" date CASCADE;
--- composite: attribute added to one in use
ALTER TYPE "Paar Ä" ADD ATTRIBUTE drittes date;
--- composite: attribute dropped
ALTER TYPE frei_paar DROP ATTRIBUTE b CASCADE;
--- composite: attribute's type
ALTER TYPE frei_paar ALTER ATTRIBUTE b TYPE varchar(30) COLLATE "C" CASCADE;
--- composite: attribute's comment
COMMENT ON COLUMN "Paar Ä"."Erstes" IS 'other';
--- composite: comment
COMMENT ON TYPE frei_paar IS 'free';
--- domain: add
CREATE DOMAIN "Neue Ä" AS "Art" CHECK (VALUE <> 'klein');
--- domain: drop
DROP DOMAIN frei_text;
--- domain: default
ALTER DOMAIN "Plus" SET DEFAULT 2;
--- domain: default gone
ALTER DOMAIN "Plus" DROP DEFAULT;
--- domain: not null
ALTER DOMAIN "Plus" SET NOT NULL;
--- domain: null
ALTER DOMAIN frei_text DROP NOT NULL;
--- domain: check added
ALTER DOMAIN "Plus" ADD CONSTRAINT "klein Ä" CHECK (VALUE < 1000);
--- domain: check not valid added
ALTER DOMAIN "Plus" ADD CONSTRAINT "klein Ä" CHECK (VALUE < 1000) NOT VALID;
--- domain: check changed
ALTER DOMAIN "Plus" DROP CONSTRAINT "größer null";
ALTER DOMAIN "Plus" ADD CONSTRAINT "größer null" CHECK (VALUE > 1);
COMMENT ON CONSTRAINT "größer null" ON DOMAIN "Plus" IS 'check';
--- domain: check dropped
ALTER DOMAIN "Plus" DROP CONSTRAINT "größer null";
--- domain: check renamed
ALTER DOMAIN "Plus" RENAME CONSTRAINT "größer null" TO "Größer";
--- domain: check validated
ALTER DOMAIN "Alte" VALIDATE CONSTRAINT spaet;
--- domain: check's comment
COMMENT ON CONSTRAINT "größer null" ON DOMAIN "Plus" IS 'other';
--- domain: base type of one in use
ALTER TABLE "Eltern Ä" ALTER alte TYPE numeric(10,2);
DROP DOMAIN "Alte";
CREATE DOMAIN "Alte" AS numeric(12,3);
ALTER DOMAIN "Alte" ADD CONSTRAINT spaet CHECK (VALUE < 100) NOT VALID;
ALTER TABLE "Eltern Ä" ALTER alte TYPE "Alte";
--- domain: collation
DROP DOMAIN frei_text; CREATE DOMAIN frei_text AS text COLLATE "POSIX" NOT NULL;
--- domain: comment
COMMENT ON DOMAIN "Plus" IS NULL;
--- domain: privileges
GRANT USAGE ON DOMAIN "Plus" TO "Rolle Ä" WITH GRANT OPTION;
--- range: add
CREATE TYPE "Neue Spanne" AS RANGE (SUBTYPE = date, MULTIRANGE_TYPE_NAME = "Größe"."Viele");
--- range: drop
DROP TYPE frei_spanne;
--- range: collation
DROP TYPE frei_spanne; CREATE TYPE frei_spanne AS RANGE (SUBTYPE = text, COLLATION = "POSIX");
--- range: operator class
DROP TYPE frei_spanne;
CREATE TYPE frei_spanne AS RANGE (SUBTYPE = text, SUBTYPE_OPCLASS = text_pattern_ops);
--- range: multirange's name
DROP TYPE frei_spanne;
CREATE TYPE frei_spanne AS RANGE (SUBTYPE = text, COLLATION = "C", MULTIRANGE_TYPE_NAME = "Mehr Ä");
--- range: subtype of one in use
ALTER TABLE "Eltern Ä" DROP CONSTRAINT keine_zwei, ALTER spanne TYPE text;
DROP TYPE "Spanne";
CREATE TYPE "Spanne" AS RANGE (SUBTYPE = double precision);
ALTER TABLE "Eltern Ä" ALTER spanne TYPE "Spanne" USING spanne::"Spanne";
ALTER TABLE "Eltern Ä" ADD CONSTRAINT keine_zwei EXCLUDE USING gist (spanne WITH &&);
--- collation: add
CREATE COLLATION "Neu Ä" (provider = icu, locale = 'en-x-icu', deterministic = false);
--- collation: drop
DROP COLLATION frei;
--- collation: locale
DROP COLLATION frei; CREATE COLLATION frei (provider = libc, locale = 'POSIX');
--- collation: comment
COMMENT ON COLLATION frei IS 'c';
--- collation: rules (16)
DROP COLLATION frei; CREATE COLLATION frei (provider = icu, locale = 'und', rules = '&a < g');
--- enum: comment in another schema
COMMENT ON TYPE "Größe".stufe IS 'stufen';
--- composite: privileges
REVOKE USAGE ON TYPE "Paar Ä" FROM PUBLIC; GRANT USAGE ON TYPE "Paar Ä" TO leser WITH GRANT OPTION;
--- composite: collation of an attribute
ALTER TYPE frei_paar ALTER ATTRIBUTE b TYPE text COLLATE "Sortier Ä" CASCADE;
--- range: privileges
GRANT USAGE ON TYPE frei_spanne TO leser;
--- range: comment
COMMENT ON TYPE frei_spanne IS 'range'; 
--- range: with a multirange of its own
CREATE TYPE "Neue Spanne" AS RANGE (SUBTYPE = double precision, SUBTYPE_OPCLASS = float8_ops, SUBTYPE_DIFF = float8mi, MULTIRANGE_TYPE_NAME = "Größe"."Viele Spannen");
--- domain: over a domain, an array and a composite type
CREATE DOMAIN "Über Ä" AS "Plus" CHECK (VALUE < 9); CREATE DOMAIN reihe AS "Art"[] DEFAULT '{klein}'; CREATE DOMAIN paarig AS "Paar Ä" CHECK ((VALUE)."Erstes" > 0);
--- domain: not null's name (18)
ALTER DOMAIN "Plus" ADD CONSTRAINT "nie Ä" NOT NULL;
--- sequence: owned by an identity's neighbour
ALTER SEQUENCE frei_folge OWNED BY kind."Menge";
--- sequence: restarted
ALTER SEQUENCE frei_folge MINVALUE -5 START WITH -2 RESTART;
--- sequence: downwards
ALTER SEQUENCE frei_folge INCREMENT -1 MINVALUE -100 MAXVALUE 5 START 5 RESTART;
--- schema: the comment of public
COMMENT ON SCHEMA public IS 'it''s ours';
