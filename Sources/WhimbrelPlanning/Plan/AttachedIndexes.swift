import WhimbrelModel

/// How the indexes of partitions come to be: PostgreSQL makes them with the index of the parent, or with
/// the partition, and names them itself.
struct AttachedIndexes {
  enum Way {
    /// Another operation makes it, under the name it shall have.
    case with(ObjectID)
    /// Another operation makes it, under this name.
    case renamed(from: Name)
    /// By a statement of its own.
    case alone
  }

  private let planner: Planner
  private let catalog: Catalog
  /// The indexes attached to each, directly or further down.
  private var byRoot: [ObjectID: [Catalog.Index]] = [:]

  init(_ planner: Planner) {
    self.planner = planner
    catalog = planner.new
    for case .index(let index) in catalog.objects.values where index.attachedTo != nil {
      byRoot[root(of: index), default: []].append(index)
    }
  }

  func way(of index: Catalog.Index) -> Way {
    guard index.attachedTo != nil else { return .alone }
    let root = root(of: index)
    if planner.created.contains(root) { return isSpelledOut(root) ? .alone : .with(root) }
    guard isNewPartition(index.relation) else { return .alone }
    if isNamedByServer(index) { return .with(index.relation) }
    return serverName(index).map { .renamed(from: $0) } ?? .alone
  }

  /// Whether it is attached along with its table.
  func comesWithTable(_ index: Catalog.Index) -> Bool {
    index.attachedTo != nil && isNewPartition(index.relation)
  }

  /// Whether the indexes of the partitions have names of their own, so that each takes a statement.
  func isSpelledOut(_ root: ObjectID) -> Bool {
    (byRoot[root] ?? []).contains { !isNamedByServer($0) }
  }

  /// Whether the index is made ON ONLY its partitioned table.
  func isOnly(_ index: Catalog.Index) -> Bool {
    guard catalog.table(of: index.relation)?.partitionKey != nil else { return false }
    // One that is not valid lacks those of partitions.
    if index.attachedTo == nil && !index.isValid { return true }
    return planner.created.contains(index.id) && isSpelledOut(root(of: index))
  }

  func relations(below root: ObjectID) -> Set<ObjectID> {
    Set((byRoot[root] ?? []).map(\.relation))
  }

  private func root(of index: Catalog.Index) -> ObjectID {
    var index = index
    while let parent = index.attachedTo {
      guard case .index(let next)? = catalog[parent] else { return parent }
      index = next
    }
    return index.id
  }

  private func isNewPartition(_ table: ObjectID) -> Bool {
    if planner.created.contains(table) { return true }
    guard let before = planner.old.table(of: table), let after = catalog.table(of: table) else {
      return false
    }
    return before.partitionOf?.parent != after.partitionOf?.parent
  }

  /// Whether the name looks like PostgreSQL's own: `table_columns_idx`, with a number to tell it apart.
  private func isNamedByServer(_ index: Catalog.Index) -> Bool {
    var text = index.name.text
    while let last = text.unicodeScalars.last, last.value >= 48 && last.value <= 57 {
      text.unicodeScalars.removeLast()
    }
    guard let name = serverName(index) else {
      // What stands for an expression, and where a long one is cut, is PostgreSQL's own choice; of the
      // table's name it leaves at least this much.
      return text.hasSuffix("_idx")
        && text.utf8.starts(with: index.relation.name.text.utf8.prefix(24))
    }
    return index.name == name || Name(text) == name
  }

  /// The name PostgreSQL gives first; nil where it would cut it, or where a key is an expression.
  private func serverName(_ index: Catalog.Index) -> Name? {
    var columns: [Name] = []
    for element in index.elements {
      guard case .column(let column) = element.key else { return nil }
      columns.append(column)
    }
    let parts =
      [index.relation.name] + PostgresNames.distinct(columns + index.include) + ["idx"]
    let name = parts.map(\.text).joined(separator: "_")
    return name.utf8.count <= Name.maximumLength ? Name(name) : nil
  }
}
