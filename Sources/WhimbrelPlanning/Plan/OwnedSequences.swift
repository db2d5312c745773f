import WhimbrelModel

/// Sequences of columns that stay, whose names follow their column's or table's: the same sequence, at the
/// same position.
struct OwnedSequences {
  let renames: [ObjectID: ObjectID]

  /// `wanted` are the renames that were asked for, `schemas` the former names of renamed schemas.
  init(
    _ old: Catalog, _ new: Catalog, _ wanted: [ObjectID: ObjectID], _ schemas: [Name: Name]
  ) {
    let now = Dictionary(schemas.map { ($0.value, $0.key) }, uniquingKeysWith: { $1 })
    let tables = Dictionary(
      wanted.filter { $0.key.kind == .table }.map { ($0.value, $0.key) }, uniquingKeysWith: { $1 })
    let columns = Dictionary(
      wanted.filter { $0.key.kind == .column }.map { ($0.value, $0.key) }, uniquingKeysWith: { $1 })
    let before = Self.byOwner(old) { owner in
      var owner = owner
      owner.schema = now[owner.schema] ?? owner.schema
      if let table = tables[owner.with(.table)] {
        owner = table.with(.column, member: owner.member)
      }
      return columns[owner] ?? owner
    }
    let after = Self.byOwner(new) { $0 }
    var renames: [ObjectID: ObjectID] = [:]
    for (owner, sequences) in before {
      guard sequences.count == 1, after[owner]?.count == 1, let to = after[owner]?.first,
        var from = sequences.first
      else { continue }
      // It goes along where its table goes to another schema.
      from.schema = to.schema
      guard from != to, new[from] == nil, wanted[to] == nil else { continue }
      renames[to] = from
    }
    self.renames = renames
  }

  private static func byOwner(
    _ catalog: Catalog, _ current: (ObjectID) -> ObjectID
  ) -> [ObjectID: [ObjectID]] {
    var found: [ObjectID: [ObjectID]] = [:]
    for case .sequence(let sequence) in catalog.objects.values {
      guard let owner = sequence.ownedBy else { continue }
      found[current(owner), default: []].append(sequence.id)
    }
    return found
  }
}
