import WhimbrelModel

/// What the parts of an inspection have read so far; becomes a catalog at the end.
struct Assembly: Sendable {
  let request: InspectionRequest
  var catalog = Catalog()
  var roles: [OID: Name] = [:]
  var namespaces: [OID: Name] = [:]
  /// Where an object of the catalogs is in ours; what is part of another object has that one's id.
  var ids: [Address: ObjectID] = [:]
  /// What belongs to an extension → that extension.
  var members: [Address: OID] = [:]
  /// A constraint that is no object of its own → what a comment on it is on: NOT NULL, and what a
  /// partition has from its parent.
  var partConstraints: [OID: ObjectID] = [:]
  /// What is dropped along with an extension: ALTER … DEPENDS ON EXTENSION.
  var extensionDependents: [Dependency] = []
  /// What is made along with another object → that object: a range type's functions and casts, a
  /// member of an operator class or family.
  var owners: [Address: Address] = [:]
  var dependencies: [Dependency] = []
  /// What needs what besides the rows of pg_depend.
  var needs: [ObjectID: Set<ObjectID>] = [:]
  var relations: [OID: Relation] = [:]
  var tables: [OID: Catalog.Table] = [:]
  var views: [OID: Catalog.View] = [:]
  var materializedViews: [OID: Catalog.MaterializedView] = [:]
  var compositeTypes: [OID: Catalog.CompositeType] = [:]
  var domains: [OID: Catalog.Domain] = [:]
  var operatorFamilies: [OID: Catalog.OperatorFamily] = [:]
  var ownOperatorClasses: [OID: Catalog.OperatorClass] = [:]
  var publications: [OID: Catalog.Publication] = [:]
  var columnTypes: [ColumnType: Catalog.TypeName] = [:]
  /// A domain's type.
  var baseTypes: [OID: OID] = [:]
  /// The defaults that are what a column is generated from.
  var generatedDefaults: Set<OID> = []
  var identities: [Attribute: Identity] = [:]
  var sequences: [OwnedSequence] = []
  /// As SQL.
  var collations: [OID: SQLText] = [:]
  var operatorClasses: [OID: OperatorClass] = [:]
  /// The input types for which an access method has a default operator class.
  var indexedTypes: Set<Address> = []
  var indexAttributes: [Attribute: IndexAttribute] = [:]
  var indexes: [OID: Catalog.Index] = [:]
  /// A partition's copies of what its parent has: what they need, the partition needs.
  var copies: Set<Address> = []
  /// The index of a partition's constraint that comes from its parent → that constraint.
  var inheritedIndexes: [OID: OID] = [:]
  /// An index's own id, also where it is part of a constraint: comments go by it.
  var indexIDs: [OID: ObjectID] = [:]
  /// An identity column's sequence, by its column: privileges and comments go by it.
  var identitySequences: [OID: ObjectID] = [:]
  /// Arrays and multiranges.
  var implicitTypes: Set<OID> = []
  var builtinPrivileges: [Character: Set<Privileges.Grant>] = [:]

  init(_ request: InspectionRequest) { self.request = request }

  struct Relation {
    var id: ObjectID
    var kind: Character
    var columns = Columns()

    subscript(number: Int) -> ColumnFacts? { columns[number] }
  }

  /// The columns of a relation by number; nil where one was dropped.
  struct Columns {
    private var facts: [ColumnFacts?] = []

    subscript(number: Int) -> ColumnFacts? {
      get { facts.indices.contains(number) ? facts[number] : nil }
      set {
        while facts.count <= number { facts.append(nil) }
        facts[number] = newValue
      }
    }
  }

  struct ColumnFacts {
    var name: Name
    var type: OID
    var collation: OID
  }

  /// A relation's column, or an index's key, by its number.
  struct Attribute: Hashable {
    var relation: OID
    var number: Int
  }

  struct ColumnType: Hashable {
    var type: OID
    var modifier: Int
  }

  /// Whether it belongs to an extension, which makes and drops it.
  func isMember(_ catalog: OID, _ object: OID) -> Bool {
    members[Address(catalog, object)] != nil
  }

  mutating func register(_ id: ObjectID, _ catalog: OID, _ object: OID, owner: OID? = nil) {
    ids[Address(catalog, object)] = id
    if let owner, let name = roles[owner] { self.catalog.owners[id] = name }
  }

  /// A type that comes with an object, and is called by that one's id.
  mutating func registerImplicit(_ id: ObjectID, _ type: OID) {
    register(id, SystemCatalog.type, type)
    implicitTypes.insert(type)
  }

  mutating func add(_ added: CatalogObject, _ catalog: OID, _ object: OID, owner: OID? = nil) {
    register(added.id, catalog, object, owner: owner)
    self.catalog.insert(added)
  }

  /// The schema of an object that is in scope and belongs to no extension.
  func schema(of namespace: OID, _ catalog: OID, _ object: OID) -> Name? {
    isMember(catalog, object) ? nil : namespaces[namespace]
  }

  /// The names of columns by their numbers; what is no column of the relation is left out.
  func columnNames(_ relation: OID, _ numbers: [Int]) -> [Name] {
    guard let relation = relations[relation] else { return [] }
    return numbers.compactMap { relation[$0]?.name }
  }

  func typeName(_ type: ColumnType) throws(InspectionError) -> Catalog.TypeName {
    guard let name = columnTypes[type] else { throw InspectionError(column: "atttypid") }
    return name
  }

  func columnID(_ relation: OID, _ number: Int) -> ObjectID? {
    guard number > 0, let relation = relations[relation], let column = relation[number] else {
      return nil
    }
    return relation.id.with(.column, member: column.name)
  }

  /// The catalog of all that was read.
  consuming func finished() -> Catalog {
    for table in tables.values { catalog.insert(.table(table)) }
    for view in views.values { catalog.insert(.view(view)) }
    for view in materializedViews.values { catalog.insert(.materializedView(view)) }
    for type in compositeTypes.values { catalog.insert(.compositeType(type)) }
    for domain in domains.values { catalog.insert(.domain(domain)) }
    for family in operatorFamilies.values { catalog.insert(.operatorFamily(family)) }
    for found in ownOperatorClasses.values { catalog.insert(.operatorClass(found)) }
    for publication in publications.values { catalog.insert(.publication(publication)) }
    for owned in sequences {
      var sequence = owned.sequence
      sequence.ownedBy = owned.column.flatMap { columnID($0.relation, $0.number) }
      catalog.insert(.sequence(sequence))
    }
    for index in indexes.values { catalog.insert(.index(index)) }
    reportExtensionDependents()
    var made = catalog
    let source = LazyDependencies(of: self)
    made.dependencySource = { source.value }
    return made
  }
}
