/// Where in an object an expression stands: the same place in two objects of one id says the same
/// thing of both.
package enum ExpressionPlace: Hashable, Sendable {
  /// What a check, a view or a rule is.
  case definition
  /// A column's, or a domain's with an empty name.
  case `default`(Name)
  case generated(Name)
  /// A key of an index or exclusion constraint, or one of a statistics object's expressions.
  case element(Int)
  case predicate
  /// A trigger's WHEN, a policy's USING.
  case condition
  /// A policy's WITH CHECK.
  case check
  /// A routine's arguments with their defaults, and its body in standard SQL.
  case arguments, body
  /// Which rows of a table a publication publishes.
  case filter(ObjectID)
}

extension CatalogObject {
  /// Every expression that a server prints of it.
  package var expressions: [ExpressionPlace: Expression] {
    var found: [ExpressionPlace: Expression] = [:]
    _ = mappingExpressions { place, expression in
      found[place] = expression
      return expression
    }
    return found
  }

  /// The same object with other expressions.
  package func mappingExpressions(
    _ body: (ExpressionPlace, Expression) -> Expression
  ) -> CatalogObject {
    func map(_ expression: inout Expression?, _ place: ExpressionPlace) {
      expression = expression.map { body(place, $0) }
    }
    func map(_ elements: inout [Catalog.IndexElement]) {
      for position in elements.indices {
        guard case .expression(let key) = elements[position].key else { continue }
        elements[position].key = .expression(body(.element(position), key))
      }
    }
    switch self {
    case .table(var table):
      for index in table.columns.indices {
        let name = table.columns[index].name
        map(&table.columns[index].default, .default(name))
        if let generated = table.columns[index].generated?.expression {
          table.columns[index].generated?.expression = body(.generated(name), generated)
        }
      }
      return .table(table)
    case .constraint(var constraint):
      switch constraint.kind {
      case .check(let check, let isNoInherit):
        constraint.kind = .check(body(.definition, check), isNoInherit: isNoInherit)
      case .exclusion(var exclusion):
        map(&exclusion.elements)
        map(&exclusion.predicate, .predicate)
        constraint.kind = .exclusion(exclusion)
      case .primaryKey, .unique, .foreignKey: break
      }
      return .constraint(constraint)
    case .index(var index):
      map(&index.elements)
      map(&index.predicate, .predicate)
      return .index(index)
    case .domain(var domain):
      map(&domain.default, .default(""))
      return .domain(domain)
    case .domainConstraint(var constraint):
      constraint.check = body(.definition, constraint.check)
      return .domainConstraint(constraint)
    case .view(var view):
      view.definition = body(.definition, view.definition)
      return .view(view)
    case .materializedView(var view):
      view.definition = body(.definition, view.definition)
      return .materializedView(view)
    case .rule(var rule):
      rule.definition = body(.definition, rule.definition)
      return .rule(rule)
    case .trigger(var trigger):
      map(&trigger.condition, .condition)
      return .trigger(trigger)
    case .policy(var policy):
      map(&policy.using, .condition)
      map(&policy.check, .check)
      return .policy(policy)
    case .statistics(var statistics):
      for position in statistics.expressions.indices {
        statistics.expressions[position] = body(
          .element(position), statistics.expressions[position])
      }
      return .statistics(statistics)
    case .routine(var routine):
      routine.arguments = body(.arguments, routine.arguments)
      if case .sql(let text) = routine.body { routine.body = .sql(body(.body, text)) }
      return .routine(routine)
    case .publication(var publication):
      for index in publication.tables.indices {
        let relation = publication.tables[index].relation
        map(&publication.tables[index].filter, .filter(relation))
      }
      return .publication(publication)
    default: return self
    }
  }
}
