import WhimbrelModel

/// Comments, privileges and owners of objects, which hang on every kind alike.
enum Attributes {
  /// What a new object brings along: its comment, and those of the parts made with it.
  static func made(
    _ ids: Set<ObjectID>, _ columnComments: [ObjectID: [ObjectID]], in catalog: Catalog,
    _ names: Names
  ) -> [Statement] {
    var commented = ids.filter { catalog.comments[$0] != nil }
    for id in ids where id.member.isEmpty {
      switch id.kind {
      case .table, .view, .materializedView, .compositeType:
        commented.formUnion(columnComments[id.with(.table)] ?? [])
      default: break
      }
    }
    return commented.sorted().map { CommentChange.statement($0, in: catalog, names) }
  }
}

/// The operations for comments that change on objects that stay.
struct AttributeOperations {
  private let planner: Planner
  init(_ planner: Planner) { self.planner = planner }

  func operations() -> [Operation] {
    planner.changes.compactMap { change in
      guard case .comment(let id) = change, !isMadeAnew(id) else { return nil }
      var operation = Operation(
        .comment, id, [CommentChange.statement(id, in: planner.new, planner.names)])
      operation.needs = [id]
      return operation
    }
  }

  private func isMadeAnew(_ id: ObjectID) -> Bool {
    planner.created.contains(id)
      || (id.kind == .column
        && [ObjectKind.table, .view, .materializedView, .compositeType].contains {
          planner.created.contains(id.with($0))
        })
  }
}
