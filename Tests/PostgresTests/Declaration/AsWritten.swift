import WhimbrelModel

extension CatalogObject {
  /// The object with each expression as its author wrote it, whatever the server prints.
  var asWritten: CatalogObject {
    switch self {
    case .table(var table):
      for position in table.columns.indices {
        table.columns[position].default?.setAsWritten()
        table.columns[position].generated?.expression.setAsWritten()
      }
      return .table(table)
    case .constraint(var constraint):
      switch constraint.kind {
      case .check(var expression, let isNoInherit):
        expression.setAsWritten()
        constraint.kind = .check(expression, isNoInherit: isNoInherit)
      case .exclusion(var exclusion):
        exclusion.predicate?.setAsWritten()
        for position in exclusion.elements.indices { exclusion.elements[position].setAsWritten() }
        constraint.kind = .exclusion(exclusion)
      case .primaryKey, .unique, .foreignKey: break
      }
      return .constraint(constraint)
    case .index(var index):
      index.predicate?.setAsWritten()
      for position in index.elements.indices { index.elements[position].setAsWritten() }
      return .index(index)
    case .extension(var needed):
      needed.version = nil  // A server has one even when nobody said which.
      return .extension(needed)
    default: return self
    }
  }
}

extension Catalog.IndexElement {
  fileprivate mutating func setAsWritten() {
    guard case .expression(var expression) = key else { return }
    expression.setAsWritten()
    key = .expression(expression)
  }
}

extension Expression {
  fileprivate mutating func setAsWritten() { printed = authored ?? printed }
}
