import WhimbrelModel

extension Names {
  /// An object as COMMENT ON takes it: `COLUMN users.email`, `CONSTRAINT c ON DOMAIN d`.
  package func reference(_ id: ObjectID, in catalog: Catalog) -> String {
    let path = qualified(id)
    if let column = id.identityColumn {
      // PostgreSQL's choice where nothing else is said.
      let name =
        catalog.column(column)?.identity?.sequence
        ?? PostgresNames.joined(id.name, id.member, "seq")
      return "SEQUENCE \(qualified(id.schema, name))"
    }
    switch id.kind {
    case .column: return "COLUMN \(path).\(id.member.quoted)"
    case .constraint: return "CONSTRAINT \(id.member.quoted) ON \(path)"
    case .domainConstraint: return "CONSTRAINT \(id.member.quoted) ON DOMAIN \(path)"
    case .rule, .trigger, .policy:
      return "\(id.kind.title.uppercased()) \(id.member.quoted) ON \(path)"
    case .table: return "\(catalog.table(of: id)?.keyword ?? "TABLE") \(path)"
    case .enumType, .compositeType, .rangeType, .baseType: return "TYPE \(path)"
    case .function, .procedure:
      return "\(id.kind.title.uppercased()) \(path)(\(id.member))"
    case .aggregate:
      guard case .aggregate(let aggregate)? = catalog[id] else { break }
      return "AGGREGATE \(path)(\(aggregate.identity))"
    case .operator: return "OPERATOR \(qualifiedOperator(id)) (\(id.member))"
    case .operatorClass, .operatorFamily:
      return "\(id.kind.title.uppercased()) \(path) USING \(id.member.quoted)"
    case .cast: return "CAST (\(id.name) AS \(id.member))"
    case .transform: return "TRANSFORM FOR \(id.name) LANGUAGE \(id.member.quoted)"
    case .foreignDataWrapper: return "FOREIGN DATA WRAPPER \(path)"
    default: break
    }
    return "\(id.kind.title.uppercased()) \(path)"
  }
}

enum CommentChange {
  static func statement(_ id: ObjectID, in catalog: Catalog, _ names: Names) -> Statement {
    let text = catalog.comments[id] ?? catalog.usualComment(of: id)
    let literal = text.flatMap { $0.text.isEmpty ? nil : $0.literal } ?? "NULL"
    return Statement("COMMENT ON \(names.reference(id, in: catalog)) IS \(literal)", for: id)
  }
}
