import Testing
import WhimbrelModel
import WhimbrelPostgres

@Suite(.database) struct InspectionTypeTests {
  @Test func domainsCompositesAndRanges() async throws {
    let catalog = try await inspected(
      """
      CREATE SCHEMA "S ""ü";
      CREATE DOMAIN "D" AS varchar(20) COLLATE "C" DEFAULT 'x' NOT NULL
        CONSTRAINT "c!" CHECK (VALUE <> '') CHECK (length(VALUE) < 10);
      ALTER DOMAIN "D" ADD CONSTRAINT later CHECK (VALUE <> 'y') NOT VALID;
      CREATE TYPE comp AS ("A" int, b "D"[], c text COLLATE "C");
      CREATE FUNCTION fdiff(float8, float8) RETURNS float8 LANGUAGE sql IMMUTABLE
        AS 'SELECT $1 - $2';
      CREATE TYPE "S ""ü".fr AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = fdiff);
      CREATE TYPE tr AS RANGE (SUBTYPE = text, COLLATION = "C", MULTIRANGE_TYPE_NAME = tmr,
        SUBTYPE_OPCLASS = text_pattern_ops);
      CREATE TABLE t (a comp[], b tmr, c "S ""ü".fr[]);
      COMMENT ON TYPE comp IS 'c'; COMMENT ON COLUMN comp."A" IS 'ca';
      COMMENT ON CONSTRAINT later ON DOMAIN "D" IS 'l';
      """)
    let id = ObjectID(.domain, schema: "public", "D")
    var domain = Catalog.Domain(
      schema: "public", name: "D", base: Catalog.TypeName("character varying(20)"))
    domain.collation = #""C""#
    domain.default = Expression("'x'::character varying")
    domain.isNotNull = true
    #expect(catalog[id] == .domain(domain))
    var later = Catalog.DomainConstraint(
      domain: id, name: "later", check: Expression("((VALUE)::text <> 'y'::text)"))
    later.isValid = false
    #expect(catalog[later.id] == .domainConstraint(later))
    #expect(catalog.names(.domainConstraint) == ["D_check", "c!", "later"])
    #expect(catalog.comments[later.id] == "l")

    var c = Catalog.Column(name: "c", type: Catalog.TypeName("text"))
    c.collation = #""C""#
    let comp = Catalog.CompositeType(
      schema: "public", name: "comp",
      columns: [
        .init(name: "A", type: Catalog.TypeName("integer")),
        .init(name: "b", type: Catalog.TypeName(#""D"[]"#)), c,
      ])
    #expect(catalog[comp.id] == .compositeType(comp))
    #expect(catalog.comments[comp.id] == "c")
    #expect(catalog.dependencies[comp.id]?.contains(id) == true)
    let column = comp.id.with(.column, member: "A")
    #expect(catalog.comments[column] == "ca")

    var fr = Catalog.RangeType(
      schema: "S \"ü", name: "fr", subtype: Catalog.TypeName("double precision"),
      multirangeName: "fr_multirange")
    fr.subtypeDifference = "fdiff"
    #expect(catalog[fr.id] == .rangeType(fr))
    var tr = Catalog.RangeType(
      schema: "public", name: "tr", subtype: Catalog.TypeName("text"), multirangeName: "tmr")
    tr.operatorClass = "text_pattern_ops"
    tr.collation = #""C""#
    #expect(catalog[tr.id] == .rangeType(tr))
    let needs = try #require(catalog.dependencies[.table("t")])
    #expect(needs.isSuperset(of: [comp.id, tr.id, fr.id]))
    // What was made along with a range type is not listed.
    #expect(catalog.names(.function) == ["double precision, double precision"])
    #expect(catalog.names(.cast).isEmpty && catalog.unmanaged.isEmpty)
  }

  @Test func collationsOperatorsAndCasts() async throws {
    let catalog = try await inspected(
      """
      CREATE SCHEMA "S ""ü"; CREATE COLLATION "Co" (PROVIDER = libc, LOCALE = 'C');
      CREATE OPERATOR "S ""ü".=== (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq,
        COMMUTATOR = OPERATOR("S ""ü".===), NEGATOR = OPERATOR("S ""ü".!==), RESTRICT = eqsel,
        JOIN = eqjoinsel, HASHES, MERGES);
      CREATE OPERATOR "S ""ü".!== (LEFTARG = int, RIGHTARG = int, FUNCTION = int4ne);
      CREATE FUNCTION pref(text) RETURNS text LANGUAGE sql AS 'SELECT $1';
      CREATE OPERATOR ~~~ (RIGHTARG = text, FUNCTION = pref);
      CREATE OPERATOR CLASS "Cls" FOR TYPE int USING btree AS OPERATOR 1 <, OPERATOR 2 <=,
        OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint4cmp(int, int);
      CREATE OPERATOR FAMILY "Fam" USING btree;
      ALTER OPERATOR FAMILY "Fam" USING btree ADD OPERATOR 1 < (int, bigint),
        FUNCTION 1 (int, bigint) btint48cmp(int, bigint);
      CREATE TYPE comp AS (a int);
      CREATE FUNCTION tocomp(text) RETURNS comp LANGUAGE sql AS 'SELECT NULL::comp';
      CREATE CAST (text AS comp) WITH FUNCTION tocomp(text) AS ASSIGNMENT;
      CREATE CAST (comp AS text) WITH INOUT AS IMPLICIT;
      CREATE CONVERSION conv FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
      CREATE TABLE t (i int, c text COLLATE "Co"); CREATE INDEX ix ON t (i "Cls");
      COMMENT ON OPERATOR ~~~ (NONE, text) IS 'op'; COMMENT ON CAST (text AS comp) IS 'cast';
      """)
    var collation = Catalog.Collation(schema: "public", name: "Co", provider: .libc)
    collation.collate = "C"
    collation.ctype = "C"
    #expect(catalog[collation.id] == .collation(collation))
    #expect(catalog.dependencies[.column("t", "c")] == [collation.id])
    var equal = Catalog.Operator(
      schema: "S \"ü", name: "===", left: "integer", right: "integer", function: "int4eq")
    equal.commutator = #"OPERATOR("S ""ü".===)"#
    equal.negator = #"OPERATOR("S ""ü".!==)"#
    equal.restrict = "eqsel"
    equal.join = "eqjoinsel"
    equal.canHash = true
    equal.canMerge = true
    #expect(catalog[equal.id] == .operator(equal))
    let prefix = Catalog.Operator(
      schema: "public", name: "~~~", left: nil, right: "text", function: "pref")
    #expect(catalog[prefix.id] == .operator(prefix) && catalog.comments[prefix.id] == "op")
    let made = ObjectID(.operatorFamily, schema: "public", "Cls", member: "btree")
    let classID = ObjectID(.operatorClass, schema: "public", "Cls", member: "btree")
    guard case .operatorClass(let found) = catalog[classID] else {
      Issue.record("no operator class")
      return
    }
    #expect(found.family == made && !found.isDefault && found.storage == nil)
    #expect(found.members.filter { !$0.isFunction }.map(\.item) == ["<", "<=", "=", ">=", ">"])
    #expect(found.members.filter(\.isFunction).map(\.item) == ["btint4cmp(integer,integer)"])
    #expect(catalog.dependencies[classID]?.contains(made) == true)
    #expect(catalog.index("ix")?.elements.map(\.operatorClass) == [#""Cls""#])
    #expect(
      catalog.dependencies[ObjectID(.index, schema: "public", "ix")]?.contains(classID) == true)
    var family = Catalog.OperatorFamily(schema: "public", name: "Fam", method: "btree")
    family.members = [
      .init(isFunction: false, number: 1, left: "integer", right: "bigint", item: "<"),
      .init(
        isFunction: true, number: 1, left: "integer", right: "bigint",
        item: "btint48cmp(integer,bigint)"),
    ]
    #expect(catalog[family.id] == .operatorFamily(family))
    var cast = Catalog.Cast(
      source: Catalog.TypeName("text"), target: Catalog.TypeName("comp"),
      method: .function("tocomp(text)"))
    cast.context = .assignment
    #expect(catalog[cast.id] == .cast(cast) && catalog.comments[cast.id] == "cast")
    var back = Catalog.Cast(
      source: Catalog.TypeName("comp"), target: Catalog.TypeName("text"), method: .text)
    back.context = .implicit
    #expect(catalog[back.id] == .cast(back))
    let conversion = Catalog.Conversion(
      schema: "public", name: "conv", source: "LATIN1", target: "UTF8",
      function: "iso8859_1_to_utf8")
    #expect(catalog[conversion.id] == .conversion(conversion))
  }

  @Test func textSearch() async throws {
    let catalog = try await inspected(
      """
      CREATE TEXT SEARCH DICTIONARY "Dict" (TEMPLATE = snowball, LANGUAGE = english);
      CREATE TEXT SEARCH CONFIGURATION "Cfg" (PARSER = "default");
      ALTER TEXT SEARCH CONFIGURATION "Cfg" ADD MAPPING FOR word, asciiword WITH "Dict", simple;
      CREATE TEXT SEARCH CONFIGURATION bare (PARSER = "default");
      CREATE TEXT SEARCH TEMPLATE tmpl (LEXIZE = dsimple_lexize, INIT = dsimple_init);
      CREATE TEXT SEARCH PARSER prs (START = prsd_start, GETTOKEN = prsd_nexttoken,
        END = prsd_end, LEXTYPES = prsd_lextype);
      """)
    var dictionary = Catalog.TextSearchDictionary(
      schema: "public", name: "Dict", template: "snowball")
    dictionary.options = "language = 'english'"
    #expect(catalog[dictionary.id] == .textSearchDictionary(dictionary))
    var configuration = Catalog.TextSearchConfiguration(
      schema: "public", name: "Cfg", parser: #""default""#)
    configuration.mappings = ["asciiword", "word"].map {
      .init(token: $0, dictionaries: [#""Dict""#, "simple"])
    }
    #expect(catalog[configuration.id] == .textSearchConfiguration(configuration))
    #expect(catalog.dependencies[configuration.id]?.contains(dictionary.id) == true)
    configuration.name = "bare"
    configuration.mappings = []
    #expect(catalog[configuration.id] == .textSearchConfiguration(configuration))
    var template = Catalog.TextSearchTemplate(
      schema: "public", name: "tmpl", lexize: "dsimple_lexize")
    template.initialize = "dsimple_init"
    #expect(catalog[template.id] == .textSearchTemplate(template))
    #expect(catalog.names(.textSearchParser) == ["prs"])
  }
}
