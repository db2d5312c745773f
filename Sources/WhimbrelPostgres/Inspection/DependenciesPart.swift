import Synchronization
import WhimbrelModel

/// What needs what, and what belongs to an extension (manual: pg_depend).
enum DependenciesPart: InspectionPart {
  /// Left out is what every object of its kind has and what is read elsewhere: schemas, row and
  /// array types, TOAST tables, a constraint's index, a foreign key's own triggers.
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT classid, objid, objsubid, refclassid, refobjid, refobjsubid, deptype
    FROM pg_catalog.pg_depend
    WHERE objid >= '16384' AND (refobjid >= '16384' OR deptype = 'x') AND refclassid <> '2615'
      AND NOT (deptype = 'i' AND (classid = '1247'
        OR classid = '2620' AND refclassid = '2606'
        OR classid = '1259' AND (refclassid = '2606' OR refclassid = '1259' AND refobjsubid = '0')))
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    assembly.dependencies.reserveCapacity(rows.count)
    try rows.forEach { row in
      let dependency = Dependency(
        catalog: try row.oid(), object: try row.oid(), column: try row.int(),
        neededCatalog: try row.oid(), neededObject: try row.oid(), neededColumn: try row.int())
      let object = Address(dependency.catalog, dependency.object)
      switch try row.char() {
      case "e":
        assembly.members[object] = dependency.neededObject
        return
      case "x":
        assembly.extensionDependents.append(dependency)
      case "i" where dependency.catalog != SystemCatalog.class:
        assembly.owners[object] = Address(dependency.neededCatalog, dependency.neededObject)
      case "a" where dependency.neededCatalog == SystemCatalog.operatorFamily,
        "a" where dependency.neededCatalog == SystemCatalog.operatorClass:
        assembly.owners[object] = Address(dependency.neededCatalog, dependency.neededObject)
      default: break
      }
      assembly.dependencies.append(dependency)
    }
  }
}

/// One row of pg_depend; a column is 0 for the object as a whole.
struct Dependency {
  var catalog: OID
  var object: OID
  var column: Int
  var neededCatalog: OID
  var neededObject: OID
  var neededColumn: Int
}

extension Assembly {
  /// Turns the rows of pg_depend into ids, each lifted to the object that stands alone.
  mutating func liftDependencies() {
    needs.reserveCapacity(catalog.objects.count * 2)
    for dependency in dependencies
    where !copies.contains(Address(dependency.catalog, dependency.object)) {
      let sources = lifted(dependency.catalog, dependency.object, dependency.column)
      if sources.isEmpty { continue }
      let needed = lifted(
        dependency.neededCatalog, dependency.neededObject, dependency.neededColumn)
      for source in sources {
        for target in needed { depend(source, on: target) }
      }
    }
    for id in catalog.objects.keys where !id.schema.isEmpty {
      let schema = ObjectID(.schema, id.schema)
      if catalog.objects[schema] != nil { depend(id, on: schema) }
    }
  }

  mutating func reportExtensionDependents() {
    for dependent in extensionDependents {
      guard let id = ids[Address(dependent.catalog, dependent.object)] else { continue }
      // Of those that every database has, one is an extension.
      let owner =
        ids[Address(dependent.neededCatalog, dependent.neededObject)]
        ?? ObjectID(.extension, "plpgsql")
      catalog.unmanaged.append(
        Catalog.Unmanaged(
          .extensionDependent, id,
          reason: "that it goes along with \(owner) (DEPENDS ON EXTENSION) is not managed"))
    }
  }

  mutating func depend(_ object: ObjectID, on needed: ObjectID) {
    // A column is part of its relation: only what comes from elsewhere is said of either.
    let isWithin =
      object.kind == .column && needed.kind.isRelation
      || needed.kind == .column && object.kind.isRelation
    // Only of a routine that calls itself anything is to be known.
    if object == needed && !object.kind.isRoutine { return }
    if isWithin && object.name == needed.name && object.schema == needed.schema { return }
    needs[object, default: []].insert(needed)
  }

  /// The object, and its column when one is meant; the extension of what belongs to one; nothing for
  /// what is out of scope.
  private func lifted(_ catalog: OID, _ object: OID, _ column: Int) -> [ObjectID] {
    if let owner = members[Address(catalog, object)] {
      return ids[Address(SystemCatalog.extension, owner)].map { [$0] } ?? []
    }
    guard let id = ids[Address(catalog, object)] else { return [] }
    if column > 0, let columnID = columnID(object, column) { return [id, columnID] }
    if id.kind == .columnDefault, generatedDefaults.contains(object) {
      return [id, id.with(.column, member: id.member), id.with(.table)]
    }
    return [id]
  }
}

/// What `pg_depend` says, made into ids when it is first asked for.
final class LazyDependencies: Sendable {
  private enum State: Sendable {
    case read(Assembly)
    case made([ObjectID: Set<ObjectID>])
  }

  private let state: Mutex<State>

  init(of assembly: Assembly) { state = Mutex(.read(assembly)) }

  var value: [ObjectID: Set<ObjectID>] {
    state.withLock { state in
      switch state {
      case .made(let value): return value
      case .read(var assembly):
        assembly.liftDependencies()
        state = .made(assembly.needs)
        return assembly.needs
      }
    }
  }
}

extension ObjectKind {
  fileprivate var isRelation: Bool {
    switch self {
    case .table, .view, .materializedView, .compositeType: true
    default: false
    }
  }
}
