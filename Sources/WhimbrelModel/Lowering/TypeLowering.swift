extension Lowering {
  /// A type's name, along with what the type needs: its enum type, its extension.
  mutating func typeName(_ type: SQLType, _ place: SourcePlace?) -> Catalog.TypeName {
    if !type.mistake.isEmpty {
      problems.report(place, type.mistake, help: "change the type's modifiers: manual, Data Types")
    }
    switch type.kind {
    case .plain:
      break
    case .serial:
      return Catalog.TypeName(SQLText(type.printed), base: SQLText(type.base))
    case .extension(let name):
      let needed = Catalog.Extension(name: Name(name), schema: managed)
      if extensions[needed.id] == nil {
        extensions[needed.id] = Declared(lowered: needed, place: place)
      }
    case .enum(let type):
      add(type, place: type.place ?? place)
      let schema = name(ofSchema: type.schema)
      let path = schema == managed ? "" : "\(schema.quoted)."
      return Catalog.TypeName(SQLText(path + Name(type.name).quoted))
    case .array(let element):
      let name = typeName(element, place)
      return Catalog.TypeName(
        SQLText(name.printed.text + "[]"), base: SQLText(name.base.text + "[]"),
        authored: SQLText(name.sql + "[]"))
    }
    return Catalog.TypeName(
      SQLText(type.printed), base: SQLText(type.base), authored: SQLText(type.authored))
  }
}
