import WhimbrelModel

/// A node of the plan's graph: one thing done to one object, by statements that stay together.
struct Operation {
  enum Verb: Int, Comparable {
    case drop, rename, alter, create, mark, comment, privileges, owner

    static func < (left: Verb, right: Verb) -> Bool { left.rawValue < right.rawValue }
  }

  var verb: Verb
  var id: ObjectID
  var statements: [Statement]
  /// Everything it makes or drops: the object, and the parts that go with it.
  var covers: Set<ObjectID>
  /// What has to exist before, in the new catalog.
  var needs: Set<ObjectID> = []
  /// What it stops using, in the old catalog.
  var releases: Set<ObjectID> = []
  /// Former ids, of objects that it renames.
  var frees: Set<ObjectID> = []
  /// What is true once it has been done, and what has to be true before, whatever is done to the objects.
  var signals: Set<ObjectID> = []
  var awaits: Set<ObjectID> = []
  /// Where it best stands among those that may come next.
  var rank: Rank

  init(_ verb: Verb, _ id: ObjectID, _ statements: [Statement], covers: Set<ObjectID> = []) {
    self.verb = verb
    self.id = id
    self.statements = statements
    self.covers = covers.union([id])
    self.rank = Rank(verb, id)
  }

  /// The order in which a reader would expect independent operations: drops first, from the leaves;
  /// then changes; then what is new, foreign keys last (tier 5).
  struct Rank: Comparable {
    var tier: Int
    var kind: Int
    var depth = 0
    var id: ObjectID
    /// Where a column stands in its table.
    var position = 0

    /// Partitions that leave their parent, or go, make room for those that come back with other bounds;
    /// nothing else is done to the parent meanwhile.
    static let leaving = -2
    static let rejoining = -1

    init(_ verb: Verb, _ id: ObjectID) {
      self.id = id
      let kind = Int(id.kind.rawValue)
      if id.kind == .defaultPrivileges {
        (tier, self.kind) = (DefaultPrivilegeOperations.granting, kind)
        return
      }
      switch verb {
      case .drop: (tier, self.kind) = (0, -kind)
      case .rename: (tier, self.kind) = (1, kind)
      case .alter: (tier, self.kind) = (2, kind)
      case .create: (tier, self.kind) = (3, kind)
      case .mark: (tier, self.kind) = (4, kind)
      default: (tier, self.kind) = (6, kind)
      }
    }

    static func < (left: Rank, right: Rank) -> Bool {
      if left.tier != right.tier { return left.tier < right.tier }
      if left.kind != right.kind { return left.kind < right.kind }
      if left.depth != right.depth { return left.depth < right.depth }
      if left.position != right.position, left.id.with(.table) == right.id.with(.table) {
        return left.position < right.position
      }
      return left.id < right.id
    }
  }
}
