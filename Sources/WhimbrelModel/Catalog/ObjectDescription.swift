extension ObjectKind {
  /// The kind in PostgreSQL's words, in lower case: `materialized view`.
  package var title: String {
    switch self {
    case .enumType: "enum type"
    case .compositeType: "composite type"
    case .rangeType: "range type"
    case .baseType: "base type"
    case .foreignDataWrapper: "foreign-data wrapper"
    case .foreignServer: "server"
    case .userMapping: "user mapping"
    case .operatorFamily: "operator family"
    case .operatorClass: "operator class"
    case .textSearchParser: "text search parser"
    case .textSearchTemplate: "text search template"
    case .textSearchDictionary: "text search dictionary"
    case .textSearchConfiguration: "text search configuration"
    case .accessMethod: "access method"
    case .columnDefault: "default"
    case .domainConstraint: "domain constraint"
    case .materializedView: "materialized view"
    case .eventTrigger: "event trigger"
    case .defaultPrivileges: "default privileges"
    default: "\(self)"
    }
  }
}

extension ObjectID: CustomStringConvertible {
  /// For people: `column users.email`, `function shop.total(integer)`; `public` is left out.
  package var description: String {
    let isShort = schema.isEmpty || schema == "public"
    let path = isShort ? name.quoted : "\(schema.quoted).\(name.quoted)"
    switch kind {
    case .function, .procedure, .aggregate: return "\(kind.title) \(path)(\(member))"
    case .column, .columnDefault: return "\(kind.title) \(path).\(member.quoted)"
    case .constraint, .domainConstraint, .rule, .trigger, .policy:
      return "\(kind.title) \(member.quoted) on \(path)"
    case .sequence where !member.isEmpty: return "sequence of \(with(.column, member: member))"
    case .cast: return "cast (\(name) AS \(member))"
    case .operator: return "operator \(isShort ? "" : "\(schema.quoted).")\(name) (\(member))"
    case .operatorClass, .operatorFamily: return "\(kind.title) \(path) USING \(member.quoted)"
    case .transform: return "transform for \(name) LANGUAGE \(member.quoted)"
    case .userMapping: return "user mapping for \(member.quoted) on server \(name.quoted)"
    case .defaultPrivileges:
      let place = schema.isEmpty ? "" : " in schema \(schema.quoted)"
      return "default privileges of \(name.quoted)\(place) on \(member)"
    default: return member.isEmpty ? "\(kind.title) \(path)" : "\(kind.title) \(path) \(member)"
    }
  }
}
