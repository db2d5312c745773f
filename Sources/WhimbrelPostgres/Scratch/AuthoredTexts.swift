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
    switch (self, declared) {
    case (.table(var table), .table(let other)):
      for index in table.columns.indices {
        if let column = other.column(table.columns[index].name) {
          table.columns[index].take(column)
        }
      }
      return .table(table)
    case (.constraint(var constraint), .constraint(let other)):
      constraint.kind.take(other.kind)
      return .constraint(constraint)
    case (.index(var index), .index(let other)):
      index.predicate.take(other.predicate)
      take(&index.elements, other.elements)
      return .index(index)
    default: return self
    }
  }
}

extension Catalog.Column {
  fileprivate mutating func take(_ other: Catalog.Column) {
    type.authored = other.type.authored ?? other.type.printed
    self.default.take(other.default)
    if let authored = other.generated?.expression {
      generated?.expression.authored = authored.authored ?? authored.printed
    }
  }
}

extension Catalog.Constraint.Kind {
  fileprivate mutating func take(_ other: Catalog.Constraint.Kind) {
    switch (self, other) {
    case (.check(var expression, let isNoInherit), .check(let authored, _)):
      expression.authored = authored.authored ?? authored.printed
      self = .check(expression, isNoInherit: isNoInherit)
    case (.exclusion(var exclusion), .exclusion(let authored)):
      exclusion.predicate.take(authored.predicate)
      WhimbrelPostgres.take(&exclusion.elements, authored.elements)
      self = .exclusion(exclusion)
    default: break
    }
  }
}

private func take(_ elements: inout [Catalog.IndexElement], _ others: [Catalog.IndexElement]) {
  guard elements.count == others.count else { return }
  for position in elements.indices {
    guard case .expression(var expression) = elements[position].key,
      case .expression(let authored) = others[position].key
    else { continue }
    expression.authored = authored.authored ?? authored.printed
    elements[position].key = .expression(expression)
  }
}

extension Optional<Expression> {
  fileprivate mutating func take(_ other: Expression?) {
    guard let other else { return }
    self?.authored = other.authored ?? other.printed
  }
}
