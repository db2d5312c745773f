--- view: add
CREATE VIEW "Neu Ä" ("Spalte Ä", b) WITH (security_invoker = true) AS SELECT a, b FROM basis;
--- view: drop
DROP VIEW frei_sicht;
--- view: definition
CREATE OR REPLACE VIEW "Sicht Ä" WITH (security_barrier = true) AS SELECT id, "Name", preis, art, kurz FROM "Eltern Ä" WHERE preis > 2;
--- view: column added
CREATE OR REPLACE VIEW "Sicht Ä" WITH (security_barrier = true) AS SELECT id, "Name", preis, art, kurz, alte FROM "Eltern Ä" WHERE preis > 1;
--- view: column dropped
DROP VIEW frei_sicht; CREATE VIEW frei_sicht AS SELECT 1 AS a;
--- view: column renamed
ALTER VIEW frei_sicht RENAME COLUMN b TO "B b";
--- view: column's type
DROP VIEW frei_sicht; CREATE VIEW frei_sicht AS SELECT 1::bigint AS a, 'x'::text AS b;
--- view: column type at the end of a chain
DROP VIEW "Größe".ueber_mat; CREATE VIEW "Größe".ueber_mat AS SELECT count(*)::integer AS n FROM "Mat Ä";
--- view: option
ALTER VIEW frei_sicht SET (security_barrier = true);
--- view: option gone
ALTER VIEW "Sicht Ä" RESET (security_barrier);
--- view: check option
ALTER VIEW geprueft SET (check_option = local);
--- view: check option gone
ALTER VIEW geprueft RESET (check_option);
--- view: default
ALTER VIEW "Sicht Ä" ALTER preis SET DEFAULT 11;
--- view: default gone
ALTER VIEW "Sicht Ä" ALTER preis DROP DEFAULT;
--- view: recursive
CREATE OR REPLACE RECURSIVE VIEW rekursiv (n) AS VALUES (1) UNION ALL SELECT n + 2 FROM rekursiv WHERE n < 99;
--- view: comment
COMMENT ON VIEW "Sicht Ä" IS 'other';
--- view: column's comment
COMMENT ON COLUMN "Sicht Ä"."Name" IS NULL;
--- view: privileges
GRANT INSERT ON "Sicht Ä" TO leser;
--- view: column privileges
GRANT SELECT (id) ON "Sicht Ä" TO "Rolle Ä";
--- materialized view: add
CREATE MATERIALIZED VIEW "Größe"."Neu Ä" AS SELECT 1 AS a WITH NO DATA;
--- materialized view: drop
DROP MATERIALIZED VIEW "Mat Ä" CASCADE;
--- materialized view: definition
DROP MATERIALIZED VIEW "Mat Ä" CASCADE;
CREATE MATERIALIZED VIEW "Mat Ä" WITH (fillfactor = 60) AS SELECT "Der Name", max(preis) AS summe FROM sicht_2 GROUP BY "Der Name";
CREATE UNIQUE INDEX "Mat Index" ON "Mat Ä" ("Der Name");
COMMENT ON MATERIALIZED VIEW "Mat Ä" IS 'mat'; GRANT SELECT ON "Mat Ä" TO PUBLIC;
CREATE VIEW "Größe".ueber_mat AS SELECT count(*) AS n FROM "Mat Ä";
--- materialized view: options
ALTER MATERIALIZED VIEW "Mat Ä" SET (fillfactor = 50, autovacuum_enabled = false);
--- materialized view: statistics
ALTER MATERIALIZED VIEW "Mat Ä" ALTER summe SET STATISTICS 33;
--- materialized view: storage
ALTER MATERIALIZED VIEW "Mat Ä" ALTER "Der Name" SET STORAGE PLAIN;
--- materialized view: clustered
ALTER MATERIALIZED VIEW "Mat Ä" CLUSTER ON "Mat Index";
--- materialized view: index added
CREATE INDEX "Zweiter Ä" ON "Mat Ä" (summe DESC);
--- materialized view: index dropped
DROP INDEX "Mat Index";
--- materialized view: comment
COMMENT ON MATERIALIZED VIEW "Mat Ä" IS NULL;
--- materialized view: privileges
REVOKE SELECT ON "Mat Ä" FROM PUBLIC;
--- trigger: add
CREATE TRIGGER "Neu Ä" BEFORE TRUNCATE ON basis FOR EACH STATEMENT EXECUTE FUNCTION ausloeser_2();
--- trigger: drop
DROP TRIGGER "Vor Ä" ON "Eltern Ä";
--- trigger: events
CREATE OR REPLACE TRIGGER "Vor Ä" BEFORE INSERT OR DELETE OR UPDATE OF "Name" ON "Eltern Ä" FOR EACH ROW
  EXECUTE FUNCTION "Ausloeser Ä"('eins', 'it''s');
--- trigger: timing
CREATE OR REPLACE TRIGGER "Vor Ä" AFTER INSERT OR UPDATE OF "Name", preis ON "Eltern Ä" FOR EACH ROW
  WHEN (NEW.preis > 3) EXECUTE FUNCTION "Ausloeser Ä"('eins', 'it''s');
--- trigger: condition
CREATE OR REPLACE TRIGGER "Vor Ä" BEFORE UPDATE OF "Name", preis ON "Eltern Ä" FOR EACH ROW
  WHEN (NEW.preis > 3 AND OLD."Name" IS DISTINCT FROM ') EXECUTE') EXECUTE FUNCTION "Ausloeser Ä"('eins', 'it''s');
--- trigger: function and arguments
CREATE OR REPLACE TRIGGER "Vor Ä" BEFORE INSERT OR UPDATE OF "Name", preis ON "Eltern Ä" FOR EACH ROW
  WHEN (NEW.preis > 3) EXECUTE FUNCTION ausloeser_2('zwei\', '');
--- trigger: transition tables
CREATE OR REPLACE TRIGGER nach AFTER UPDATE ON kind REFERENCING NEW TABLE AS "Ganz Neu" FOR EACH STATEMENT EXECUTE FUNCTION ausloeser_2();
ALTER TABLE kind DISABLE TRIGGER nach;
--- trigger: row
CREATE OR REPLACE TRIGGER nach AFTER UPDATE ON kind FOR EACH ROW EXECUTE FUNCTION ausloeser_2();
ALTER TABLE kind DISABLE TRIGGER nach;
--- trigger: enabled
ALTER TABLE kind ENABLE TRIGGER nach;
--- trigger: always
ALTER TABLE "Eltern Ä" ENABLE ALWAYS TRIGGER "Vor Ä";
--- trigger: replica
ALTER TABLE "Eltern Ä" ENABLE REPLICA TRIGGER "Vor Ä";
--- trigger: constraint trigger's deferral
DROP TRIGGER "Pflicht" ON kind;
CREATE CONSTRAINT TRIGGER "Pflicht" AFTER INSERT ON kind FROM basis DEFERRABLE FOR EACH ROW EXECUTE FUNCTION "Ausloeser Ä"();
--- trigger: on a view
CREATE TRIGGER neu INSTEAD OF DELETE ON "Sicht Ä" FOR EACH ROW EXECUTE FUNCTION ausloeser_2();
--- trigger: on a partitioned table
DROP TRIGGER teil_trigger ON "Teil Ä";
--- trigger: on a partition
CREATE TRIGGER "Nur Hier" BEFORE DELETE ON teil_1 FOR EACH ROW EXECUTE FUNCTION ausloeser_2();
--- trigger: comment
COMMENT ON TRIGGER "Vor Ä" ON "Eltern Ä" IS 'other';
--- trigger: function's language under it
CREATE OR REPLACE FUNCTION ausloeser_2() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$;
--- rule: add
CREATE RULE "Neu Ä" AS ON UPDATE TO basis DO ALSO (INSERT INTO kind (id) VALUES (NEW.a); NOTIFY "Kanal");
--- rule: drop
DROP RULE "Regel Ä" ON kind;
--- rule: definition
CREATE OR REPLACE RULE "Regel Ä" AS ON DELETE TO kind WHERE OLD.id < 5 DO INSTEAD NOTHING;
--- rule: disabled
ALTER TABLE kind DISABLE RULE "Regel Ä";
--- rule: on a view
DROP RULE regel_2 ON geprueft;
--- rule: comment
COMMENT ON RULE "Regel Ä" ON kind IS NULL;
--- policy: add
CREATE POLICY "Neu Ä" ON basis FOR INSERT TO leser WITH CHECK (a > 0);
--- policy: drop
DROP POLICY frei_pol ON kind;
--- policy: expression
ALTER POLICY "Politik Ä" ON kind USING (eltern > 1);
--- policy: roles
ALTER POLICY "Politik Ä" ON kind TO leser;
--- policy: to everybody
ALTER POLICY "Politik Ä" ON kind TO PUBLIC;
--- policy: check
ALTER POLICY frei_pol ON kind WITH CHECK ("Menge" > 0);
--- policy: check gone
DROP POLICY frei_pol ON kind; CREATE POLICY frei_pol ON kind AS RESTRICTIVE USING (id > 0); COMMENT ON POLICY frei_pol ON kind IS 'pol';
--- policy: command
DROP POLICY "Politik Ä" ON kind; CREATE POLICY "Politik Ä" ON kind FOR DELETE TO "Rolle Ä", leser USING (eltern > 0);
--- policy: permissive
DROP POLICY frei_pol ON kind; CREATE POLICY frei_pol ON kind USING (id > 0) WITH CHECK ("Menge" >= 0); COMMENT ON POLICY frei_pol ON kind IS 'pol';
--- policy: comment
COMMENT ON POLICY frei_pol ON kind IS 'other';
--- event trigger: add
CREATE EVENT TRIGGER "Neu Ä" ON sql_drop WHEN TAG IN ('DROP CONVERSION') EXECUTE FUNCTION ereignis();
--- event trigger: drop
DROP EVENT TRIGGER "Ereignis Ä";
--- event trigger: tags
DROP EVENT TRIGGER "Ereignis Ä"; CREATE EVENT TRIGGER "Ereignis Ä" ON ddl_command_start WHEN TAG IN ('CREATE CONVERSION', 'DROP CONVERSION') EXECUTE FUNCTION ereignis(); COMMENT ON EVENT TRIGGER "Ereignis Ä" IS 'event';
--- event trigger: disabled
ALTER EVENT TRIGGER "Ereignis Ä" DISABLE;
--- event trigger: comment
COMMENT ON EVENT TRIGGER "Ereignis Ä" IS 'other';
--- view: security invoker
ALTER VIEW frei_sicht SET (security_invoker = true);
--- view: on a view that changes
CREATE OR REPLACE VIEW frei_sicht AS SELECT 2 AS a, 'y'::text AS b, now() AS "C"; CREATE VIEW "Oben Ä" AS SELECT "C" FROM frei_sicht;
--- view: trigger and rule go
DROP TRIGGER statt ON sicht_2; DROP RULE regel_2 ON geprueft;
--- materialized view: column's comment and privileges
COMMENT ON COLUMN "Mat Ä".summe IS 'sum'; GRANT SELECT (summe) ON "Mat Ä" TO leser;
--- materialized view: index's comment
COMMENT ON INDEX "Mat Index" IS 'mat index';
--- materialized view: its column's statistics and options
ALTER MATERIALIZED VIEW "Mat Ä" ALTER summe SET STATISTICS 9, ALTER "Der Name" SET STORAGE EXTERNAL, ALTER summe SET (n_distinct = 3);
--- trigger: columns of an update
CREATE OR REPLACE TRIGGER "Vor Ä" BEFORE INSERT OR UPDATE OF kurz ON "Eltern Ä" FOR EACH ROW
  WHEN (NEW.preis > 3) EXECUTE FUNCTION "Ausloeser Ä"('eins', 'it''s');
--- trigger: renamed
ALTER TRIGGER nach ON kind RENAME TO "Danach Ä";
--- rule: always
ALTER TABLE kind ENABLE ALWAYS RULE "Regel Ä";
--- event trigger: function
CREATE FUNCTION "Ereignis 2"() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$;
DROP EVENT TRIGGER "Ereignis Ä"; CREATE EVENT TRIGGER "Ereignis Ä" ON ddl_command_start WHEN TAG IN ('CREATE CONVERSION') EXECUTE FUNCTION "Ereignis 2"(); COMMENT ON EVENT TRIGGER "Ereignis Ä" IS 'event';
--- event trigger: event
DROP EVENT TRIGGER "Ereignis Ä"; CREATE EVENT TRIGGER "Ereignis Ä" ON sql_drop EXECUTE FUNCTION ereignis(); COMMENT ON EVENT TRIGGER "Ereignis Ä" IS 'event';
--- event trigger: always
ALTER EVENT TRIGGER "Ereignis Ä" ENABLE ALWAYS;
--- policy: for the owner as well
ALTER TABLE kind FORCE ROW LEVEL SECURITY; CREATE POLICY "Nur Ä" ON kind FOR UPDATE TO CURRENT_USER USING (true) WITH CHECK (id > 5);
