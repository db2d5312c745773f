Enums, extensions and sequences.

== an enum type with a column
-- before
CREATE TABLE plants (a int);
-- after
CREATE TYPE kind AS ENUM ('fig', 'it''s', '');
CREATE TABLE plants (a int, kind kind NOT NULL DEFAULT 'fig', kinds kind[]);

== labels are added in every place
-- before
CREATE TYPE kind AS ENUM ('b', 'd');
CREATE TABLE plants (kind kind DEFAULT 'b');
-- after
CREATE TYPE kind AS ENUM ('a', 'b', 'c1', 'c2', 'd', 'e');
CREATE TABLE plants (kind kind DEFAULT 'e' CHECK (kind <> 'c1'));

== labels are reordered
-- before
CREATE TYPE kind AS ENUM ('a', 'b');
CREATE TABLE plants (kind kind DEFAULT 'b', kinds kind[], CHECK (kind <> 'a'));
CREATE INDEX ix ON plants (kind) WHERE kind = 'b';
-- after
CREATE TYPE kind AS ENUM ('b', 'a');
CREATE TABLE plants (kind kind DEFAULT 'b', kinds kind[], CHECK (kind <> 'a'));
CREATE INDEX ix ON plants (kind) WHERE kind = 'b';

== a CITEXT column, unique and indexed
-- extensions citext
-- before
CREATE TABLE users (id int PRIMARY KEY);
-- after
CREATE EXTENSION citext;
CREATE TABLE users (id int PRIMARY KEY, email citext NOT NULL);
CREATE UNIQUE INDEX ix_users_email ON users (email);

== text becomes CITEXT
-- extensions citext
-- before
CREATE EXTENSION citext;
CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL DEFAULT 'x' CHECK (email <> 'BAD'), UNIQUE (email));
CREATE INDEX part ON users (email) WHERE email <> 'x';
CREATE TABLE logins (email text REFERENCES users (email));
-- after
CREATE EXTENSION citext;
CREATE TABLE users (id int PRIMARY KEY, email citext NOT NULL DEFAULT 'x' CHECK (email <> 'BAD'), UNIQUE (email));
CREATE INDEX part ON users (email) WHERE email <> 'x';
CREATE TABLE logins (email citext REFERENCES users (email));

== a sequence and its options
-- before
CREATE SEQUENCE one;
CREATE TABLE plants (id int);
-- after
CREATE SEQUENCE one AS integer INCREMENT BY -1 MINVALUE -100 MAXVALUE 100 START WITH 50 CACHE 3 CYCLE;
CREATE TABLE plants (id int);
CREATE SEQUENCE two OWNED BY plants.id;

== privileges
-- before
CREATE TABLE plants (a int, b int);
GRANT SELECT ON plants TO PUBLIC;
CREATE SEQUENCE s;
-- after
CREATE TABLE plants (a int, b int);
GRANT INSERT, UPDATE ON plants TO pg_monitor WITH GRANT OPTION;
GRANT SELECT (a) ON plants TO PUBLIC;
CREATE SEQUENCE s;
GRANT USAGE ON SEQUENCE s TO pg_monitor;
REVOKE DELETE ON plants FROM CURRENT_USER;
