--- index: add
CREATE INDEX "Neuer Ä" ON kind USING hash (eltern);
--- index: drop
DROP INDEX frei_index;
--- index: columns
DROP INDEX frei_index; CREATE INDEX frei_index ON "Eltern Ä" (art, stufe DESC);
--- index: method
DROP INDEX frei_index; CREATE INDEX frei_index ON "Eltern Ä" USING gin (arten);
--- index: order of nulls
DROP INDEX frei_index; CREATE INDEX frei_index ON "Eltern Ä" (art NULLS FIRST);
--- index: unique
DROP INDEX frei_index; CREATE UNIQUE INDEX frei_index ON "Eltern Ä" (art);
--- index: nulls not distinct
DROP INDEX frei_unique; CREATE UNIQUE INDEX frei_unique ON "Eltern Ä" (wann) INCLUDE (art) NULLS NOT DISTINCT WITH (fillfactor = 90);
--- index: predicate
DROP INDEX frei_index; CREATE INDEX frei_index ON "Eltern Ä" (art) WHERE art = 'it''s';
--- index: operator class
DROP INDEX frei_index; CREATE INDEX frei_index ON "Eltern Ä" ("Name" text_pattern_ops);
--- index: collation
DROP INDEX frei_index; CREATE INDEX frei_index ON "Eltern Ä" ("Name" COLLATE "Sortier Ä");
--- index: options
ALTER INDEX frei_unique SET (fillfactor = 80);
--- index: options gone
ALTER INDEX frei_unique RESET (fillfactor);
--- index: renamed
ALTER INDEX frei_index RENAME TO "Umbenannt Ä";
--- index: statistics
ALTER INDEX ausdruck ALTER COLUMN 1 SET STATISTICS 77;
--- index: comment
COMMENT ON INDEX "Index Ä" IS 'other';
--- index: options of an operator class
CREATE INDEX mit_option ON "Größe"."Andere" USING gin (to_tsvector('simple', b)); CREATE INDEX brin ON kind USING brin (id) WITH (pages_per_range = 8);
--- statistics: add
CREATE STATISTICS "Größe"."Neu Ä" (mcv) ON a, b FROM "Größe"."Andere";
--- statistics: drop
DROP STATISTICS frei_stat;
--- statistics: kinds
DROP STATISTICS "Statistik Ä"; CREATE STATISTICS "Statistik Ä" (ndistinct) ON art, stufe FROM "Eltern Ä"; COMMENT ON STATISTICS "Statistik Ä" IS 'stat';
--- statistics: expressions
DROP STATISTICS frei_stat; CREATE STATISTICS frei_stat ON upper("Name"), (preis * 2), art FROM "Eltern Ä";
--- statistics: target
ALTER STATISTICS frei_stat SET STATISTICS 99;
--- statistics: comment
COMMENT ON STATISTICS "Statistik Ä" IS NULL;
--- partition: add
CREATE TABLE "Teil 3 Ä" PARTITION OF "Teil Ä" FOR VALUES FROM ('2026-01-01') TO (MAXVALUE);
--- partition: add below
CREATE TABLE teil_2_c PARTITION OF "Teil 2" DEFAULT;
--- partition: drop
DROP TABLE teil_1;
--- partition: bounds
ALTER TABLE "Teil Ä" DETACH PARTITION teil_1; ALTER TABLE "Teil Ä" ATTACH PARTITION teil_1 FOR VALUES FROM ('2023-01-01') TO ('2025-01-01');
--- partition: bounds of a sub-partitioned one
ALTER TABLE "Teil Ä" DETACH PARTITION "Teil 2"; ALTER TABLE "Teil Ä" ATTACH PARTITION "Teil 2" FOR VALUES FROM ('2025-01-01') TO ('2027-01-01');
--- partition: detach
ALTER TABLE "Teil Ä" DETACH PARTITION teil_1;
--- partition: attach
ALTER TABLE "Teil Ä" ATTACH PARTITION teil_los FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
--- partition: list values
ALTER TABLE "Teil 2" DETACH PARTITION teil_2_a; ALTER TABLE "Teil 2" ATTACH PARTITION teil_2_a FOR VALUES IN (1, 2, 3);
--- partition: hash
CREATE TABLE "Streu 1" PARTITION OF streu FOR VALUES WITH (MODULUS 2, REMAINDER 1);
--- partition: default's own default
ALTER TABLE teil_1 ALTER "Wert" SET DEFAULT 'eins';
--- partition: own check
ALTER TABLE teil_1 ADD CONSTRAINT "Nur Ä" CHECK (id > 5);
--- partition: own index
CREATE INDEX "Eigener Ä" ON teil_1 (id);
--- partition: parent's column
ALTER TABLE "Teil Ä" ADD "Neu Ä" integer DEFAULT 3;
--- partition: parent's column dropped
ALTER TABLE "Teil Ä" DROP "Wert";
--- partition: parent's column type
ALTER TABLE "Teil Ä" ALTER "Wert" TYPE varchar(9);
--- partition: parent's index
CREATE INDEX "Neuer Teil" ON "Teil Ä" (id, "Wert");
--- partition: parent's index with names below
CREATE INDEX nur ON ONLY "Teil Ä" (id); CREATE INDEX nur_1 ON teil_1 (id); CREATE INDEX nur_2 ON ONLY "Teil 2" (id);
CREATE INDEX nur_2_a ON teil_2_a (id); CREATE INDEX nur_r ON teil_rest (id);
ALTER INDEX nur_2 ATTACH PARTITION nur_2_a; ALTER INDEX nur ATTACH PARTITION nur_1;
ALTER INDEX nur ATTACH PARTITION nur_2; ALTER INDEX nur ATTACH PARTITION nur_r;
--- partition: parent's index dropped
DROP INDEX "Teil Index";
--- partition: parent's index renamed
ALTER INDEX "Teil Index" RENAME TO "Teil Index 2";
--- partition: child's index renamed
ALTER INDEX "teil_1_Wert_idx" RENAME TO "Anders Ä";
--- partition: parent's primary key
ALTER TABLE "Teil Ä" DROP CONSTRAINT "Teil Ä_pkey";
--- partition: parent's unique key
ALTER TABLE "Teil Ä" ADD CONSTRAINT "Schlüssel" UNIQUE (tag, id);
--- partition: parent's check
ALTER TABLE "Teil Ä" ADD CONSTRAINT "Prüfung" CHECK (id < 1000);
--- partition: parent's foreign key
ALTER TABLE "Teil Ä" ADD CONSTRAINT "Zu Ä" FOREIGN KEY (id) REFERENCES "Eltern Ä" (id);
--- partition: comment
COMMENT ON TABLE teil_1 IS 'part';
--- partition: privileges
GRANT SELECT ON teil_1 TO leser;
--- partition: tree added
CREATE TABLE "Baum Ä" (a integer, b text) PARTITION BY RANGE (a, b); CREATE INDEX "Baum Index" ON "Baum Ä" (b);
CREATE TABLE baum_1 PARTITION OF "Baum Ä" FOR VALUES FROM (MINVALUE, MINVALUE) TO (1, 'x');
--- partition: tree dropped
DROP TABLE "Teil Ä";
--- partition: key
DROP TABLE streu; CREATE TABLE streu (a integer) PARTITION BY LIST (a); CREATE TABLE streu_0 PARTITION OF streu FOR VALUES IN (0);
--- index: included column
DROP INDEX frei_unique; CREATE UNIQUE INDEX frei_unique ON "Eltern Ä" (wann) INCLUDE (art, stufe) WITH (fillfactor = 90);
--- index: clustered
CLUSTER "Eltern Ä" USING frei_index;
--- index: other methods
CREATE INDEX "Gin Ä" ON "Eltern Ä" USING gin (arten) WITH (fastupdate = off); CREATE INDEX "Gist Ä" ON "Eltern Ä" USING gist (spanne); CREATE INDEX spg ON "Eltern Ä" USING spgist ("Name");
--- index: parameters of an operator class
CREATE INDEX "Signatur Ä" ON "Eltern Ä" USING gist (to_tsvector('simple', "Name") tsvector_ops (siglen = 100));
--- index: of a partition alone, unique
CREATE UNIQUE INDEX "Eins Ä" ON teil_1 (id, tag) WHERE "Wert" IS NOT NULL;
--- statistics: columns
DROP STATISTICS "Statistik Ä"; CREATE STATISTICS "Statistik Ä" (ndistinct, dependencies) ON art, stufe, kurz FROM "Eltern Ä"; COMMENT ON STATISTICS "Statistik Ä" IS 'stat';
--- partition: by expressions
CREATE TABLE "Neu Ä" (a text COLLATE "C", b integer) PARTITION BY RANGE (lower(a) text_pattern_ops, (b + 1)); CREATE TABLE neu_1 PARTITION OF "Neu Ä" FOR VALUES FROM (MINVALUE, MINVALUE) TO ('m', 5);
--- partition: hash, partitioned itself
CREATE TABLE streu_1 PARTITION OF streu FOR VALUES WITH (MODULUS 4, REMAINDER 1) PARTITION BY HASH (a);
--- partition: row security and options
ALTER TABLE teil_1 ENABLE ROW LEVEL SECURITY, SET (fillfactor = 55); CREATE POLICY nur ON teil_1 USING (id > 0);
--- partition: default's value
ALTER TABLE teil_1 ALTER "Wert" SET DEFAULT 'eins'; ALTER TABLE teil_1 ALTER "Wert" SET NOT NULL;
--- partition: unlogged
CREATE UNLOGGED TABLE "Flüchtig Ä" PARTITION OF "Teil 2" FOR VALUES IN (99);
