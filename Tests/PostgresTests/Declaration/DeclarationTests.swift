import Testing
import WhimbrelModel
import WhimbrelPostgres

/// What a model declares is what a server then has, attribute by attribute.
@Suite struct DeclarationTests {
  @Test(.database) func everyAttributeComesBack() async throws {
    try await expectRoundTrip(
      Schema(naming: .prefixed) {
        Everything.self
        Referring.self
        Sequence("tickets", .init(type: .integer, start: 5, increment: 2, cache: 3, cycle: true))
          .unlogged().comment("Numbers")
        EnumType("free", labels: ["it's", "", "ü"]).comment("Free")
      })
  }

  @Test(.database) func postgresChoosesTheSameNames() async throws {
    let database = try TestDatabase.current
    let connection = try await database.connect()
    try await connection.execute(
      """
      CREATE TABLE chosen (
        id serial PRIMARY KEY, email text UNIQUE, a int CHECK (a > 0) REFERENCES chosen (id), b int,
        CHECK (a < b), CHECK (b < a), CHECK (1 = 1), UNIQUE (a, b),
        EXCLUDE USING gist (box(point(a, b), point(a, b)) WITH &&));
      CREATE INDEX ON chosen (email);
      CREATE INDEX ON chosen (email);
      CREATE INDEX ON chosen (lower(email), lower(email));
      CREATE INDEX ON chosen ((email || 'x'));
      CREATE INDEX ON chosen (a) INCLUDE (b);
      CREATE INDEX ON chosen (email, (a + b), email);
      CREATE INDEX ON chosen ((email::text));
      CREATE INDEX ON chosen ((pg_catalog.upper(email)::varchar(20)));
      """)
    let rows = try await connection.query(
      """
      SELECT conname FROM pg_constraint WHERE conrelid = 'chosen'::regclass AND contype <> 'n'
      UNION SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
      """)
    await connection.close()
    let chosen = Set((0..<rows.count).compactMap { rows[$0, 0].map { Name($0) } })
    let declared = try Schema { Chosen.self }.lowered().catalog.objects.keys
    #expect(Set(declared.map { $0.member.isEmpty ? $0.name : $0.member }) == chosen)
  }

  @Test(.database(extensions: "citext")) func citextComesBack() async throws {
    try await expectRoundTrip(Schema { Caseless.self })
  }

  private func expectRoundTrip(_ schema: Schema) async throws {
    let database = try TestDatabase.current
    let declared = try schema.lowered()
    let scratch = try await Scratch.open(
      ScratchOptions(place: .url(database.string)),
      needs: ScratchNeeds(major: database.version.major),
      target: nil)
    let canonical = try await Canonicaliser(scratch: scratch, scope: Scope()).canonical(declared)
    await scratch.close()
    let ids = canonical.objects.keys.filter { $0.kind != .schema }
    #expect(Set(ids) == Set(declared.catalog.objects.keys.filter { $0.kind != .schema }))
    for id in ids {
      #expect(canonical[id]?.asWritten == declared.catalog[id]?.asWritten, "\(id)")
    }
    let comments = canonical.comments.filter { ![.extension, .schema].contains($0.key.kind) }
    #expect(comments == declared.catalog.comments)
  }
}

private enum Mood: String, CaseIterable { case low, high }

private struct Everything: Table {
  static let comment = "All there is"
  static let options: [TableOption] = [
    .fillFactor(70), .parameter("autovacuum_enabled", false),
    .toastParameter("autovacuum_enabled", false), .forcedRowSecurity,
    .replicaIdentity(.index("uq_everything_key")), .clustered(on: "by_name"),
  ]
  let id = Column(.integer).primaryKey().identity(.byDefault, .init(start: 10, increment: 3))
  let key = Column(.varchar(20)).unique()
  let name = Column("Na\"me", .text).nullable().collation("C").comment("it's")
    .storage(.external).compression(.pglz).statistics(500).option("n_distinct", -0.5)
  let mood = Column(.enum(Mood.self, name: "mood")).default(Mood.low)
  let moods = Column(.array(of: .enum(Mood.self, name: "mood"))).default(.emptyArray)
  let price = Column(.numeric(10, 2)).default(0.5)
  let double = Column(.numeric).generated(as: "\(\Self.price) * 2")
  let number = Column(.bigserial)
  let at = Column(.timestamptz(3)).default(.now)
  let day = Column(.date).nullable().default(.today)
  let spans = Column(.array(of: .interval(.dayToSecond, precision: 2)))
  let during = Column(.tstzrange)
  let `order` = Column(.smallint).check { "\($0) > 0" }

  var constraints: [Constraint] {
    Unique(name, key).include(price).parameter("fillfactor", 80).deferrable()
    Unique(id, key)
    Check("\(price) > 0 OR \(name) = \("it's")", name: "c").noInherit().comment("Checked")
    Check("\(key) <> 'x'", name: "late").notValid()
    Exclude((during, "&&")).where("\(price) > 1").deferrable(initiallyDeferred: true)
  }
  var indexes: [Index] {
    Index(name.collated("POSIX").operatorClass("text_pattern_ops"), name: "by_name")
    Index(price.descending(), at.nullsFirst(), day.descending().nullsLast()).unique()
      .include(key).where("\(order) IN (1, 2)").parameter("fillfactor", 60).comment("Fast")
    Index("lower(\(key))", SQL("\(price) + 1").indexStatistics(200))
    Index(moods, method: .gin).parameter("fastupdate", "off")
  }
}

private struct Referring: Table {
  static let tableName = "Referring Table"
  static let options: [TableOption] = [.unlogged, .replicaIdentity(.full)]
  let a = Column(.integer).nullable().references(\Everything.id, onDelete: .setNull).indexed()
  let b = Column(.varchar(20)).nullable()
  let parent = Column(.integer).nullable().references(\Referring.own)
  let own: Column = Column(.integer).unique().indexed()

  var constraints: [Constraint] {
    ForeignKey(b, references: \Everything.key, onDelete: .setDefault, onUpdate: .cascade)
      .matchFull().deferrable(initiallyDeferred: true).comment("Refers")
    ForeignKey(b, a, references: \Everything.key, \Everything.id, name: "pair").notValid()
  }
}

private struct Chosen: Table {
  let id = Column(.serial).primaryKey()
  let email = Column(.text).unique()
  let a = Column(.integer).check("a > 0").references(\Chosen.id)
  let b = Column(.integer)
  var constraints: [Constraint] {
    Check("\(a) < \(b)")
    Check("\(b) < \(a)")
    Check("1 = 1")
    Unique(a, b)
    Exclude((SQL("box(point(\(a), \(b)), point(\(a), \(b)))"), "&&"))
  }
  var indexes: [Index] {
    Index(email)
    Index(email)
    Index("lower(\(email))", SQL("lower(\(email))"))
    Index("(\(email) || 'x')")
    Index(a).include(b)
    Index(email, SQL("\(a) + \(b)"), email)
    Index("\(email)::text")
    Index("pg_catalog.upper(\(email))::varchar(20)")
  }
}

private struct Caseless: Table {
  let email = Column(.citext).unique().indexed()
  let others = Column(.array(of: .citext)).nullable()
}
