CREATE TABLE people (
  id bigint PRIMARY KEY,
  "Full Name" varchar(40) DEFAULT 'nobody' NOT NULL,
  kind varchar(20) NOT NULL,
  CONSTRAINT kinds CHECK (kind IN ('a', 'b')),
  CONSTRAINT named CHECK ("Full Name" NOT IN ('x', 'y') AND length("Full Name") > 1)
);
CREATE INDEX people_kind ON people (lower(kind)) WHERE kind IN ('a', 'b');
CREATE VIEW known AS SELECT id, "Full Name" FROM people WHERE kind IN ('a', 'b');
CREATE TABLE orders (
  person bigint,
  state varchar(12) DEFAULT 'new',
  CONSTRAINT owner FOREIGN KEY (person) REFERENCES people,
  CONSTRAINT states CHECK (state IN ('new', 'old'))
);
