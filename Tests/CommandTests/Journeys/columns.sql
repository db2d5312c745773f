A schema as it grows, stage by stage: each is the whole schema.

== nothing but a table
CREATE TABLE plants (id integer PRIMARY KEY, name text, height numeric(8, 2));

== a column is added
CREATE TABLE plants (id integer PRIMARY KEY, name text, height numeric(8, 2), note varchar(20));

== a column becomes not null
CREATE TABLE plants (id integer PRIMARY KEY, name text NOT NULL, height numeric(8, 2), note varchar(20));

== a column becomes nullable
CREATE TABLE plants (id integer PRIMARY KEY, name text, height numeric(8, 2), note varchar(20));

== a type is widened
CREATE TABLE plants (id bigint PRIMARY KEY, name text, height numeric(10, 2), note varchar(200));

== a type is changed with USING
CREATE TABLE plants (id bigint PRIMARY KEY, name text, height text, note integer);

== a check, a default and an index on a column
CREATE TABLE plants (id bigint PRIMARY KEY, name text, height text, note integer,
  kind varchar(5) DEFAULT 'fig' CONSTRAINT kinds CHECK (kind IN ('fig', 'snake')));
CREATE INDEX ix_kind ON plants (lower(kind)) WHERE kind NOT IN ('fig', 'snake');

== its type is widened, which prints them in other words
CREATE TABLE plants (id bigint PRIMARY KEY, name text, height text, note integer,
  kind varchar(50) DEFAULT 'fig' CONSTRAINT kinds CHECK (kind IN ('fig', 'snake')));
CREATE INDEX ix_kind ON plants (lower(kind)) WHERE kind NOT IN ('fig', 'snake');

== its type is changed, which leaves casts in them
CREATE TABLE plants (id bigint PRIMARY KEY, name text, height text, note integer,
  kind text DEFAULT 'fig' CONSTRAINT kinds CHECK (kind IN ('fig', 'snake')));
CREATE INDEX ix_kind ON plants (lower(kind)) WHERE kind NOT IN ('fig', 'snake');

== a default is set
CREATE TABLE plants (id bigint PRIMARY KEY, name text DEFAULT 'fig', height text, note integer DEFAULT 1);

== a default is changed
CREATE TABLE plants (id bigint PRIMARY KEY, name text DEFAULT 'it''s', height text, note integer DEFAULT 1 + 1);

== a default is dropped
CREATE TABLE plants (id bigint PRIMARY KEY, name text, height text, note integer);

== a generated and an identity column
CREATE TABLE plants (id bigint PRIMARY KEY, name text, height text, note integer,
  number integer GENERATED ALWAYS AS IDENTITY (START 5 INCREMENT 2),
  doubled integer GENERATED ALWAYS AS (note * 2) STORED);

== comments
CREATE TABLE plants (id bigint PRIMARY KEY, name text, height text, note integer,
  number integer GENERATED ALWAYS AS IDENTITY (START 5 INCREMENT 2),
  doubled integer GENERATED ALWAYS AS (note * 2) STORED);
COMMENT ON TABLE plants IS 'what grows';
COMMENT ON COLUMN plants.name IS 'it''s called';

== a comment is changed, another goes
CREATE TABLE plants (id bigint PRIMARY KEY, name text, height text, note integer,
  number integer GENERATED ALWAYS AS IDENTITY (START 5 INCREMENT 2),
  doubled integer GENERATED ALWAYS AS (note * 2) STORED);
COMMENT ON COLUMN plants.name IS 'the name';

== columns are dropped
CREATE TABLE plants (id bigint PRIMARY KEY, name text, height text);

== a column is renamed
CREATE TABLE plants (id bigint PRIMARY KEY,
  title text, -- whimbrel: renamed from name
  height text);

== tables are added
CREATE TABLE plants (id bigint PRIMARY KEY, title text, height text);
CREATE TABLE "User" (id bigint PRIMARY KEY, "select" text);
CREATE TABLE notes (id bigint PRIMARY KEY, plant_id bigint REFERENCES plants);

== a table is dropped
CREATE TABLE plants (id bigint PRIMARY KEY, title text, height text);
CREATE TABLE notes (id bigint PRIMARY KEY, plant_id bigint REFERENCES plants);
