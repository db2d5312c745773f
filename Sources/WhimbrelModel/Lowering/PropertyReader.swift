/// Reads a table's stored properties: its columns, and those of its groups in their place.
struct PropertyReader {
  let table: String
  var columns: [DeclaredColumn] = []
  var mistakes: [(message: String, help: String)] = []

  init(table: String) { self.table = table }

  mutating func read(_ value: some Any, path: String) {
    let children = Mirror(reflecting: value).children
    if children.isEmpty && size(of: value) > 0 {
      mistakes.append(
        (
          "the properties of \(table) cannot be read",
          "build the model's target without -disable-reflection-metadata"
        ))
    }
    for child in children {
      let property = path + (child.label ?? "?")
      switch child.value {
      case let column as Column: add(column, property)
      case let group as any ColumnGroup: read(group, path: property + ".")
      default: reject(property, child.value)
      }
    }
  }

  private mutating func add(_ column: Column, _ property: String) {
    let last = property.split(separator: ".").last.map(String.init) ?? property
    let name = Name(column.explicitName.isEmpty ? last.snakeCased : column.explicitName)
    columns.append(
      DeclaredColumn(
        property: property, name: name, declaration: column,
        lowered: Catalog.Column(name: name, type: Catalog.TypeName(""))))
  }

  private mutating func reject(_ property: String, _ value: Any) {
    let lazyPrefix = "$__lazy_storage_$_"
    if let lazy = property.split(separator: ".").last, lazy.hasPrefix(lazyPrefix) {
      let name = lazy.dropFirst(lazyPrefix.count)
      mistakes.append(
        (
          "\(table).\(name) is lazy, and so is not read as a column",
          "write let \(name) = Column(…)"
        ))
      return
    }
    mistakes.append(
      (
        "\(table).\(property) is neither a Column nor a ColumnGroup, but \(type(of: value))",
        "make it a static or a computed property, or one Column a property"
      ))
  }

  private func size<Value>(of value: Value) -> Int { MemoryLayout<Value>.size }
}
