Partitions and inheritance.

== a partition is attached that was a table with its own index and constraint
-- before
CREATE TABLE p (id int NOT NULL, at date NOT NULL, v text) PARTITION BY RANGE (at);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE p2 (id int NOT NULL, at date NOT NULL, v text);
CREATE INDEX p_v ON p (v);
CREATE INDEX p2_v_mine ON p2 (v);
-- after
CREATE TABLE p (id int NOT NULL, at date NOT NULL, v text) PARTITION BY RANGE (at);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE p2 (id int NOT NULL, at date NOT NULL, v text);
CREATE INDEX p2_v_mine ON p2 (v);
CREATE INDEX p_v ON p (v);
ALTER TABLE p ATTACH PARTITION p2 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');

== keys and foreign keys on partitioned tables
-- before
CREATE TABLE u (id int PRIMARY KEY);
CREATE TABLE p (id int NOT NULL, at date NOT NULL, u int) PARTITION BY RANGE (at);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE pd PARTITION OF p DEFAULT;
-- after
CREATE TABLE u (id int PRIMARY KEY);
CREATE TABLE p (id int NOT NULL, at date NOT NULL, u int REFERENCES u ON DELETE CASCADE DEFERRABLE, PRIMARY KEY (id, at), UNIQUE (at, u)) PARTITION BY RANGE (at);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE pd PARTITION OF p DEFAULT;
CREATE TABLE r (id int, at date, FOREIGN KEY (id, at) REFERENCES p (id, at));
CREATE INDEX pu ON p (u) WHERE u > 3;

== a table becomes partitioned
-- before
CREATE TABLE p (id int NOT NULL, at date NOT NULL);
CREATE INDEX pi ON p (at);
CREATE VIEW v AS SELECT * FROM p;
GRANT SELECT ON p TO pg_monitor;
-- after
CREATE TABLE p (id int NOT NULL, at date NOT NULL) PARTITION BY LIST (id);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1, 2);
CREATE TABLE p2 PARTITION OF p FOR VALUES IN (3, NULL);
CREATE INDEX pi ON p (at);
CREATE VIEW v AS SELECT * FROM p;
GRANT SELECT ON p TO pg_monitor;

== sub-partitions, hash, bounds moved between siblings
-- before
CREATE TABLE p (id int, k text) PARTITION BY HASH (id);
CREATE TABLE p0 PARTITION OF p FOR VALUES WITH (MODULUS 2, REMAINDER 0) PARTITION BY LIST (k);
CREATE TABLE p0a PARTITION OF p0 FOR VALUES IN ('a');
CREATE TABLE p0b PARTITION OF p0 FOR VALUES IN ('b', 'c');
CREATE TABLE p1 PARTITION OF p FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE INDEX pk ON p (k);
-- after
CREATE TABLE p (id int, k text) PARTITION BY HASH (id);
CREATE TABLE p0 PARTITION OF p FOR VALUES WITH (MODULUS 2, REMAINDER 0) PARTITION BY LIST (k);
CREATE TABLE p0a PARTITION OF p0 FOR VALUES IN ('a', 'b');
CREATE TABLE p0b PARTITION OF p0 FOR VALUES IN ('c');
CREATE TABLE p0d PARTITION OF p0 DEFAULT;
CREATE TABLE p1 PARTITION OF p FOR VALUES WITH (MODULUS 4, REMAINDER 1);
CREATE TABLE p3 PARTITION OF p FOR VALUES WITH (MODULUS 4, REMAINDER 3);
CREATE INDEX pk ON p (k);

== the key of partitioning changes
-- before
CREATE TABLE p (id int NOT NULL, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE u (id int);
CREATE VIEW v AS SELECT id FROM p1;
-- after
CREATE TABLE p (id int NOT NULL, at date NOT NULL) PARTITION BY RANGE (id);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (100);
CREATE TABLE u (id int);
CREATE VIEW v AS SELECT id FROM p1;

== partition keys with expressions, operator classes and collations
-- before
CREATE TABLE p (a text, b int) PARTITION BY RANGE (lower(a) COLLATE "C" text_pattern_ops, (b + 1));
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('a', 1) TO ('m', MAXVALUE);
-- after
CREATE TABLE p (a text, b int) PARTITION BY RANGE (lower(a) COLLATE "C" text_pattern_ops, (b + 1));
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('a', MINVALUE) TO ('n', MINVALUE);
CREATE TABLE p2 PARTITION OF p FOR VALUES FROM ('n', MINVALUE) TO (MAXVALUE, MAXVALUE);

== a partition's own default, not null, check, storage, privileges, trigger, policy
-- before
CREATE TABLE p (id int, v text DEFAULT 'p') PARTITION BY LIST (id);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
-- after
CREATE TABLE p (id int, v text DEFAULT 'p') PARTITION BY LIST (id);
CREATE TABLE p1 PARTITION OF p (v DEFAULT 'one' NOT NULL, CONSTRAINT own CHECK (v <> '')) FOR VALUES IN (1) WITH (fillfactor = 50);
CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER tp AFTER INSERT ON p FOR EACH ROW EXECUTE FUNCTION tf();
CREATE TRIGGER t1 BEFORE UPDATE ON p1 FOR EACH ROW EXECUTE FUNCTION tf();
ALTER TABLE p1 ENABLE ROW LEVEL SECURITY;
CREATE POLICY pol ON p1 USING (id = 1);
GRANT SELECT ON p1 TO pg_monitor;
COMMENT ON TABLE p1 IS 'first';

== serial and identity on a partitioned table
-- before
CREATE TABLE p (id int NOT NULL, k int NOT NULL) PARTITION BY LIST (k);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
-- after
CREATE TABLE p (id serial NOT NULL, k int NOT NULL, extra text) PARTITION BY LIST (k);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);

== a detached partition is dropped with its parent
-- before
CREATE TABLE p (id int, k int, PRIMARY KEY (id, k)) PARTITION BY LIST (k);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2);
-- after
CREATE TABLE p2 (id int NOT NULL, k int NOT NULL, CONSTRAINT p2_pkey PRIMARY KEY (id, k));

== a partition goes to another parent
-- before
CREATE TABLE a (id int, k int) PARTITION BY LIST (k);
CREATE TABLE b (id int, k int) PARTITION BY LIST (k);
CREATE TABLE c PARTITION OF a FOR VALUES IN (1);
CREATE INDEX ai ON a (id); CREATE INDEX bi ON b (id);
-- after
CREATE TABLE a (id int, k int) PARTITION BY LIST (k);
CREATE TABLE b (id int, k int) PARTITION BY LIST (k);
CREATE TABLE c PARTITION OF b FOR VALUES IN (1);
CREATE INDEX ai ON a (id); CREATE INDEX bi ON b (id);

== inheritance from several parents
-- before
CREATE TABLE a (id int, x text);
CREATE TABLE b (id int, y text);
CREATE TABLE c (z text) INHERITS (a, b);
-- after
CREATE TABLE a (id int, x text, n int NOT NULL DEFAULT 3, CONSTRAINT ax CHECK (x <> ''));
CREATE TABLE b (id int, y varchar(20));
CREATE TABLE c (z text) INHERITS (a, b);
CREATE TABLE d (w int) INHERITS (c);

== a child leaves, another comes, with checks
-- before
CREATE TABLE a (id int NOT NULL, CONSTRAINT pos CHECK (id > 0), CONSTRAINT only_here CHECK (id < 9) NO INHERIT);
CREATE TABLE b (id int NOT NULL, CONSTRAINT pos CHECK (id > 0)) INHERITS (a);
CREATE TABLE c (id int NOT NULL, CONSTRAINT pos CHECK (id > 0));
-- after
CREATE TABLE a (id int NOT NULL, CONSTRAINT pos CHECK (id > 0), CONSTRAINT only_here CHECK (id < 9) NO INHERIT);
CREATE TABLE b (id int NOT NULL, CONSTRAINT pos CHECK (id > 0));
CREATE TABLE c (id int NOT NULL, CONSTRAINT pos CHECK (id > 0)) INHERITS (a);

== a child overrides a default and merges a column
-- before
CREATE TABLE a (id int DEFAULT 1, v text);
CREATE TABLE b (id int DEFAULT 2, v text NOT NULL) INHERITS (a);
-- after
CREATE TABLE a (id int DEFAULT 3, v text DEFAULT 'p');
CREATE TABLE b (id int, v text NOT NULL) INHERITS (a);
ALTER TABLE b ALTER id DROP DEFAULT;

== generated and identity columns in children
-- before
CREATE TABLE a (id int, g int GENERATED ALWAYS AS (id + 1) STORED);
CREATE TABLE b () INHERITS (a);
-- after
CREATE TABLE a (id int, g int GENERATED ALWAYS AS (id + 2) STORED);
CREATE TABLE b () INHERITS (a);

== statistics, storage and compression go to partitions
-- before
CREATE TABLE p (id int, v text) PARTITION BY LIST (id);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
-- after
CREATE TABLE p (id int, v text) PARTITION BY LIST (id);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
ALTER TABLE p ALTER v SET STORAGE EXTERNAL, ALTER v SET STATISTICS 200;
CREATE STATISTICS st ON id, v FROM p1;

== primary key of a partitioned table with a foreign key onto it changes
-- before
CREATE TABLE p (id int, k int, PRIMARY KEY (id, k)) PARTITION BY LIST (k);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
CREATE TABLE r (id int, k int, CONSTRAINT fk FOREIGN KEY (id, k) REFERENCES p);
-- after
CREATE TABLE p (id int, k int, CONSTRAINT p_pkey PRIMARY KEY (k, id)) PARTITION BY LIST (k);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
CREATE TABLE r (id int, k int, CONSTRAINT fk FOREIGN KEY (k, id) REFERENCES p (k, id) NOT DEFERRABLE);

== a partition column's type changes with views, indexes on the tree
-- before
CREATE TABLE p (id int, k int, v varchar(10)) PARTITION BY LIST (k);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2) PARTITION BY RANGE (id);
CREATE TABLE p2a PARTITION OF p2 FOR VALUES FROM (0) TO (10);
CREATE INDEX pv ON p (v); CREATE INDEX pl ON p (lower(v)); CREATE UNIQUE INDEX own ON p2a (v);
CREATE VIEW w AS SELECT v FROM p2a;
ALTER TABLE p ADD CONSTRAINT ck CHECK (v <> 'x');
-- after
CREATE TABLE p (id int, k int, v text) PARTITION BY LIST (k);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2) PARTITION BY RANGE (id);
CREATE TABLE p2a PARTITION OF p2 FOR VALUES FROM (0) TO (10);
CREATE INDEX pv ON p (v); CREATE INDEX pl ON p (lower(v)); CREATE UNIQUE INDEX own ON p2a (v);
CREATE VIEW w AS SELECT v FROM p2a;
ALTER TABLE p ADD CONSTRAINT ck CHECK (v <> 'x');

== partitions in another schema than their parent
-- before
CREATE SCHEMA parts;
CREATE TABLE p (id int) PARTITION BY LIST (id);
CREATE TABLE parts.p1 PARTITION OF p FOR VALUES IN (1);
-- after
CREATE SCHEMA parts;
CREATE TABLE p (id int, PRIMARY KEY (id)) PARTITION BY LIST (id);
CREATE TABLE parts.p2 PARTITION OF p FOR VALUES IN (2);
CREATE TABLE parts.p1 PARTITION OF p FOR VALUES IN (1);

== a partition gets other bounds while its parent gets a column, a check and an index
-- before
CREATE TABLE p (id int NOT NULL, gone int) PARTITION BY LIST (id);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (6, 8);
CREATE TABLE p2 PARTITION OF p FOR VALUES IN (7);
CREATE TABLE p3 PARTITION OF p FOR VALUES IN (9);
-- after
CREATE TABLE p (id int NOT NULL, e text DEFAULT 'x', CHECK (e <> '')) PARTITION BY LIST (id);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (6, 7, 9);
CREATE TABLE p2 PARTITION OF p FOR VALUES IN (8);
CREATE INDEX "p i" ON p ((id + 1)) WITH (fillfactor = 64);

== a child of a table that gets a default, and one that follows a column with statistics
-- before
CREATE TABLE t (b varchar(20) NOT NULL);
CREATE TABLE u ();
CREATE TABLE v () INHERITS (u);
-- after
CREATE TYPE mood AS ENUM ('glad', 'sad');
CREATE TABLE t (b mood DEFAULT 'glad');
CREATE TABLE c (own int) INHERITS (t);
CREATE TABLE u (a text);
CREATE TABLE v () INHERITS (u);
CREATE TABLE w () INHERITS (u);
ALTER TABLE u ALTER COLUMN a SET STATISTICS 94;
ALTER TABLE u ALTER COLUMN a SET STORAGE EXTERNAL;
ALTER TABLE ONLY u ALTER COLUMN a SET (n_distinct = 5);

== a publication gives up tables that go and gets one that takes their name
-- before
CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (id int PRIMARY KEY);
CREATE SCHEMA s;
CREATE TABLE s.c (id int PRIMARY KEY);
CREATE PUBLICATION k FOR TABLE a, b, s.c;
-- after
CREATE SCHEMA s;
CREATE VIEW a AS SELECT 1 AS id;
CREATE TABLE b (id int PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE d (id int PRIMARY KEY);
CREATE PUBLICATION k FOR TABLE b, d;

== a column with a storage of its own gets a type that has none
-- before
CREATE TABLE t (a text, b jsonb, c text);
ALTER TABLE t ALTER a SET STORAGE EXTERNAL;
ALTER TABLE t ALTER b SET STORAGE MAIN;
ALTER TABLE t ALTER c SET STORAGE MAIN;
-- after
CREATE TABLE t (a time, b text, c varchar(9));
ALTER TABLE t ALTER c SET STORAGE MAIN;

== a partition gets other bounds while its parent loses keys and indexes
-- before
CREATE TABLE p (id int NOT NULL, v text, UNIQUE (id)) PARTITION BY LIST (id);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (6, 8);
CREATE INDEX "i p" ON p (v);
-- after
CREATE TABLE p (id int NOT NULL, v text) PARTITION BY LIST (id);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (6, 7);

== a partition is added below indexes on expressions and on long names
-- before
CREATE TABLE p (id int NOT NULL, email text, "ööööööööööööööööööööööööööööööö" date) PARTITION BY RANGE (id);
CREATE TABLE p0 PARTITION OF p FOR VALUES FROM (0) TO (1);
CREATE INDEX pi ON p (lower(email));
CREATE INDEX pj ON p ((id + 1), "ööööööööööööööööööööööööööööööö", email) WITH (fillfactor = 70);
CREATE UNIQUE INDEX pu ON p (id, (email || 'x')) WHERE id > 0;
-- after
CREATE TABLE p (id int NOT NULL, email text, "ööööööööööööööööööööööööööööööö" date) PARTITION BY RANGE (id);
CREATE TABLE p0 PARTITION OF p FOR VALUES FROM (0) TO (1);
CREATE INDEX pi ON p (lower(email));
CREATE INDEX pj ON p ((id + 1), "ööööööööööööööööööööööööööööööö", email) WITH (fillfactor = 70);
CREATE UNIQUE INDEX pu ON p (id, (email || 'x')) WHERE id > 0;
CREATE TABLE "p1 a long name of a partition that leaves no room for more" PARTITION OF p FOR VALUES FROM (1) TO (9);
CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (9) TO (19);
CREATE INDEX pk ON p (upper(email), id);

== two foreign keys on one column to partitioned tables
-- before
CREATE TABLE s (a int);
-- after
CREATE TABLE p (id int PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE q (id int PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (2);
CREATE TABLE q1 PARTITION OF q FOR VALUES FROM (1) TO (2);
CREATE TABLE q2 PARTITION OF q FOR VALUES FROM (2) TO (9) PARTITION BY RANGE (id);
CREATE TABLE q21 PARTITION OF q2 FOR VALUES FROM (2) TO (3);
CREATE TABLE s (a int);
ALTER TABLE s ADD CONSTRAINT z FOREIGN KEY (a) REFERENCES q ON DELETE CASCADE;
ALTER TABLE s ADD CONSTRAINT b FOREIGN KEY (a) REFERENCES p;

== a new partition below an index that has a column twice
-- before
CREATE TABLE p (id int NOT NULL, a int) PARTITION BY HASH (id);
CREATE INDEX twice ON p (id DESC, a, id) INCLUDE (a);
-- after
CREATE TABLE p (id int NOT NULL, a int) PARTITION BY HASH (id);
CREATE INDEX twice ON p (id DESC, a, id) INCLUDE (a);
CREATE TABLE p2 PARTITION OF p FOR VALUES WITH (MODULUS 3, REMAINDER 2);

== parameters of a partitioned table's index
-- before
CREATE TABLE p (id int NOT NULL) PARTITION BY LIST (id);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
CREATE INDEX i ON p (id) WITH (fillfactor = 69);
-- after
CREATE TABLE p (id int NOT NULL) PARTITION BY LIST (id);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
CREATE INDEX i ON p (id);

== a table becomes a child and has the checks from its parents alone
-- before
CREATE TABLE a (x int, CONSTRAINT "Ck a" CHECK (x > 0));
COMMENT ON CONSTRAINT "Ck a" ON a IS 'of all';
CREATE TABLE b (x int, y int, CONSTRAINT cb CHECK (y > 0), CONSTRAINT own CHECK (y > 1) NO INHERIT) INHERITS (a);
CREATE TABLE c (x int, y int, CONSTRAINT cb CHECK (y > 0));
CREATE TABLE d (x int, y int, z int);
-- after
CREATE TABLE a (x int, CONSTRAINT "Ck a" CHECK (x > 0));
COMMENT ON CONSTRAINT "Ck a" ON a IS 'of all';
CREATE TABLE b (x int, y int, CONSTRAINT cb CHECK (y > 0), CONSTRAINT own CHECK (y > 1) NO INHERIT) INHERITS (a);
CREATE TABLE c (x int, y int, CONSTRAINT cb CHECK (y > 0)) INHERITS (b);
CREATE TABLE e (z int, CONSTRAINT new CHECK (z > 3));
CREATE TABLE d (x int, y int, z int) INHERITS (a, e);

== partitions that are detached lose the checks of their parent, or keep them
-- before
CREATE TABLE p (a int, CONSTRAINT ck CHECK (a > 0), CONSTRAINT cl CHECK (a < 9)) PARTITION BY LIST (a);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2);
-- after
CREATE TABLE p (a int, CONSTRAINT ck CHECK (a > 0), CONSTRAINT cl CHECK (a < 9)) PARTITION BY LIST (a);
CREATE TABLE p1 (a int);
CREATE TABLE p2 (a int, CONSTRAINT ck CHECK (a > 0), CONSTRAINT cl CHECK (a < 8));
