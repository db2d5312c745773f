import Whimbrel

enum PlantKind: String, CaseIterable {
  case monstera, fig, pothos, snake, succulent
}

enum PlantStatus: String, CaseIterable {
  case dry, soon, thriving, watered, resting
}

struct Plants: Table {
  let id = Column(.uuid).primaryKey().default(.randomUUID)
  let userID = Column(.uuid).references(\Users.id, onDelete: .cascade).indexed()
  let name = Column(.text)
  let species = Column(.text).default("")
  let kind = Column(.enum(PlantKind.self, name: "plantkind"))
  let room = Column(.text).default("")
  let moisture = Column(.doublePrecision).default(0.5)
  let status = Column(.enum(PlantStatus.self, name: "plantstatus")).default(PlantStatus.thriving)
  /// Days between waterings.
  let every = Column(.integer).default(7)
  let light = Column(.text).default("")
  let note = Column(.text).default("")
  /// Readings from the oldest to the newest.
  let growth = Column(.json).default("[]")
  let lastWater = Column(.timestamp).nullable()
  let createdAt = Column(.timestamp).nullable().default(.now)

  var constraints: [Constraint] {
    Check("\(moisture) BETWEEN 0 AND 1", name: "moisture_range")
  }

  var indexes: [Index] {
    Index(userID, status).where("\(status) <> 'resting'")
  }
}
