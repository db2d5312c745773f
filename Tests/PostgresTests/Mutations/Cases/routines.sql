--- function: add
CREATE FUNCTION "Neu Ä"(VARIADIC "Zahlen" integer[]) RETURNS "Art" LANGUAGE sql AS $$ SELECT 'klein'::"Art" $$;
--- function: add overload
CREATE FUNCTION frei_f(boolean) RETURNS integer LANGUAGE sql AS 'SELECT 1';
--- function: drop
DROP FUNCTION frei_f(text);
--- function: body
CREATE OR REPLACE FUNCTION "Tabelle Ä"("N" integer) RETURNS TABLE(a integer, "B" text) LANGUAGE sql STABLE
  PARALLEL SAFE AS $a$ SELECT 2, '$body$ $$' || 'x' $a$;
--- function: body with a dollar quote in it
CREATE OR REPLACE FUNCTION frei_f(text) RETURNS SETOF integer LANGUAGE sql ROWS 5 AS $a$ SELECT $$1$$::int $a$;
--- function: language
CREATE OR REPLACE FUNCTION frei_f(text) RETURNS SETOF integer LANGUAGE plpgsql ROWS 5 AS $$ BEGIN RETURN; END $$;
--- function: volatility
ALTER FUNCTION frei_f(text) STABLE;
--- function: strict
ALTER FUNCTION frei_f(text) STRICT;
--- function: not strict
ALTER FUNCTION "Größe"."Doppelt Ä"(integer) CALLED ON NULL INPUT;
--- function: leakproof
ALTER FUNCTION frei_f(text) LEAKPROOF;
--- function: security definer
ALTER FUNCTION frei_f(text) SECURITY DEFINER;
--- function: parallel
ALTER FUNCTION "Tabelle Ä"(integer) PARALLEL RESTRICTED;
--- function: cost
ALTER FUNCTION frei_f(integer, text) COST 20;
--- function: cost gone
ALTER FUNCTION frei_f(integer, text) COST 100;
--- function: rows
ALTER FUNCTION frei_f(text) ROWS 50;
--- function: setting
ALTER FUNCTION frei_f(text) SET work_mem = '8MB';
--- function: setting changed
ALTER FUNCTION frei_f(integer, text) SET search_path TO "Größe", pg_temp;
--- function: setting gone
ALTER FUNCTION frei_f(integer, text) RESET search_path;
--- function: setting with a list of one
ALTER FUNCTION frei_f(text) SET search_path TO '';
--- function: setting with quotes
ALTER FUNCTION frei_f(text) SET application_name = 'it''s a \ "test"';
--- function: argument renamed
DROP FUNCTION "Größe"."Doppelt Ä"(integer) CASCADE;
CREATE FUNCTION "Größe"."Doppelt Ä"("X Ä" integer) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS 'SELECT 2 * $1';
ALTER TABLE "Eltern Ä" ADD doppelt integer GENERATED ALWAYS AS ("Größe"."Doppelt Ä"(3)) STORED;
--- function: argument named
CREATE OR REPLACE FUNCTION frei_f("Text" text) RETURNS SETOF integer LANGUAGE sql ROWS 5 AS $$ SELECT 1 $$;
--- function: default changed
CREATE OR REPLACE FUNCTION frei_f(a integer, b text DEFAULT 'y, (', OUT c integer) LANGUAGE plpgsql COST 10
  SET search_path TO public, "Größe" AS $fn$ BEGIN c := a; END $fn$;
--- function: default gone
DROP FUNCTION frei_f(integer, text);
CREATE FUNCTION frei_f(a integer, b text, OUT c integer) LANGUAGE plpgsql COST 10
  SET search_path TO public, "Größe" AS $fn$ BEGIN c := a; END $fn$;
COMMENT ON FUNCTION frei_f(integer, text) IS 'free';
--- function: out argument renamed
DROP FUNCTION frei_f(integer, text);
CREATE FUNCTION frei_f(a integer, b text DEFAULT 'x, y', OUT "Aus" integer) LANGUAGE plpgsql COST 10
  SET search_path TO public, "Größe" AS $fn$ BEGIN "Aus" := a; END $fn$;
COMMENT ON FUNCTION frei_f(integer, text) IS 'free';
--- function: result under a trigger, a default and a body
DROP FUNCTION vorgabe() CASCADE;
CREATE FUNCTION vorgabe() RETURNS bigint LANGUAGE sql STABLE RETURN 7;
ALTER TABLE kind ALTER eltern SET DEFAULT vorgabe();
CREATE FUNCTION atomar(n integer) RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT n + vorgabe(); END;
--- function: returns table changed
DROP FUNCTION "Tabelle Ä"(integer);
CREATE FUNCTION "Tabelle Ä"("N" integer) RETURNS TABLE(a integer, "B" text, c date) LANGUAGE sql STABLE
  PARALLEL SAFE AS $$ SELECT 1, 'x', now()::date $$;
REVOKE EXECUTE ON FUNCTION "Tabelle Ä"(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "Tabelle Ä"(integer) TO "Rolle Ä";
--- function: standard body
CREATE OR REPLACE FUNCTION atomar(n integer) RETURNS integer LANGUAGE sql
BEGIN ATOMIC
  SELECT n + vorgabe() + (SELECT count(*) FROM kind)::integer;
END;
--- function: window
CREATE FUNCTION fenster(bigint) RETURNS bigint LANGUAGE internal WINDOW AS 'window_row_number';
--- function: comment
COMMENT ON FUNCTION frei_f(integer, text) IS 'other';
--- function: privileges
GRANT EXECUTE ON FUNCTION frei_f(text) TO leser;
--- function: privileges gone
REVOKE EXECUTE ON FUNCTION "Tabelle Ä"(integer) FROM "Rolle Ä";
--- procedure: add
CREATE PROCEDURE "Größe".neu(x integer, OUT y text) LANGUAGE plpgsql AS $$ BEGIN y := 'a'; END $$;
--- procedure: drop
DROP PROCEDURE "Tu Was"(integer, "Art");
--- procedure: body
CREATE OR REPLACE PROCEDURE "Tu Was"(INOUT a integer, b "Art" DEFAULT 'klein') LANGUAGE plpgsql AS $$ BEGIN a := 2; END $$;
--- procedure: security
ALTER PROCEDURE "Tu Was"(integer, "Art") SECURITY DEFINER;
--- procedure: becomes a function
DROP PROCEDURE "Tu Was"(integer, "Art");
CREATE FUNCTION "Tu Was"(a integer, b "Art") RETURNS integer LANGUAGE sql AS 'SELECT 1';
--- procedure: privileges
GRANT EXECUTE ON PROCEDURE "Tu Was"(integer, "Art") TO leser;
--- aggregate: add
CREATE AGGREGATE "Größe".neu(float8) (SFUNC = float8_accum, STYPE = float8[], FINALFUNC = float8_avg, INITCOND = '{0,0,0}', PARALLEL = safe, COMBINEFUNC = float8_combine);
--- aggregate: ordered set
CREATE AGGREGATE geordnet(float8 ORDER BY anyelement) (SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA);
COMMENT ON AGGREGATE geordnet(float8 ORDER BY anyelement) IS 'os';
--- aggregate: moving
CREATE AGGREGATE wandernd(integer) (SFUNC = int4pl, STYPE = integer, MSFUNC = int4pl, MINVFUNC = int4mi, MSTYPE = integer, MINITCOND = '1', SSPACE = 8);
--- aggregate: drop
DROP AGGREGATE frei_agg(*);
--- aggregate: start value
CREATE OR REPLACE AGGREGATE "Summe Ä"(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '5');
--- aggregate: comment
COMMENT ON AGGREGATE frei_agg(*) IS NULL;
--- aggregate: privileges
GRANT EXECUTE ON FUNCTION "Summe Ä"(integer) TO leser;
--- aggregate: result
DROP AGGREGATE frei_agg(*);
CREATE AGGREGATE frei_agg(*) (SFUNC = int8inc, STYPE = bigint, FINALFUNC = int8up, INITCOND = '0');
COMMENT ON AGGREGATE frei_agg(*) IS 'counts';
--- function: support
ALTER FUNCTION frei_f(text) SUPPORT generate_series_int4_support;
--- function: variadic
CREATE FUNCTION "Viele Ä"(a integer, VARIADIC "Rest" text[] DEFAULT '{x}') RETURNS integer LANGUAGE sql AS 'SELECT 1';
--- function: of any type
CREATE FUNCTION irgend(anycompatible, anyarray, INOUT anyelement) LANGUAGE sql AS 'SELECT $3';
--- function: calls itself
CREATE FUNCTION "Rekursiv Ä"(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE OR REPLACE FUNCTION "Rekursiv Ä"(integer) RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN $1 > 0 THEN "Rekursiv Ä"($1 - 1) ELSE 0 END; END;
--- function: in C
CREATE FUNCTION "In C"(integer) RETURNS integer LANGUAGE internal STRICT IMMUTABLE PARALLEL SAFE AS 'int4up';
--- function: of a table's row
CREATE FUNCTION "Zeile Ä"("Eltern Ä") RETURNS SETOF kind LANGUAGE sql STABLE ROWS 3 COST 0.5 AS 'SELECT * FROM kind';
--- procedure: comment
COMMENT ON PROCEDURE "Tu Was"(integer, "Art") IS 'other';
--- procedure: default changed
CREATE OR REPLACE PROCEDURE "Tu Was"(INOUT a integer, b "Art" DEFAULT 'it''s') LANGUAGE plpgsql AS $$ BEGIN a := 1; END $$;
--- procedure: out argument
CREATE PROCEDURE "Gibt Ä"(a integer, OUT "B" text) LANGUAGE plpgsql AS $$ BEGIN "B" := 'x'; END $$;
--- aggregate: parallel
CREATE OR REPLACE AGGREGATE "Summe Ä"(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0', COMBINEFUNC = int4pl, PARALLEL = RESTRICTED);
--- aggregate: sort operator
CREATE AGGREGATE "Größtes"(integer) (SFUNC = int4larger, STYPE = integer, SORTOP = >);
--- aggregate: hypothetical, of many
CREATE AGGREGATE "Rang Ä"(VARIADIC "any" ORDER BY VARIADIC "any") (SFUNC = ordered_set_transition_multi, STYPE = internal, FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL);
--- aggregate: own state
CREATE AGGREGATE "Zustand Ä"(bigint) (SFUNC = int8_avg_accum, STYPE = internal, SSPACE = 48, FINALFUNC = numeric_poly_avg, COMBINEFUNC = int8_avg_combine, SERIALFUNC = int8_avg_serialize, DESERIALFUNC = int8_avg_deserialize, PARALLEL = SAFE, FINALFUNC_MODIFY = READ_ONLY);
