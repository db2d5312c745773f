import WhimbrelModel

/// A column of a table with rows gets its numbers from another sequence than before, as from serial to
/// identity: it goes on after the largest number that is there.
struct NumberHandover {
  private let planner: Planner
  init(_ planner: Planner) { self.planner = planner }

  func operations() -> [Operation] {
    let names = planner.names
    return numbered(in: planner.new).compactMap { column, numbers in
      guard let before = planner.old.column(column), planner.new.column(column) != nil,
        !planner.created.contains(column), !planner.created.contains(column.with(.table)),
        before.identity == nil || numbers.sequence != nil,
        numbers.sequence.map(planner.created.contains) ?? true
      else { return nil }
      let name = column.member.quoted
      let table = names.qualified(column.with(.table))
      let sequence =
        numbers.sequence.map { SQLText(names.qualified($0)).literal }
        ?? "pg_get_serial_sequence(\(SQLText(table).literal), \(SQLText(column.member.text).literal))"
      let last = numbers.options.increment > 0 ? "max(\(name))" : "min(\(name))"
      let comparison = numbers.options.increment > 0 ? ">=" : "<="
      var operation = Operation(
        .mark, column,
        [
          Statement(
            "SELECT setval(\(sequence), \(last)) FROM \(table) "
              + "HAVING \(last) \(comparison) \(numbers.options.start)", for: column)
        ])
      operation.needs = [column, column.with(.columnDefault, member: column.member)]
      if let sequence = numbers.sequence { operation.needs.insert(sequence) }
      return operation
    }
  }

  private struct Numbers {
    /// nil for an identity's.
    var sequence: ObjectID?
    var options: Catalog.SequenceOptions
  }

  private func numbered(in catalog: Catalog) -> [(column: ObjectID, numbers: Numbers)] {
    var found: [(ObjectID, Numbers)] = []
    for change in planner.changes {
      switch change {
      case .alter(let id) where id.kind == .column:
        guard let identity = catalog.column(id)?.identity else { continue }
        found.append((id, Numbers(sequence: nil, options: identity.options)))
      case .create(let id) where id.kind == .sequence:
        guard case .sequence(let sequence)? = catalog[id], let owner = sequence.ownedBy,
          catalog.column(owner)?.default != nil
        else { continue }
        found.append((owner, Numbers(sequence: id, options: sequence.options)))
      default: continue
      }
    }
    return found
  }

  /// Whether the numbers of a sequence that is dropped go on in the identity of its column.
  static func isGivenUp(_ sequence: Catalog.Sequence, for new: Catalog) -> Bool {
    guard let owner = sequence.ownedBy else { return false }
    return new.column(owner)?.identity != nil
  }
}
