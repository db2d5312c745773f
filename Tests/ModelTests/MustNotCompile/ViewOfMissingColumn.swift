import WhimbrelModel

struct Plants: Table {
  let id = Column(.uuid).primaryKey()
}

enum Garden {
  static let view = View("all", as: "SELECT \(\Plants.name) FROM \(Plants.self)")
  // expected-error@-1 {{has no member 'name'}}
  static let policy = Policy("own", on: Plants.self, using: "\(\Plants.owner) = 1")
  // expected-error@-1 {{has no member 'owner'}}
  static let grant = Grant(.update, on: \Plants.room, to: "app")
  // expected-error@-1 {{has no member 'room'}}
  static let trigger = Trigger(
    "t", .before, .update(of: \Plants.kind), on: Plants.self, execute: "f")
  // expected-error@-1 {{has no member 'kind'}}
}
