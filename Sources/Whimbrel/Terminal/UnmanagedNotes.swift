import WhimbrelModel

extension [Catalog.Unmanaged] {
  /// A line each, and one for all tables whose columns are in another order: there may be many.
  var notes: [String] {
    let tables = filter { $0.subject == .columnOrder }
    guard tables.count > 1 else { return map(\.description) }
    let shown = tables.prefix(3).map(\.object).joined(separator: ", ")
    let rest = tables.count > 3 ? " and \(tables.count - 3) more" : ""
    return filter { $0.subject != .columnOrder }.map(\.description) + [
      "\(shown)\(rest): their columns are in another order; no table is made anew for that"
    ]
  }
}
