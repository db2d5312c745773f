import Testing
import WhimbrelModel

/// The example of the documentation, from one end to the other.
@Suite struct GardenTests {
  let garden: DeclaredSchema

  init() throws {
    garden = try Schema(naming: .prefixed) { Plants.self }.lowered()
  }

  @Test func everythingIsThere() {
    let ids = garden.catalog.objects.keys.sorted().map(\.description)
    #expect(
      ids == [
        "extension citext", "enum type plantkind", "enum type plantstatus", "table plants",
        "table users", "constraint fk_plants_user_id_users on plants",
        "constraint moisture_range on plants", "constraint pk_plants on plants",
        "constraint pk_users on users", "index ix_plants_user_id",
        "index ix_plants_user_id_status", "index ix_users_email",
      ])
  }

  @Test func columnsAreInOrder() throws {
    let plants = try garden.table("plants")
    #expect(
      plants.columns.map(\.name) == ["id", "user_id", "kind", "status", "moisture", "growth"])
    #expect(plants.columns.filter { !$0.isNotNull }.isEmpty)
    #expect(
      plants.columns.map(\.type.sql) == [
        "uuid", "uuid", "plantkind", "plantstatus", "double precision", "json",
      ])
    #expect(
      plants.columns.map { $0.default?.sql } == [
        "gen_random_uuid()", nil, nil, "'thriving'", "0.5", "'[]'",
      ])
  }

  @Test func placesAreWhereColumnsAreDeclared() throws {
    let column = ObjectID(.column, schema: "public", "users", member: "email")
    let place = try #require(garden.places[column])
    #expect(place.file.hasSuffix("Models/Garden.swift"))
    #expect(place.line == 8)
  }

  @Test func foreignKeyReferencesAndCascades() throws {
    let id = ObjectID(.constraint, schema: "public", "plants", member: "fk_plants_user_id_users")
    var key = Catalog.Constraint.ForeignKey(
      columns: ["user_id"], references: ObjectID(.table, schema: "public", "users"),
      referencedColumns: ["id"])
    key.onDelete = .cascade
    let constraint = try garden.constraint(id)
    #expect(constraint.kind == .foreignKey(key))
  }

  @Test func uniqueAndIndexedIsOneUniqueIndex() throws {
    var index = Catalog.Index(
      schema: "public", name: "ix_users_email",
      relation: ObjectID(.table, schema: "public", "users"),
      elements: [Catalog.IndexElement(.column("email"))])
    index.isUnique = true
    #expect(garden.catalog[index.id] == .index(index))
  }
}
