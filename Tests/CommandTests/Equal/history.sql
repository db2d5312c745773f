CREATE TABLE persons (
  gone text,
  id bigint,
  name varchar(10) DEFAULT 'nobody',
  kind varchar(5),
  CONSTRAINT kinds CHECK (kind IN ('a', 'b')),
  CONSTRAINT named CHECK (name NOT IN ('x', 'y') AND length(name) > 1)
);
CREATE INDEX people_kind ON persons (lower(kind)) WHERE kind IN ('a', 'b');
INSERT INTO persons VALUES ('x', 1, 'one', 'a'), ('y', 2, 'two', 'b');
ALTER TABLE persons DROP COLUMN gone;
ALTER TABLE persons ALTER COLUMN kind TYPE varchar(20);
ALTER TABLE persons ALTER COLUMN name TYPE varchar(40);
ALTER TABLE persons RENAME COLUMN name TO "Full Name";
CREATE VIEW known AS SELECT id, "Full Name" FROM persons WHERE kind IN ('a', 'b');
ALTER TABLE persons RENAME TO people;
-- From here on, as 18 keeps the names of NOT NULL.
ALTER TABLE people ALTER COLUMN "Full Name" SET NOT NULL, ALTER COLUMN kind SET NOT NULL;
ALTER TABLE people ADD PRIMARY KEY (id);
CREATE TABLE orders (person integer, state varchar(6), junk integer);
ALTER TABLE orders ALTER COLUMN state SET DEFAULT 'new';
ALTER TABLE orders ADD CONSTRAINT states CHECK (state IN ('new', 'old')) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT states;
ALTER TABLE orders DROP COLUMN junk, ALTER COLUMN person TYPE bigint;
ALTER TABLE orders ALTER COLUMN state TYPE varchar(12);
ALTER TABLE orders ADD CONSTRAINT owner FOREIGN KEY (person) REFERENCES people NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT owner;
