import WhimbrelModel

/// Comments, privileges and owners of objects, which hang on every kind alike.
enum Attributes {
  /// What a new object brings along: its comment and privileges, and those of the parts made with it.
  static func made(
    _ ids: Set<ObjectID>, columns: [ObjectID: [ObjectID]], planner: Planner
  ) -> [Statement] {
    let catalog = planner.new
    var ids = ids
    for id in ids where id.isColumnHolder { ids.formUnion(columns[id.with(.table)] ?? []) }
    ids.formUnion(identities(in: ids, catalog))
    let sorted = ids.sorted()
    let commented = (sorted + sorted.compactMap(\.constraintIndex)).filter {
      catalog.comments[$0] != nil
    }
    return sorted.flatMap { planner.ownership($0) }
      + commented
      .map { CommentChange.statement($0, in: catalog, planner.names) }
      + sorted.flatMap { privileges($0, planner) }
  }

  /// The sequences of identities that are made with their columns.
  private static func identities(in ids: Set<ObjectID>, _ catalog: Catalog) -> [ObjectID] {
    ids.filter { $0.kind == .column && catalog.column($0)?.identity != nil }
      .compactMap(\.identitySequence)
  }

  /// From what PostgreSQL gives a new object to what it shall have; where privileges are left out of
  /// the comparison, a rebuilt one gets its own back.
  private static func privileges(_ id: ObjectID, _ planner: Planner) -> [Statement] {
    let isRebuilt = planner.isRebuilt(id)
    guard planner.comparesPrivileges || isRebuilt else { return [] }
    let source = planner.comparesPrivileges ? planner.new : planner.old
    let given = planner.known(planner.givenPrivileges(id))
    let wanted = planner.known(source.privileges[id]?.grants ?? PrivilegeChange.usual(id))
    return PrivilegeChange.statements(
      id, from: given, to: wanted, in: planner.new,
      owner: planner.owner(
        of: id.kind == .column || id.identityColumn != nil ? id.with(.table) : id), planner.names)
  }
}

/// The operations for comments, privileges and owners that change on objects that stay.
struct AttributeOperations {
  private let planner: Planner
  init(_ planner: Planner) { self.planner = planner }

  func operations() -> [Operation] {
    planner.changes.compactMap { change in
      switch change {
      case .comment(let id) where !isMadeAnew(id):
        return operation(
          .comment, id, [CommentChange.statement(id, in: planner.new, planner.names)])
      case .privileges(let id) where !isMadeAnew(id):
        let usual = PrivilegeChange.usual(id)
        return operation(
          .privileges, id,
          PrivilegeChange.statements(
            id, from: planner.known(planner.old.privileges[id]?.grants ?? usual),
            to: planner.known(planner.new.privileges[id]?.grants ?? usual),
            // An identity's sequence has its new name by now.
            in: id.identityColumn == nil ? planner.old : planner.new, planner.names))
      case .owner(let id) where !isMadeAnew(id):
        guard let owner = planner.new.owners[id] else { return nil }
        let target = planner.names.reference(id, in: planner.new)
        return operation(
          .owner, id, [Statement("ALTER \(target) OWNER TO \(owner.quoted)", for: id)])
      default: return nil
      }
    }
  }

  private func operation(
    _ verb: Operation.Verb, _ id: ObjectID, _ statements: [Statement]
  ) -> Operation {
    var operation = Operation(verb, id, statements)
    operation.needs = [id.indexedConstraint ?? id.identityColumn ?? id]
    return operation
  }

  private func isMadeAnew(_ id: ObjectID) -> Bool {
    planner.created.contains(id.indexedConstraint ?? id.identityColumn ?? id)
      || ((id.kind == .column || id.identityColumn != nil)
        && ObjectID.columnHolders.contains { planner.created.contains(id.with($0)) })
  }
}

extension Planner {
  /// Without the owner's MAINTAIN, unless both servers have it.
  fileprivate func known(_ grants: Set<Privileges.Grant>) -> Set<Privileges.Grant> {
    old.hasMaintain && new.hasMaintain ? grants : grants.withoutMaintain
  }
}

extension ObjectID {
  /// Kinds of relation whose columns have comments and privileges of their own.
  static let columnHolders: [ObjectKind] = [.table, .view, .materializedView, .compositeType]
  fileprivate var isColumnHolder: Bool { member.isEmpty && Self.columnHolders.contains(kind) }
}
