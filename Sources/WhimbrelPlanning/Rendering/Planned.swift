import WhimbrelModel

/// What the planner asks of each kind of object. A new kind is a file that answers these.
package protocol Planned {
  /// The statements that make it, without its comment and privileges.
  func create(_ names: Names) -> [Statement]
  func drop(_ names: Names) -> [Statement]
  /// How it becomes `new`, which has the same id and differs.
  func alter(to new: Self, _ names: Names) -> Alteration
}

package enum Alteration {
  /// By statements that leave it the same object.
  case inPlace([Statement], disturbs: Disturbance = .nothing)
  /// A composite type, by statements that change these attributes; by a rebuild when columns use it.
  case unlessUsed([Statement], changing: [Name])
  /// Only by dropping and creating it.
  case rebuild
}

/// Which dependents cannot stand while an object changes, and so are dropped before and made again after.
package enum Disturbance: Hashable, Sendable {
  case nothing
  /// A column's length: what PostgreSQL refuses to carry over (views, rules, policies, triggers,
  /// generated columns).
  case views
  /// A column's type: also whatever would keep an old cast in its expression. PostgreSQL rebuilds plain
  /// keys and indexes itself.
  case expressions
  case everything
}

extension CatalogObject {
  var planned: any Planned {
    switch self {
    case .schema(let object): object
    case .extension(let object): object
    case .collation(let object): object
    case .enumType(let object): object
    case .compositeType(let object): object
    case .domain(let object): object
    case .domainConstraint(let object): object
    case .rangeType(let object): object
    case .foreignDataWrapper(let object): object
    case .foreignServer(let object): object
    case .userMapping(let object): object
    case .sequence(let object): object
    case .routine(let object): object
    case .aggregate(let object): object
    case .operator(let object): object
    case .operatorFamily(let object): object
    case .operatorClass(let object): object
    case .cast(let object): object
    case .conversion(let object): object
    case .transform(let object): object
    case .textSearchParser(let object): object
    case .textSearchTemplate(let object): object
    case .textSearchDictionary(let object): object
    case .textSearchConfiguration(let object): object
    case .table(let object): object
    case .constraint(let object): object
    case .index(let object): object
    case .statistics(let object): object
    case .view(let object): object
    case .materializedView(let object): object
    case .rule(let object): object
    case .trigger(let object): object
    case .policy(let object): object
    case .publication(let object): object
    case .subscription(let object): object
    case .eventTrigger(let object): object
    case .defaultPrivileges(let object): object
    }
  }

  func alter(to new: CatalogObject, _ names: Names) -> Alteration {
    func both<Object: Planned>(_ old: Object) -> Alteration {
      guard let new = new.planned as? Object else { return .rebuild }
      return old.alter(to: new, names)
    }
    return both(planned)
  }
}
