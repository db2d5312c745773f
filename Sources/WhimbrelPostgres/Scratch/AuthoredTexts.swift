import WhimbrelModel

extension Catalog {
  /// A database that was just made, as far as plans need to know: it has the schema `public`.
  package static var fresh: Catalog {
    var catalog = Catalog()
    catalog.insert(.schema(Schema(name: "public")))
    return catalog
  }

  /// This catalog, as a server prints it, with the texts of the one that was declared beside: a
  /// revision says what its author wrote, and comparing goes by what is printed.
  package func authored(by declared: Catalog) -> Catalog {
    var result = self
    for (id, object) in declared.objects {
      guard let printed = result.objects[id] else { continue }
      result.objects[id] = printed.authored(by: object)
    }
    return result
  }
}

extension CatalogObject {
  fileprivate func authored(by declared: CatalogObject) -> CatalogObject {
    let said = declared.expressions
    let result =
      said.isEmpty
      ? self
      : mappingExpressions { place, printed in
        guard let words = said[place] else { return printed }
        return Expression(printed.printed, authored: words.authored ?? words.printed)
      }
    guard case .table(var table) = result, case .table(let other) = declared else { return result }
    let types = Dictionary(
      other.columns.map { ($0.name, $0.type) }, uniquingKeysWith: { first, _ in first })
    for index in table.columns.indices {
      guard let type = types[table.columns[index].name] else { continue }
      table.columns[index].type.authored = type.authored ?? type.printed
    }
    return .table(table)
  }
}
