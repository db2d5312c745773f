import WhimbrelModel

/// How likely one object is another's former self, by what a person would look at.
package struct Likeness: Comparable, Sendable {
  /// From 0; what is at least `likely` is worth saying.
  package private(set) var score = 0.0
  /// What is alike, in a few words each.
  package private(set) var reasons: [String] = []

  package static let likely = 4.0

  package var isLikely: Bool { score >= Self.likely }

  package static func < (left: Likeness, right: Likeness) -> Bool { left.score < right.score }
  package static func == (left: Likeness, right: Likeness) -> Bool { left.score == right.score }

  private mutating func add(_ points: Double, _ reason: String? = nil) {
    score += points
    if let reason, points > 0 { reasons.append(reason) }
  }

  // MARK: Columns

  /// Of a column that is gone and one that is new, of tables that are the same.
  package init(
    _ old: Catalog.Column, of before: Catalog.Table, in former: Catalog,
    _ new: Catalog.Column, of after: Catalog.Table, in latter: Catalog
  ) {
    if old.type == new.type {
      add(3, "same type")
    } else if old.type.base == new.type.base {
      add(2, "same type but for its length")
    }
    if Self.place(of: old, in: before, beside: after)
      == Self.place(of: new, in: after, beside: before)
    {
      add(1.5, "same place")
    }
    if let value = old.default, value == new.default { add(1, "same default") }
    if old.isNotNull == new.isNotNull { add(0.5) }
    let comment = former.comments[before.id.with(.column, member: old.name)]
    if let comment, comment == latter.comments[after.id.with(.column, member: new.name)] {
      add(3, "same comment")
    }
    let uses = Self.uses(of: old.name, before, former)
    if !uses.isEmpty, uses == Self.uses(of: new.name, after, latter) {
      add(2, "same constraints and indexes")
    }
    addNames(old.name, new.name)
  }

  /// How many columns that both tables have stand before it.
  private static func place(
    of column: Catalog.Column, in table: Catalog.Table, beside other: Catalog.Table
  ) -> Int {
    let common = Set(other.columns.map(\.name))
    return table.columns.prefix { $0.name != column.name }.count { common.contains($0.name) }
  }

  /// The constraints and indexes of a column, without names.
  private static func uses(
    of column: Name, _ table: Catalog.Table, _ catalog: Catalog
  ) -> Set<String> {
    var uses: Set<String> = []
    for object in catalog.objects.values {
      switch object {
      case .constraint(let constraint) where constraint.table == table.id:
        switch constraint.kind {
        case .primaryKey(let key) where key.columns.contains(column):
          uses.insert("key of \(key.columns.count)")
        case .unique(let key) where key.columns.contains(column):
          uses.insert("unique of \(key.columns.count)")
        case .foreignKey(let key) where key.columns.contains(column):
          uses.insert("reference to \(key.references)")
        default: break
        }
      case .index(let index) where index.relation == table.id:
        let keys = index.elements.map(\.key)
        if keys.contains(.column(column)) { uses.insert("index of \(keys.count)") }
      default: break
      }
    }
    return uses
  }

  // MARK: Tables

  /// Of a table that is gone and one that is new.
  package init(
    _ old: Catalog.Table, in former: Catalog, _ new: Catalog.Table, in latter: Catalog
  ) {
    let before = Set(old.columns.map { [$0.name.text, $0.type.printed.text] })
    let after = Set(new.columns.map { [$0.name.text, $0.type.printed.text] })
    let common = before.intersection(after).count
    let all = before.union(after).count
    if all > 0, common > 0 {
      add(6 * Double(common) / Double(all), "\(common) of \(all) columns the same")
    }
    if let comment = former.comments[old.id], comment == latter.comments[new.id] {
      add(3, "same comment")
    }
    addNames(old.name, new.name)
  }

  // MARK: Definitions

  /// Of two objects that are wholly said by their definition: nil when these differ.
  package init?(_ old: CatalogObject, _ new: CatalogObject) {
    guard let before = old.nameless, before == new.nameless else { return nil }
    add(Self.likely, "same definition")
    addNames(old.id.name, new.id.name)
  }

  private mutating func addNames(_ old: Name, _ new: Name) {
    let (old, new) = (old.text.lowercased(), new.text.lowercased())
    let longest = Double(max(old.unicodeScalars.count, new.unicodeScalars.count, 1))
    let distance = Double(Suggestion.distance(old, new)) / longest
    let isPart = old.utf8.count > 2 && new.contains(old) || new.utf8.count > 2 && old.contains(new)
    let words = Set(old.split(separator: "_")).intersection(new.split(separator: "_"))
    if distance <= 0.4 || isPart || !words.isEmpty { add(2, "similar name") }
  }
}

extension CatalogObject {
  /// The object without its name and schema, for kinds that a definition says wholly; else nil.
  fileprivate var nameless: CatalogObject? {
    switch self {
    case .view(var view):
      (view.schema, view.name) = ("", "")
      return .view(view)
    case .materializedView(var view):
      (view.schema, view.name) = ("", "")
      return .materializedView(view)
    case .enumType(var type):
      (type.schema, type.name) = ("", "")
      return .enumType(type)
    case .compositeType(var type):
      (type.schema, type.name) = ("", "")
      return .compositeType(type)
    case .domain(var domain):
      (domain.schema, domain.name) = ("", "")
      return .domain(domain)
    case .routine(var routine):
      (routine.schema, routine.name) = ("", "")
      return .routine(routine)
    case .sequence(var sequence):
      (sequence.schema, sequence.name) = ("", "")
      return .sequence(sequence)
    default: return nil
    }
  }
}
