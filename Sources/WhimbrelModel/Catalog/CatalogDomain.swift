extension Catalog {
  /// A domain. Its checks are objects of their own, `DomainConstraint`.
  package struct Domain: Hashable, Sendable {
    package var schema: Name
    package var name: Name
    package var base: TypeName
    /// Only when it differs from the base type's own, as SQL.
    package var collation: SQLText?
    package var `default`: Expression?
    package var isNotNull = false
    /// The NOT NULL constraint's name where the server keeps one; nil for PostgreSQL's own choice.
    package var notNullName: Name?
    package var id: ObjectID { ObjectID(.domain, schema: schema, name) }
    package init(schema: Name, name: Name, base: TypeName) {
      self.schema = schema
      self.name = name
      self.base = base
    }
  }

  /// A check of a domain.
  package struct DomainConstraint: Hashable, Sendable {
    package var domain: ObjectID
    package var name: Name
    package var check: Expression
    /// false after NOT VALID.
    package var isValid = true
    package var id: ObjectID { domain.with(.domainConstraint, member: name) }
    package init(domain: ObjectID, name: Name, check: Expression) {
      self.domain = domain
      self.name = name
      self.check = check
    }
  }
}
