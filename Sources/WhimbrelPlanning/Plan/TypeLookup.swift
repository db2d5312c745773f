import WhimbrelModel

extension Catalog {
  /// The type, and those that it is made of.
  func types(within id: ObjectID) -> Set<ObjectID> {
    var seen: Set<ObjectID> = [id]
    var open = [id]
    while let type = open.popLast() {
      for next in dependencies[type] ?? [] where next.kind.isRowOrType && seen.insert(next).inserted
      {
        open.append(next)
      }
    }
    return seen
  }

  /// The type that `name` means, or an array of it, among those that `owner` depends on.
  func type(_ name: TypeName, of owner: ObjectID, _ names: Names) -> ObjectID? {
    var base = name.base.text
    while base.hasSuffix("[]") { base.removeLast(2) }
    func isNamed(_ id: ObjectID) -> Bool {
      if names.isCalled(base, id) { return true }
      guard case .rangeType(let range)? = self[id] else { return false }
      return names.isCalled(base, range.multirange)
    }
    if owner.kind.isRowOrType, isNamed(owner) { return owner }
    return dependencies[owner]?.filter { $0.kind.isRowOrType && isNamed($0) }.min()
  }
}

extension ObjectKind {
  /// Whether it is a type, or a relation whose columns make one.
  fileprivate var isRowOrType: Bool { isType || hasRowType }
}

extension Names {
  /// Whether a printed name is the object's.
  fileprivate func isCalled(_ name: String, _ id: ObjectID) -> Bool {
    name == qualified(id) || name == id.name.quoted
      || name == "\(id.schema.quoted).\(id.name.quoted)"
  }
}

extension Catalog.RangeType {
  var multirange: ObjectID { ObjectID(.rangeType, schema: multirangeSchema, multirangeName) }

  /// Whether a type that is found to be this one is its multirange type, or an array of that.
  func isMultirange(_ type: Catalog.TypeName, _ names: Names) -> Bool {
    var base = type.base.text
    while base.hasSuffix("[]") { base.removeLast(2) }
    return names.isCalled(base, multirange)
  }
}
