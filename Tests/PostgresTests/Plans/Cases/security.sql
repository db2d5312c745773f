Security, grants, comments.

== policies of every command with roles
-- before
CREATE TABLE t (id int, owner text);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY a ON t USING (owner = CURRENT_USER);
CREATE POLICY b ON t FOR SELECT TO pg_monitor USING (true);
CREATE POLICY c ON t AS RESTRICTIVE FOR INSERT TO pg_monitor, pg_read_all_data WITH CHECK (id > 0);
-- after
CREATE TABLE t (id int, owner name);
ALTER TABLE t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY a ON t TO pg_read_all_data USING (owner = SESSION_USER) WITH CHECK (id < 10);
CREATE POLICY b ON t FOR UPDATE TO pg_monitor USING (true);
CREATE POLICY c ON t AS PERMISSIVE FOR INSERT WITH CHECK (id > 0);
COMMENT ON POLICY c ON t IS 'anyone';

== a policy that reads another table and calls a function
-- before
CREATE TABLE members (team int, who text);
CREATE TABLE docs (id int, team int);
-- after
CREATE TABLE members (team int, who text);
CREATE TABLE docs (id int, team int);
CREATE FUNCTION my_teams() RETURNS SETOF int LANGUAGE sql STABLE SECURITY DEFINER AS $$ SELECT team FROM members WHERE who = current_user $$;
ALTER TABLE docs ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON docs USING (team IN (SELECT my_teams()) AND EXISTS (SELECT 1 FROM members m WHERE m.team = docs.team));

== a column under a policy changes its type
-- before
CREATE TABLE members (team int, who text);
CREATE TABLE docs (id int, team int);
ALTER TABLE docs ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON docs USING (EXISTS (SELECT 1 FROM members m WHERE m.team = docs.team));
-- after
CREATE TABLE members (team bigint, who varchar(10));
CREATE TABLE docs (id int, team bigint);
ALTER TABLE docs ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON docs USING (EXISTS (SELECT 1 FROM members m WHERE m.team = docs.team));

== a table that a policy of another reads is dropped
-- before
CREATE TABLE members (team int, who text);
CREATE TABLE docs (id int, team int);
ALTER TABLE docs ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON docs USING (EXISTS (SELECT 1 FROM members m WHERE m.team = docs.team));
-- after
CREATE TABLE docs (id int, team int);
ALTER TABLE docs ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON docs USING (team = 1);

== grants on every kind
-- before
CREATE SCHEMA s;
CREATE TABLE s.t (id int, a text, b text);
CREATE SEQUENCE s.q;
CREATE FUNCTION s.f() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE TYPE s.e AS ENUM ('a');
CREATE DOMAIN s.d AS int;
GRANT USAGE ON SCHEMA s TO pg_monitor;
GRANT SELECT, INSERT ON s.t TO pg_monitor, pg_read_all_data;
GRANT SELECT (a), UPDATE (a, b) ON s.t TO pg_write_all_data;
-- after
CREATE SCHEMA s;
CREATE TABLE s.t (id int, a text, b text);
CREATE SEQUENCE s.q;
CREATE FUNCTION s.f() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE TYPE s.e AS ENUM ('a');
CREATE DOMAIN s.d AS int;
GRANT ALL ON SCHEMA s TO pg_monitor WITH GRANT OPTION;
GRANT SELECT ON s.t TO pg_monitor WITH GRANT OPTION;
GRANT SELECT (b), REFERENCES (a) ON s.t TO pg_write_all_data;
GRANT USAGE, SELECT ON SEQUENCE s.q TO pg_read_all_data;
REVOKE ALL ON FUNCTION s.f() FROM PUBLIC; GRANT EXECUTE ON FUNCTION s.f() TO pg_signal_backend;
REVOKE USAGE ON TYPE s.e FROM PUBLIC; GRANT USAGE ON DOMAIN s.d TO pg_monitor;

== grants on tables and views that are rebuilt, the owner's taken away
-- before
CREATE TABLE t (id int);
CREATE VIEW v AS SELECT id FROM t;
REVOKE ALL ON t FROM CURRENT_USER;
GRANT SELECT ON t TO CURRENT_USER;
REVOKE INSERT, UPDATE ON v FROM CURRENT_USER;
GRANT SELECT (id) ON v TO pg_monitor WITH GRANT OPTION;
-- after
CREATE TABLE t (id bigint);
CREATE VIEW v AS SELECT id FROM t;
REVOKE ALL ON t FROM CURRENT_USER;
GRANT SELECT, TRUNCATE ON t TO CURRENT_USER;
REVOKE INSERT, UPDATE ON v FROM CURRENT_USER;
GRANT SELECT (id) ON v TO pg_monitor;

== default privileges, global and in a schema
-- before
CREATE SCHEMA s;
ALTER DEFAULT PRIVILEGES IN SCHEMA s GRANT SELECT ON TABLES TO pg_monitor;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
CREATE TABLE s.a (id int);
-- after
CREATE SCHEMA s;
ALTER DEFAULT PRIVILEGES IN SCHEMA s GRANT SELECT, INSERT ON TABLES TO pg_monitor, pg_read_all_data;
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO pg_monitor;
ALTER DEFAULT PRIVILEGES FOR ROLE pg_read_all_data GRANT USAGE ON SEQUENCES TO pg_monitor WITH GRANT OPTION;
CREATE TABLE s.a (id int);
CREATE TABLE s.b (id serial);
CREATE VIEW s.v AS SELECT 1 AS a;
CREATE FUNCTION s.f() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE TYPE s.e AS ENUM ('x');

== default privileges and new objects that must not have them
-- before
ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO pg_monitor;
ALTER DEFAULT PRIVILEGES GRANT USAGE ON TYPES TO pg_monitor;
CREATE VIEW v AS SELECT 1 AS a;
REVOKE ALL ON v FROM pg_monitor;
-- after
ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO pg_monitor;
CREATE VIEW v AS SELECT 'a'::text AS a;
REVOKE ALL ON v FROM pg_monitor;
CREATE TABLE t (id int);
REVOKE ALL ON t FROM pg_monitor;

== comments on every kind
-- before
CREATE SCHEMA s;
CREATE TABLE s.t (id int CONSTRAINT ck CHECK (id > 0), CONSTRAINT pk PRIMARY KEY (id));
CREATE INDEX ix ON s.t (id);
CREATE TYPE s.c AS (a int, b int);
CREATE DOMAIN s.d AS int CONSTRAINT dc CHECK (VALUE > 0);
CREATE FUNCTION s.f(int, VARIADIC text[]) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE SEQUENCE s.q;
CREATE STATISTICS s.st ON id, (id + 1) FROM s.t;
-- after
CREATE SCHEMA s;
CREATE TABLE s.t (id int CONSTRAINT ck CHECK (id > 0), CONSTRAINT pk PRIMARY KEY (id));
CREATE INDEX ix ON s.t (id);
CREATE TYPE s.c AS (a int, b int);
CREATE DOMAIN s.d AS int CONSTRAINT dc CHECK (VALUE > 0);
CREATE FUNCTION s.f(int, VARIADIC text[]) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE SEQUENCE s.q;
CREATE STATISTICS s.st ON id, (id + 1) FROM s.t;
COMMENT ON SCHEMA s IS E'back\\slash and ''quotes''\nand a line';
COMMENT ON TABLE s.t IS 't'; COMMENT ON COLUMN s.t.id IS 'c'; COMMENT ON CONSTRAINT ck ON s.t IS 'k'; COMMENT ON CONSTRAINT pk ON s.t IS 'p';
COMMENT ON INDEX s.ix IS 'i'; COMMENT ON INDEX s.pk IS 'pki'; COMMENT ON TYPE s.c IS 'y'; COMMENT ON COLUMN s.c.a IS 'ya';
COMMENT ON DOMAIN s.d IS 'd'; COMMENT ON CONSTRAINT dc ON DOMAIN s.d IS 'dc'; COMMENT ON FUNCTION s.f IS 'f'; COMMENT ON SEQUENCE s.q IS 'q'; COMMENT ON STATISTICS s.st IS 'st';

== owners do not matter, but a rebuilt view keeps its comment
-- before
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT a FROM t;
COMMENT ON COLUMN v.a IS 'col';
-- after
CREATE TABLE t (a text);
CREATE VIEW v AS SELECT a FROM t;
COMMENT ON COLUMN v.a IS 'col';

== supabase-like
-- before
CREATE SCHEMA auth; CREATE SCHEMA storage;
CREATE TABLE auth.users (id uuid PRIMARY KEY, email text);
CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT current_setting('request.jwt.claim.sub', true)::uuid $$;
CREATE TABLE public.profiles (id uuid PRIMARY KEY REFERENCES auth.users ON DELETE CASCADE, username text UNIQUE);
ALTER TABLE public.profiles ENABLE ROW LEVEL SECURITY;
CREATE POLICY "Public profiles are viewable by everyone." ON public.profiles FOR SELECT USING (true);
CREATE POLICY "Users can insert their own profile." ON public.profiles FOR INSERT WITH CHECK (auth.uid() = id);
GRANT USAGE ON SCHEMA public TO pg_monitor, pg_read_all_data, pg_write_all_data;
-- after
CREATE SCHEMA auth; CREATE SCHEMA storage;
CREATE TABLE auth.users (id uuid PRIMARY KEY, email text, raw_user_meta_data jsonb);
CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('request.jwt.claim.sub', true), '')::uuid $$;
CREATE FUNCTION auth.role() RETURNS text LANGUAGE sql STABLE AS $$ SELECT 'x'::text $$;
CREATE TABLE public.profiles (id uuid PRIMARY KEY REFERENCES auth.users ON DELETE CASCADE, username text UNIQUE, updated_at timestamptz, CONSTRAINT username_length CHECK (char_length(username) >= 3));
ALTER TABLE public.profiles ENABLE ROW LEVEL SECURITY;
CREATE POLICY "Public profiles are viewable by everyone." ON public.profiles FOR SELECT TO pg_read_all_data, pg_monitor USING (true);
CREATE POLICY "Users can insert their own profile." ON public.profiles FOR INSERT WITH CHECK ((SELECT auth.uid()) = id);
CREATE POLICY "Users can update own profile." ON public.profiles FOR UPDATE USING (auth.uid() = id AND auth.role() = 'authenticated');
CREATE FUNCTION public.handle_new_user() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$ BEGIN INSERT INTO public.profiles (id) VALUES (NEW.id); RETURN NEW; END $$;
CREATE TRIGGER on_auth_user_created AFTER INSERT ON auth.users FOR EACH ROW EXECUTE PROCEDURE public.handle_new_user();
CREATE TABLE storage.buckets (id text PRIMARY KEY, owner uuid REFERENCES auth.users);
GRANT USAGE ON SCHEMA public, auth TO pg_monitor, pg_read_all_data, pg_write_all_data;
GRANT ALL ON ALL TABLES IN SCHEMA public TO pg_monitor, pg_read_all_data, pg_write_all_data;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON TABLES TO pg_monitor, pg_read_all_data, pg_write_all_data;
CREATE PUBLICATION supabase_realtime;
ALTER PUBLICATION supabase_realtime ADD TABLE public.profiles;

== comments and privileges of identities' sequences
-- before
CREATE TABLE "T x" (a int GENERATED ALWAYS AS IDENTITY, b int GENERATED BY DEFAULT AS IDENTITY (SEQUENCE NAME "se q"), c int NOT NULL);
COMMENT ON SEQUENCE "T x_a_seq" IS 'it''s';
GRANT SELECT ON SEQUENCE "se q" TO PUBLIC;
-- after
CREATE TABLE "T x" (a int GENERATED ALWAYS AS IDENTITY, b int GENERATED BY DEFAULT AS IDENTITY (SEQUENCE NAME other), c int NOT NULL GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME new));
COMMENT ON SEQUENCE other IS 'x';
GRANT USAGE ON SEQUENCE "T x_a_seq" TO pg_monitor WITH GRANT OPTION;
COMMENT ON SEQUENCE new IS 'y';
GRANT SELECT ON SEQUENCE new TO PUBLIC;

== default privileges that go, and what is made meanwhile
-- before
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO PUBLIC;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO pg_monitor;
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO pg_monitor WITH GRANT OPTION;
-- after
CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY, b serial);
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO pg_monitor;
CREATE VIEW v AS SELECT * FROM t;

== default privileges that stay, and an identity that has others
-- before
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO PUBLIC;
CREATE TABLE u (a int NOT NULL);
-- after
CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY);
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO PUBLIC;
CREATE TABLE u (a int NOT NULL GENERATED ALWAYS AS IDENTITY);
GRANT UPDATE ON SEQUENCE u_a_seq TO PUBLIC;

== a column becomes an identity under default privileges, with none and with more
-- before
CREATE TABLE t (a int NOT NULL);
CREATE TABLE u (a int NOT NULL);
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO PUBLIC;
-- after
CREATE TABLE t (a int NOT NULL GENERATED ALWAYS AS IDENTITY);
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO PUBLIC;
CREATE TABLE u (a int NOT NULL GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME "u u"));
GRANT SELECT ON SEQUENCE "u u" TO pg_monitor;

== the owner gives up MAINTAIN, and others get it
-- since 17
-- before
CREATE TABLE t (a int);
CREATE TABLE u (a int);
CREATE TABLE w (a int);
REVOKE MAINTAIN ON w FROM CURRENT_USER;
-- after
CREATE TABLE t (a int);
REVOKE MAINTAIN ON t FROM CURRENT_USER;
CREATE TABLE u (a int);
GRANT MAINTAIN ON u TO pg_monitor WITH GRANT OPTION;
CREATE TABLE w (a int);
