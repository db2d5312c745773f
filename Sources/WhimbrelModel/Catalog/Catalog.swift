/// What a database holds: the one shape that model, live database, SQL file and revisions all become.
///
/// Two catalogs describe the same database when their objects, comments, privileges and owners are
/// equal. `dependencies` only says in which order things can be made and unmade.
package struct Catalog: Sendable {
  /// Every object that stands alone, by its id; columns live in their relation.
  package var objects: [ObjectID: CatalogObject] = [:]
  /// Other than they come with: empty where one that comes with the object is gone.
  package var comments: [ObjectID: SQLText] = [:]
  /// Privileges that differ from what PostgreSQL gives a new object. Absent: the default.
  package var privileges: [ObjectID: Privileges] = [:]
  package var owners: [ObjectID: Name] = [:]
  /// Whether the server that this was read from has the privilege MAINTAIN, which owners have from 17 on.
  package var hasMaintain = false
  /// Constraints that a partition has because its parent has them, which are not objects of their own
  /// while it is a partition → the parent's.
  package var inherited: [ObjectID: ObjectID] = [:]
  /// Columns whose NOT NULL has its name from a parent, and would be called otherwise were it the column's
  /// own → that name (18).
  package var inheritedNotNulls: [ObjectID: Name] = [:]
  /// How the server that this was read from turns one type into another. Empty in a declared catalog.
  package var casts = Casts()
  /// The role that a plan for this database runs as: what it makes is its own. nil when unknown.
  package var role: Name?
  /// What each object needs, by id: what `pg_depend` says. Empty in a declared catalog.
  ///
  /// An inspected catalog makes it when it is first asked for: comparing alone has no use for it.
  package var dependencies: [ObjectID: Set<ObjectID>] {
    get { dependencySource() }
    set { dependencySource = { newValue } }
  }
  /// What gives the dependencies, at little cost from the second time on.
  package var dependencySource: @Sendable () -> [ObjectID: Set<ObjectID>] = { [:] }
  /// Objects whose name means one of the server's own unless their schema is said.
  package var hidden: Set<ObjectID> = []
  /// What was seen and is not managed: said by `check` and `diff`, never skipped in silence.
  package var unmanaged: [Unmanaged] = []

  package init() {}

  /// The comment that an object comes with: an extension's own, and that of the schema `public`.
  package func usualComment(of id: ObjectID) -> SQLText? {
    switch id.kind {
    case .extension:
      if case .extension(let found)? = objects[id] { found.usualComment } else { nil }
    case .schema: id.name == "public" ? "standard public schema" : nil
    default: nil
    }
  }

  package subscript(_ id: ObjectID) -> CatalogObject? {
    get { objects[id] }
    set { objects[id] = newValue }
  }

  /// Whether anything of who may do what is said.
  package var saysPrivileges: Bool {
    !privileges.isEmpty || objects.keys.contains { $0.kind == .defaultPrivileges }
  }

  package mutating func insert(_ object: CatalogObject) { objects[object.id] = object }
}
