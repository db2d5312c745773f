import WhimbrelModel

/// Comments on everything that is in the catalog by now.
enum CommentsPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT classoid, objoid, objsubid, description
    FROM pg_catalog.pg_description
    WHERE objoid >= '16384' OR classoid = '2615'
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    // One that an object comes with is not said; that it is gone is, but for `public`: many drop and make
    // that anew to empty a database.
    for case .extension(let found) in assembly.catalog.objects.values
    where found.usualComment != nil {
      assembly.catalog.comments[found.id] = ""
    }
    try rows.forEach { row in
      let catalog = try row.oid()
      let oid = try row.oid()
      let number = try row.int()
      let text = try row.text()
      guard let id = assembly.commented(catalog, oid, number) else { return }
      if assembly.isImplicitType(catalog, oid, id) {
        assembly.catalog.unmanaged.append(
          Catalog.Unmanaged(
            .implicitTypeComment, id,
            reason: "the comment on an array, multirange or row type of its own is not managed"))
        return
      }
      assembly.catalog.comments[id] = assembly.catalog.usualComment(of: id) == text ? nil : text
    }
  }
}

extension Assembly {
  /// What a comment is on: of a constraint's index and an identity's sequence, themselves.
  fileprivate func commented(_ catalog: OID, _ object: OID, _ column: Int) -> ObjectID? {
    if column > 0 { return columnID(object, column) }
    if catalog == SystemCatalog.class {
      if let id = indexIDs[object] ?? identitySequences[object] { return id }
    }
    if catalog == SystemCatalog.constraint, let id = partConstraints[object] { return id }
    return ids[Address(catalog, object)]
  }

  /// Whether it is a type that comes with the object: an array, a multirange, a relation's row type.
  fileprivate func isImplicitType(_ catalog: OID, _ object: OID, _ id: ObjectID) -> Bool {
    guard catalog == SystemCatalog.type else { return false }
    return implicitTypes.contains(object)
      || [.table, .view, .materializedView].contains(id.kind)
  }
}
