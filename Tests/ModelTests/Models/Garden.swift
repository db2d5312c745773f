import WhimbrelModel

enum PlantKind: String, CaseIterable { case monstera, fig, pothos, snake, succulent }
enum PlantStatus: String, CaseIterable { case dry, soon, thriving, watered, resting }

struct Users: Table {
  let id = Column(.uuid).primaryKey().default(.randomUUID)
  let email = Column(.citext).unique().indexed()
  let displayName = Column(.text).nullable()
  let role = Column(.varchar(20)).default("operator")
  let createdAt = Column(.timestamptz).nullable().default(.now)
  let isPasswordTemp = Column(.boolean).default(false)
}

struct Plants: Table {
  let id = Column(.uuid).primaryKey().default(.randomUUID)
  let userID = Column(.uuid).references(\Users.id, onDelete: .cascade).indexed()
  let kind = Column(.enum(PlantKind.self, name: "plantkind"))
  let status = Column(.enum(PlantStatus.self, name: "plantstatus")).default(PlantStatus.thriving)
  let moisture = Column(.doublePrecision).default(0.5)
  let growth = Column(.json).default("[]")
  var constraints: [Constraint] { Check("\(moisture) BETWEEN 0 AND 1", name: "moisture_range") }
  var indexes: [Index] { Index(userID, status).where("\(status) <> 'resting'") }
}
