import WhimbrelModel
import WhimbrelPlanning

/// Objects that a project knows of and leaves alone: `versions/unmanaged`, a line each.
///
/// ```
/// table:spatial_ref_sys
/// schema:audit
/// ```
struct Unmanaged: Sendable {
  private(set) var objects: [ObjectName] = []

  init() {}

  /// Throws a diagnostic for a line that names no object.
  init(_ source: SourceText) throws {
    for line in 1...source.lineCount {
      let range = source.contentRange(ofLine: line)
      let text = source.text(range)
      if text.isEmpty || text.hasPrefix("#") { continue }
      guard let object = ObjectName(text) else {
        throw source.diagnostic(
          "this names no object", at: range,
          help: "write KIND:NAME, such as table:spatial_ref_sys or schema:audit")
      }
      objects.append(object)
    }
  }

  mutating func add(_ object: ObjectName) {
    if !objects.contains(object) { objects.append(object) }
  }

  var text: String {
    let lines = objects.map(\.text).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return "# Objects that whimbrel leaves alone, a line each.\n" + lines.map { $0 + "\n" }.joined()
  }

  /// Whether an object, or what it is a part of, is left alone.
  func contains(_ id: ObjectID, in catalog: Catalog, home: Name) -> Bool {
    guard !objects.isEmpty else { return false }
    var ids = [id]
    if !id.member.isEmpty {
      ids += [.table, .view, .materializedView].map { id.with($0) }
    }
    if case .index(let index)? = catalog[id] { ids.append(index.relation) }
    if case .sequence(let sequence)? = catalog[id], let owner = sequence.ownedBy {
      ids.append(owner.with(.table))
    }
    ids += ids.filter { !$0.schema.isEmpty }.map { ObjectID(.schema, $0.schema) }
    return ids.contains { id in objects.contains { $0.names(id, home: home) } }
  }

  /// The catalog without what is left alone.
  func filtered(_ catalog: Catalog, home: Name) -> Catalog {
    guard !objects.isEmpty else { return catalog }
    var result = catalog
    func isKept(_ id: ObjectID) -> Bool { !contains(id, in: catalog, home: home) }
    result.objects = catalog.objects.filter { isKept($0.key) }
    result.comments = catalog.comments.filter { isKept($0.key) }
    result.privileges = catalog.privileges.filter { isKept($0.key) }
    result.owners = catalog.owners.filter { isKept($0.key) }
    return result
  }
}
