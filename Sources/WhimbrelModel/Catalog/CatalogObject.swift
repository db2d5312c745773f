/// One object of a catalog.
///
/// Indirect, so that a dictionary of thousands moves and copies a word for each.
package indirect enum CatalogObject: Hashable, Sendable {
  case schema(Catalog.Schema)
  case `extension`(Catalog.Extension)
  case collation(Catalog.Collation)
  case enumType(Catalog.EnumType)
  case compositeType(Catalog.CompositeType)
  case domain(Catalog.Domain)
  case domainConstraint(Catalog.DomainConstraint)
  case rangeType(Catalog.RangeType)
  case foreignDataWrapper(Catalog.ForeignDataWrapper)
  case foreignServer(Catalog.ForeignServer)
  case userMapping(Catalog.UserMapping)
  case sequence(Catalog.Sequence)
  case routine(Catalog.Routine)
  case aggregate(Catalog.Aggregate)
  case `operator`(Catalog.Operator)
  case operatorFamily(Catalog.OperatorFamily)
  case operatorClass(Catalog.OperatorClass)
  case cast(Catalog.Cast)
  case conversion(Catalog.Conversion)
  case transform(Catalog.Transform)
  case textSearchParser(Catalog.TextSearchParser)
  case textSearchTemplate(Catalog.TextSearchTemplate)
  case textSearchDictionary(Catalog.TextSearchDictionary)
  case textSearchConfiguration(Catalog.TextSearchConfiguration)
  case table(Catalog.Table)
  case constraint(Catalog.Constraint)
  case index(Catalog.Index)
  case statistics(Catalog.Statistics)
  case view(Catalog.View)
  case materializedView(Catalog.MaterializedView)
  case rule(Catalog.Rule)
  case trigger(Catalog.Trigger)
  case policy(Catalog.Policy)
  case publication(Catalog.Publication)
  case subscription(Catalog.Subscription)
  case eventTrigger(Catalog.EventTrigger)
  case defaultPrivileges(Catalog.DefaultPrivileges)

  package var id: ObjectID {
    switch self {
    case .schema(let object): object.id
    case .extension(let object): object.id
    case .collation(let object): object.id
    case .enumType(let object): object.id
    case .compositeType(let object): object.id
    case .domain(let object): object.id
    case .domainConstraint(let object): object.id
    case .rangeType(let object): object.id
    case .foreignDataWrapper(let object): object.id
    case .foreignServer(let object): object.id
    case .userMapping(let object): object.id
    case .sequence(let object): object.id
    case .routine(let object): object.id
    case .aggregate(let object): object.id
    case .operator(let object): object.id
    case .operatorFamily(let object): object.id
    case .operatorClass(let object): object.id
    case .cast(let object): object.id
    case .conversion(let object): object.id
    case .transform(let object): object.id
    case .textSearchParser(let object): object.id
    case .textSearchTemplate(let object): object.id
    case .textSearchDictionary(let object): object.id
    case .textSearchConfiguration(let object): object.id
    case .table(let object): object.id
    case .constraint(let object): object.id
    case .index(let object): object.id
    case .statistics(let object): object.id
    case .view(let object): object.id
    case .materializedView(let object): object.id
    case .rule(let object): object.id
    case .trigger(let object): object.id
    case .policy(let object): object.id
    case .publication(let object): object.id
    case .subscription(let object): object.id
    case .eventTrigger(let object): object.id
    case .defaultPrivileges(let object): object.id
    }
  }
}
