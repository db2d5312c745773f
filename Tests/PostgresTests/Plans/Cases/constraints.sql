Constraints of every kind: added, changed, dropped (the way back).

== a check is added
-- before
CREATE TABLE plants (a int);
-- after
CREATE TABLE plants (a int, CONSTRAINT small CHECK (a < 10));
-- plan
ALTER TABLE plants ADD CONSTRAINT small CHECK ((a < 10));

== a check changes
-- before
CREATE TABLE plants (a int, CONSTRAINT small CHECK (a < 10));
-- after
CREATE TABLE plants (a int, CONSTRAINT small CHECK (a < 20) NO INHERIT);

== a check is not validated
-- before
CREATE TABLE plants (a int, CONSTRAINT small CHECK (a < 10));
-- after
CREATE TABLE plants (a int);
ALTER TABLE plants ADD CONSTRAINT small CHECK (a < 10) NOT VALID;

== a unique constraint changes
-- before
CREATE TABLE plants (a int, b int, c int, CONSTRAINT u UNIQUE (a));
-- after
CREATE TABLE plants (a int, b int, c int, CONSTRAINT u UNIQUE NULLS NOT DISTINCT (a, b) INCLUDE (c) WITH (fillfactor = 50) DEFERRABLE INITIALLY DEFERRED);

== a primary key changes, with a foreign key on it
-- before
CREATE TABLE users (id int PRIMARY KEY, code int NOT NULL);
CREATE TABLE plants (user_id int, CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (id));
-- after
CREATE TABLE users (id int NOT NULL, code int NOT NULL, CONSTRAINT users_pkey PRIMARY KEY (code));
CREATE TABLE plants (user_id int, CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (code));

== a foreign key and each of its attributes
-- before
CREATE TABLE users (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE p1 (a int, b int);
CREATE TABLE p2 (a int, b int, CONSTRAINT fk FOREIGN KEY (a, b) REFERENCES users);
CREATE TABLE p3 (a int, b int, CONSTRAINT fk3 FOREIGN KEY (a, b) REFERENCES users);
CREATE TABLE p4 (a int, b int, CONSTRAINT fk4 FOREIGN KEY (a, b) REFERENCES users);
-- after
CREATE TABLE users (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE p1 (a int, b int, FOREIGN KEY (a, b) REFERENCES users MATCH FULL ON UPDATE CASCADE ON DELETE SET DEFAULT);
CREATE TABLE p2 (a int, b int, CONSTRAINT fk FOREIGN KEY (a, b) REFERENCES users DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE p3 (a int, b int, CONSTRAINT fk3 FOREIGN KEY (a, b) REFERENCES users ON DELETE SET NULL (b));
CREATE TABLE p4 (a int, b int);
ALTER TABLE p4 ADD CONSTRAINT fk4 FOREIGN KEY (a, b) REFERENCES users NOT VALID;

== an exclusion constraint
-- before
CREATE TABLE rooms (during tstzrange, c circle);
-- after
CREATE TABLE rooms (during tstzrange, c circle,
  CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&) WHERE (NOT isempty(during)),
  CONSTRAINT no_circle EXCLUDE USING gist (c WITH &&) DEFERRABLE);

== an exclusion constraint changes
-- before
CREATE TABLE rooms (during tstzrange, CONSTRAINT x EXCLUDE USING gist (during WITH &&));
-- after
CREATE TABLE rooms (during tstzrange, CONSTRAINT x EXCLUDE USING gist (during WITH -|-));

== a constraint is renamed, not made again
-- before
CREATE TABLE plants (a int, b int, CONSTRAINT old UNIQUE (a), CONSTRAINT swap1 CHECK (a > 0), CONSTRAINT swap2 CHECK (b > 0));
-- after
CREATE TABLE plants (a int, b int, CONSTRAINT new UNIQUE (a), CONSTRAINT swap2 CHECK (a > 0), CONSTRAINT swap1 CHECK (b > 0));
