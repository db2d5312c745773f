import WhimbrelModel

/// Sequences that stay while the column they belong to is dropped: let go before, owned again after.
struct KeptSequences {
  private let planner: Planner
  init(_ planner: Planner) { self.planner = planner }

  func operations() -> [Operation] {
    planner.old.objects.values.flatMap { object -> [Operation] in
      guard case .sequence(let sequence) = object, let column = sequence.ownedBy,
        planner.dropped.contains(column) || planner.dropped.contains(column.with(.table)),
        !planner.dropped.contains(sequence.id),
        case .sequence(let kept)? = planner.new[sequence.id],
        kept.ownedBy == column
      else { return [] }
      let names = planner.names
      let path = "ALTER SEQUENCE \(names.qualified(sequence.id))"
      var free = Operation(
        .mark, sequence.id, [Statement("\(path) OWNED BY NONE", for: sequence.id)])
      free.releases = [column, column.with(.table)]
      var own = Operation(.mark, sequence.id, kept.owned(names))
      own.needs = [column, column.with(.table)]
      return [free, own]
    }
  }
}
