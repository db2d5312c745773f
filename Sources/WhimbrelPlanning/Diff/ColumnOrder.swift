import WhimbrelModel

/// Tables whose columns stand in another order in another catalog. It is said and never mended: only a
/// new table could, and `SELECT *` and INSERT without names are all that meet it.
package enum ColumnOrder {
  /// Of the columns that both have; what one lacks is a difference of its own.
  package static func differences(from old: Catalog, to new: Catalog) -> [Catalog.Unmanaged] {
    old.objects.values.compactMap { object in
      guard case .table(let before) = object, case .table(let after)? = new[before.id],
        let name = first(before.columns, after.columns)
      else { return nil }
      return Catalog.Unmanaged(
        .columnOrder, before.id,
        reason:
          "its columns are in another order from \(name.quoted) on; no table is made anew for that")
    }
  }

  /// The first column that stands elsewhere.
  private static func first(_ old: [Catalog.Column], _ new: [Catalog.Column]) -> Name? {
    if old.count == new.count, zip(old, new).allSatisfy({ $0.name == $1.name }) { return nil }
    let (before, after) = (Set(old.map(\.name)), Set(new.map(\.name)))
    let kept = zip(
      old.lazy.map(\.name).filter(after.contains), new.lazy.map(\.name).filter(before.contains))
    return kept.first { $0 != $1 }?.0
  }
}
