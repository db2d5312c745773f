An index, an attribute at a time.

== a table
CREATE TABLE plants (id integer PRIMARY KEY, name text, code integer);

== an index is added
CREATE TABLE plants (id integer PRIMARY KEY, name text, code integer);
CREATE INDEX ix ON plants (name);

== its order
CREATE TABLE plants (id integer PRIMARY KEY, name text, code integer);
CREATE INDEX ix ON plants (name DESC NULLS LAST);

== its operator class and collation
CREATE TABLE plants (id integer PRIMARY KEY, name text, code integer);
CREATE INDEX ix ON plants (name COLLATE "C" text_pattern_ops);

== it is unique and includes
CREATE TABLE plants (id integer PRIMARY KEY, name text, code integer);
CREATE UNIQUE INDEX ix ON plants (name) INCLUDE (code);

== nulls not distinct
CREATE TABLE plants (id integer PRIMARY KEY, name text, code integer);
CREATE UNIQUE INDEX ix ON plants (name) NULLS NOT DISTINCT;

== its predicate and an expression
CREATE TABLE plants (id integer PRIMARY KEY, name text, code integer);
CREATE INDEX ix ON plants (lower(name)) WHERE code IN (1, 2);

== its method
CREATE TABLE plants (id integer PRIMARY KEY, name text, code integer);
CREATE INDEX ix ON plants USING hash (name);

== its storage parameters
CREATE TABLE plants (id integer PRIMARY KEY, name text, code integer);
CREATE INDEX ix ON plants USING hash (name) WITH (fillfactor = 60);

== it is dropped
CREATE TABLE plants (id integer PRIMARY KEY, name text, code integer);
