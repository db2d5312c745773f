import WhimbrelModel
import WhimbrelPlanning

/// The SQL that would take a difference away, by where it would be said.
struct Mending: Sendable {
  /// What JSON calls it, and a person reads.
  let place: String
  let sql: [String]

  /// Of a plan, what has to do with one change.
  init(_ place: String, _ plan: Plan, for change: Change) {
    self.place = place
    var ids: Set<ObjectID> = [change.id]
    if case .rename(let old, _) = change { ids.insert(old) }
    var places = plan.statements.indices.filter { index in
      let object = plan.statements[index].object
      // A table brings its parts along.
      return ids.contains(object)
        || !object.member.isEmpty && change.id.member.isEmpty
          && ids.contains(object.with(change.id.kind))
    }
    if change.id.kind.isType, let first = places.first, let last = places.last {
      // Columns go over to a type that is made anew before the former one goes.
      places = Array(first...last)
    }
    sql = places.map { plan.statements[$0].sql + ";" }
  }

  /// The places in the words of a person.
  var title: String {
    switch place {
    case "database": "to put the database right:"
    case "model": "to have it in the model:"
    default: "what a revision would say:"
    }
  }
}
