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
    sql = plan.statements.filter { statement in
      // A table brings its parts along.
      ids.contains(statement.object)
        || !statement.object.member.isEmpty && change.id.member.isEmpty
          && ids.contains(statement.object.with(change.id.kind))
    }.map { $0.sql + ";" }
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
