import WhimbrelModel

enum PlantStatus: String, CaseIterable { case dry, soon }

struct Plants: Table {
  let status = Column(.enum(PlantStatus.self)).default(PlantStatus.late)
  // expected-error@-1 {{has no member 'late'}}
}
