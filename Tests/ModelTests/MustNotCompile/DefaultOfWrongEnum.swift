import WhimbrelModel

enum PlantStatus: String, CaseIterable { case dry, soon }

struct Plants: Table {
  let status = Column(.enum(PlantStatus.self)).default(PlantStatus.late)  // expected-error {{has no member 'late'}}
}
