CREATE TYPE mood AS ENUM ('low', 'it''s');
CREATE DOMAIN code AS varchar(5) DEFAULT 'a' CONSTRAINT known CHECK (VALUE IN ('a', 'b'));
CREATE FUNCTION is_known(word varchar(5) DEFAULT 'a') RETURNS boolean LANGUAGE sql IMMUTABLE
  BEGIN ATOMIC SELECT word IN ('a', 'b'); END;
CREATE FUNCTION touched() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';

CREATE TABLE "Wörds" (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "Kind" varchar(10) DEFAULT 'a' NOT NULL,
  fixed char(3) DEFAULT 'ab',
  mood mood DEFAULT 'it''s',
  code code,
  parts varchar(5)[] DEFAULT ARRAY['q', 'r'],
  during tstzrange,
  shown text GENERATED ALWAYS AS (CASE WHEN "Kind" IN ('a', 'b') THEN 'known' ELSE fixed END) STORED,
  CONSTRAINT kinds CHECK ("Kind" IN ('a', 'b', 'it''s')),
  CONSTRAINT fixes CHECK (fixed IN ('ab', 'cd') OR "Kind" NOT IN ('x', 'y')),
  CONSTRAINT parts CHECK (parts[1] IN ('q', 'r') AND "Kind" LIKE 'a%'),
  CONSTRAINT moods CHECK (mood IN ('low', 'it''s')),
  CONSTRAINT apart EXCLUDE USING gist (during WITH &&) WHERE ("Kind" IN ('a', 'b'))
);
CREATE INDEX known ON "Wörds" (("Kind" || 'a'), lower("Kind")) WHERE "Kind" IN ('a', 'b');
CREATE STATISTICS seen ON ("Kind" IN ('a', 'b')), fixed FROM "Wörds";
CREATE VIEW "Known" AS
  SELECT * FROM "Wörds" WHERE "Kind" IN ('a', 'b') AND is_known("Kind") UNION SELECT * FROM "Wörds";
CREATE VIEW few AS SELECT id, 1 AS "?column?" FROM "Known" WHERE fixed IN ('ab', 'cd') LIMIT 2;
CREATE MATERIALIZED VIEW kept AS SELECT "Kind", count(*) FROM few NATURAL JOIN "Wörds"
  WHERE "Kind" NOT IN ('a', 'b') GROUP BY 1;
CREATE INDEX few_kinds ON kept ("Kind") WHERE "Kind" IN ('a', 'b');
CREATE RULE quiet AS ON DELETE TO "Wörds" WHERE old."Kind" IN ('a', 'b') DO INSTEAD NOTHING;
CREATE TRIGGER touch BEFORE UPDATE ON "Wörds" FOR EACH ROW
  WHEN (new."Kind" IN ('a', 'b')) EXECUTE FUNCTION touched();
CREATE POLICY own ON "Wörds" USING ("Kind" IN ('a', 'b')) WITH CHECK ("Kind" NOT IN ('c', 'd'));
CREATE PUBLICATION told FOR TABLE "Wörds" WHERE (id IN (1, 2));

CREATE TABLE log (at timestamptz NOT NULL, word varchar(5) CHECK (word IN ('a', 'b')))
  PARTITION BY RANGE (at);
CREATE TABLE log_2026 PARTITION OF log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE more (LIKE log INCLUDING ALL) PARTITION BY LIST (lower(word));
CREATE TABLE base (word varchar(5) CONSTRAINT words CHECK (word IN ('a', 'b')));
CREATE TABLE child (extra varchar(3) CHECK (extra IN ('x', 'y'))) INHERITS (base);
