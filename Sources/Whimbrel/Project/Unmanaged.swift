import WhimbrelModel
import WhimbrelPlanning

/// What a project knows of and leaves alone: `versions/unmanaged`, a line each, and partitions that
/// another program makes.
///
/// ```
/// table:spatial_ref_sys
/// table:audit_*
/// schema:legacy
/// ```
struct Unmanaged: Sendable {
  private(set) var patterns: [ObjectPattern] = []
  /// Tables whose partitions are left alone, and the partitions that are not: those declared.
  private var partitioned: Set<ObjectID> = []
  private var declared: Set<ObjectID> = []

  init() {}

  /// Throws a diagnostic for a line that names no object.
  init(_ source: SourceText) throws {
    for line in 1...source.lineCount {
      let range = source.contentRange(ofLine: line)
      let text = source.text(range)
      if text.isEmpty || text.hasPrefix("#") { continue }
      guard let pattern = ObjectPattern(text) else {
        throw source.diagnostic(
          "this names no object", at: range,
          help: "write KIND:NAME, such as table:spatial_ref_sys, table:audit_* or schema:audit")
      }
      patterns.append(pattern)
    }
  }

  mutating func add(_ pattern: ObjectPattern) {
    if !patterns.contains(pattern) { patterns.append(pattern) }
  }

  /// What `--unmanaged` says.
  mutating func add(_ words: [String]) throws(UsageError) {
    for word in words {
      guard let pattern = ObjectPattern(word) else {
        throw UsageError(
          "--unmanaged cannot be \"\(word)\"",
          help: "write KIND:NAME, such as table:spatial_ref_sys, table:audit_* or schema:audit")
      }
      add(pattern)
    }
  }

  /// Leaves alone the partitions that hints say so of, but for those in the catalog of what is
  /// declared.
  mutating func leavePartitions(alone hints: Hints, declaredIn catalog: Catalog) {
    for parent in hints.unmanagedPartitions {
      partitioned.insert(parent)
      if let former = hints.renames[parent] { partitioned.insert(former) }
    }
    if !hints.unmanagedPartitions.isEmpty {
      declared.formUnion(catalog.objects.keys.filter { $0.kind == .table })
    }
  }

  var text: String {
    let lines = patterns.map(\.text).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return "# Objects that whimbrel leaves alone, a line each.\n" + lines.map { $0 + "\n" }.joined()
  }

  /// The catalog without what is left alone.
  func filtered(_ catalog: Catalog, home: Name) -> Catalog {
    let partitions = partitions(in: catalog)
    guard !patterns.isEmpty || !partitions.isEmpty else { return catalog }
    func isKept(_ id: ObjectID) -> Bool {
      !Self.wholes(of: id, in: catalog).contains { whole in
        partitions.contains(whole) || patterns.contains { $0.names(whole, home: home) }
      }
    }
    var result = catalog
    result.objects = catalog.objects.filter { isKept($0.key) }
    result.comments = catalog.comments.filter { isKept($0.key) }
    result.privileges = catalog.privileges.filter { isKept($0.key) }
    result.owners = catalog.owners.filter { isKept($0.key) }
    result.unmanaged = catalog.unmanaged.filter { $0.id.map(isKept) ?? true }
    return result
  }

  /// Whether an object is left alone; `above` are the relation it goes with, and the parents of that.
  func leavesAlone(_ id: ObjectID, partOf above: [ObjectID], home: Name) -> Bool {
    let tables = (id.kind == .table ? [id] : []) + above
    for (place, table) in tables.enumerated()
    where !declared.contains(table) && tables[(place + 1)...].contains(where: partitioned.contains)
    {
      return true
    }
    var wholes = [id] + above
    wholes += wholes.flatMap { [$0.with(.view), $0.with(.materializedView)] }
    wholes += wholes.filter { !$0.schema.isEmpty }.map { ObjectID(.schema, $0.schema) }
    return wholes.contains { whole in patterns.contains { $0.names(whole, home: home) } }
  }

  /// Partitions at any depth that are left alone.
  private func partitions(in catalog: Catalog) -> Set<ObjectID> {
    guard !partitioned.isEmpty else { return [] }
    var found: Set<ObjectID> = []
    for (id, object) in catalog.objects where !declared.contains(id) {
      guard case .table(var table) = object else { continue }
      while let parent = table.partitionOf?.parent {
        if partitioned.contains(parent) {
          found.insert(id)
          break
        }
        guard case .table(let above)? = catalog[parent] else { break }
        table = above
      }
    }
    return found
  }

  /// An object and what it is a part of.
  private static func wholes(of id: ObjectID, in catalog: Catalog) -> [ObjectID] {
    var ids = [id]
    if !id.member.isEmpty {
      ids += [.table, .view, .materializedView].map { id.with($0) }
    }
    if case .index(let index)? = catalog[id] { ids.append(index.relation) }
    if case .sequence(let sequence)? = catalog[id], let owner = sequence.ownedBy {
      ids.append(owner.with(.table))
    }
    return ids + ids.filter { !$0.schema.isEmpty }.map { ObjectID(.schema, $0.schema) }
  }
}
