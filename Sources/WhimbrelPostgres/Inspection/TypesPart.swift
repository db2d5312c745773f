import WhimbrelModel

/// The types in scope by their identifiers: row types and array types stand for what they are of.
enum TypesPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT oid, typname, typnamespace, typtype, typrelid, typarray, typbasetype
    FROM pg_catalog.pg_type
    WHERE oid >= '16384' AND (typnamespace IN \(request.namespaces) OR typtype = 'd')
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    var unread: [OID: ObjectID] = [:]
    var arrays: Set<OID> = []
    try rows.forEach { row in
      let oid = try row.oid()
      let name = try row.name()
      let namespace = try row.oid()
      let type = try row.char()
      let relation = try row.oid()
      let array = try row.oid()
      let base = try row.oid()
      if array != 0 { arrays.insert(array) }
      if type == "d" { assembly.baseTypes[oid] = base }
      guard let schema = assembly.namespaces[namespace] else { return }
      if let owner = assembly.members[Address(SystemCatalog.type, oid)] {
        // The array type is no member of its own.
        assembly.members[Address(SystemCatalog.type, array)] = owner
        return
      }
      let id: ObjectID? =
        switch type {
        case "c": assembly.relations[relation]?.id
        case "e": ObjectID(.enumType, schema: schema, name)
        case "d": ObjectID(.domain, schema: schema, name)
        case "r": ObjectID(.rangeType, schema: schema, name)
        default: nil
        }
      if type == "b" || type == "p" { unread[oid] = ObjectID(.baseType, schema: schema, name) }
      guard let id else { return }
      assembly.ids[Address(SystemCatalog.type, oid)] = id
      if array != 0 { assembly.registerImplicit(id, array) }
    }
    for (oid, id) in unread.sorted(by: { $0.value < $1.value }) {
      if arrays.contains(oid) || assembly.isMember(SystemCatalog.type, oid) { continue }
      assembly.catalog.unmanaged.append(
        Catalog.Unmanaged(
          .baseType, id, reason: "base types and shell types are not managed"))
    }
  }
}
