import WhimbrelModel

/// What can stand before what its body needs: a view without its query, a function without its statements.
protocol Shelled {
  /// Makes it without a body.
  func createShell(_ names: Names) -> [Statement]
  /// Gives the body to what was made without.
  func fill(_ names: Names) -> [Statement]
  /// Takes the body away.
  func empty(_ names: Names) -> [Statement]
  /// Whether what it needs is needed without a body too.
  func isInShell(_ id: ObjectID) -> Bool
}

extension CatalogObject {
  /// nil for what is whole or not at all, and for what needs nothing for its body.
  var shelled: (any Shelled)? {
    switch self {
    case .view(let view): view
    case .routine(let routine): if case .sql = routine.body { routine } else { nil }
    default: nil
    }
  }
}

extension ObjectID {
  /// Its body apart from itself, once it has it.
  var body: ObjectID { part("body") }
  /// That its body is gone.
  var emptied: ObjectID { part("emptied") }

  var isBody: Bool { kind == .rule && member.text.hasSuffix(".body") }

  private func part(_ what: String) -> ObjectID {
    ObjectID(.rule, schema: schema, name, member: Name("\(kind).\(member).\(what)"))
  }
}

extension ObjectKind {
  /// What every shell still needs.
  var isInShells: Bool { isColumnPart || self == .schema || self == .extension }
}
