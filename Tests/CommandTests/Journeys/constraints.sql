Constraints and types, stage by stage.

== two tables
CREATE TABLE users (id integer PRIMARY KEY, code integer, email text);
CREATE TABLE plants (id integer, user_id integer, name text, during tstzrange);

== constraints are added
CREATE TABLE users (id integer PRIMARY KEY, code integer, email text, CONSTRAINT uq UNIQUE (email));
CREATE TABLE plants (id integer, user_id integer, name text, during tstzrange,
  CONSTRAINT named CHECK (name <> ''), CONSTRAINT owner FOREIGN KEY (user_id) REFERENCES users,
  CONSTRAINT apart EXCLUDE USING gist (during WITH &&));

== constraints are changed
CREATE TABLE users (id integer PRIMARY KEY, code integer, email text,
  CONSTRAINT uq UNIQUE (email, code) DEFERRABLE);
CREATE TABLE plants (id integer, user_id integer, name text, during tstzrange,
  CONSTRAINT named CHECK (length(name) > 1),
  CONSTRAINT owner FOREIGN KEY (user_id) REFERENCES users ON DELETE CASCADE DEFERRABLE,
  CONSTRAINT apart EXCLUDE USING gist (during WITH &&) WHERE (name IS NOT NULL));

== constraints are dropped
CREATE TABLE users (id integer PRIMARY KEY, code integer, email text);
CREATE TABLE plants (id integer, user_id integer, name text, during tstzrange);

== an enum type with a column
CREATE TYPE kind AS ENUM ('fig', 'snake');
CREATE TABLE users (id integer PRIMARY KEY, code integer, email text);
CREATE TABLE plants (id integer, user_id integer, name text, during tstzrange,
  kind kind NOT NULL DEFAULT 'fig');

== a label is added, and used
CREATE TYPE kind AS ENUM ('fig', 'pothos', 'snake');
CREATE TABLE users (id integer PRIMARY KEY, code integer, email text);
CREATE TABLE plants (id integer, user_id integer, name text, during tstzrange,
  kind kind NOT NULL DEFAULT 'pothos');

== a label is replaced
CREATE TYPE kind AS ENUM ('fig', 'pothos', 'monstera'); -- whimbrel: replacing snake with monstera
CREATE TABLE users (id integer PRIMARY KEY, code integer, email text);
CREATE TABLE plants (id integer, user_id integer, name text, during tstzrange,
  kind kind NOT NULL DEFAULT 'pothos');

== another schema
CREATE SCHEMA garden;
CREATE TYPE kind AS ENUM ('fig', 'pothos', 'monstera');
CREATE TABLE users (id integer PRIMARY KEY, code integer, email text);
CREATE TABLE plants (id integer, user_id integer, name text, during tstzrange,
  kind kind NOT NULL DEFAULT 'pothos');
CREATE TABLE garden.beds (id integer PRIMARY KEY, kind kind, user_id integer REFERENCES users);
