/// The kinds of object a database holds, in the order in which they are best created.
package enum ObjectKind: UInt8, Hashable, Sendable, CaseIterable, Comparable {
  case database
  case schema, `extension`, collation
  case enumType, compositeType, domain, rangeType, baseType
  case foreignDataWrapper, foreignServer, userMapping
  case sequence
  case function, procedure, aggregate
  case `operator`, operatorFamily, operatorClass, cast, conversion, transform, language
  case textSearchParser, textSearchTemplate, textSearchDictionary, textSearchConfiguration
  case accessMethod
  case table, column, columnDefault, constraint, domainConstraint, index, statistics
  case view, materializedView
  case rule, trigger, policy
  case publication, subscription, eventTrigger
  case defaultPrivileges

  /// Whether its ids have argument types in them.
  package var isRoutine: Bool { self == .function || self == .procedure || self == .aggregate }

  package static func < (left: ObjectKind, right: ObjectKind) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// What an object is called: unique within a catalog, and the same in every catalog.
///
/// - `schema` is empty for what lives in no schema (schemas, extensions, casts, publications, …).
/// - `member` names a part of `schema.name`: a relation's column, default, constraint, trigger, policy
///   or rule, a domain's constraint, a routine's argument types, a cast's target type, the table of a
///   constraint's index, the column of an identity's sequence. Else empty.
package struct ObjectID: Hashable, Comparable, Sendable {
  package var kind: ObjectKind
  package var schema: Name
  package var name: Name
  package var member: Name

  package init(_ kind: ObjectKind, schema: Name = "", _ name: Name, member: Name = "") {
    self.kind = kind
    self.schema = schema
    self.name = name
    self.member = member
  }

  package static func < (left: ObjectID, right: ObjectID) -> Bool {
    if left.kind != right.kind { return left.kind < right.kind }
    if left.schema != right.schema { return left.schema < right.schema }
    if left.name != right.name { return left.name < right.name }
    return left.member < right.member
  }

  /// Whether it is a part of a relation or domain, and goes by that one's name.
  package var isPart: Bool { !member.isEmpty && !kind.isRoutine }

  /// The constraint that this index is part of, when it is no object of its own.
  package var indexedConstraint: ObjectID? {
    guard kind == .index, !member.isEmpty else { return nil }
    return ObjectID(.constraint, schema: schema, member, member: name)
  }

  /// The index of this constraint: what COMMENT ON INDEX is on.
  package var constraintIndex: ObjectID? {
    guard kind == .constraint else { return nil }
    return ObjectID(.index, schema: schema, member, member: name)
  }

  /// The column whose identity this sequence is, when it is no object of its own.
  package var identityColumn: ObjectID? {
    kind == .sequence && !member.isEmpty ? with(.column, member: member) : nil
  }

  /// The sequence of this column's identity: what COMMENT and GRANT ON SEQUENCE are on.
  package var identitySequence: ObjectID? {
    kind == .column ? with(.sequence, member: member) : nil
  }

  /// The same `schema.name` as another kind: a table's column, the table of a column.
  package func with(_ kind: ObjectKind, member: Name = "") -> ObjectID {
    ObjectID(kind, schema: schema, name, member: member)
  }
}
