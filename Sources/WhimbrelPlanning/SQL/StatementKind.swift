import WhimbrelModel

/// A name as a statement writes it, without quotes: its schema is nil when none is written.
package struct WrittenName: Hashable, Sendable, CustomStringConvertible {
  package var schema: Name?
  package var name: Name

  package init(schema: Name? = nil, name: Name) {
    self.schema = schema
    self.name = name
  }

  /// As SQL, quoted where needed.
  package var description: String {
    schema.map { "\($0.quoted).\(name.quoted)" } ?? name.quoted
  }
}

/// What a statement is, as far as running it must know.
package enum StatementKind: Hashable, Sendable {
  /// BEGIN, COMMIT, ROLLBACK, SAVEPOINT, PREPARE TRANSACTION and their like.
  case transactionControl
  /// An index's schema is its table's; the index is nil when the statement leaves naming it to
  /// PostgreSQL.
  case createIndexConcurrently(index: WrittenName?, table: WrittenName?, ifNotExists: Bool)
  case dropIndexConcurrently(index: WrittenName?)
  /// `scope` is `index`, `table`, `schema`, `database` or `system`.
  case reindexConcurrently(scope: String, name: WrittenName?)
  case detachConcurrently(table: WrittenName?, partition: WrittenName?)
  case vacuum
  /// CLUSTER; without a table it does each in a transaction of its own.
  case cluster(table: WrittenName?)
  case alterSystem
  case call
  case doBlock
  /// CREATE, ALTER or DROP of a database or tablespace.
  case serverObject(object: String)
  /// CREATE, ALTER or DROP SUBSCRIPTION: some forms of it refuse a transaction.
  case subscription
  case copyFromStdin
  case copyToStdout
  case discard
  /// A call of `pg_advisory_unlock` or one of its like, which could free the runner's lock.
  case advisoryUnlock
  case createExtension(name: Name?, ifNotExists: Bool)
  case dropExtension(names: [Name])
  /// ALTER TYPE … ADD VALUE; the label is nil when it is written in a form that is not read here.
  case addEnumValue(type: WrittenName?, label: SQLText?, ifNotExists: Bool)
  case other

  /// Whether a transaction block can hold it.
  package enum TransactionRule: Hashable, Sendable {
    case allowed
    /// Depends on what it does: CALL and DO may commit, forms of SUBSCRIPTION differ.
    case depends
    case refused
  }

  /// Whether PostgreSQL runs it in a transaction block.
  package var transactionRule: TransactionRule {
    switch self {
    case .createIndexConcurrently, .dropIndexConcurrently, .reindexConcurrently,
      .detachConcurrently, .vacuum, .alterSystem, .serverObject:
      .refused
    case .cluster(let table): table == nil ? .refused : .allowed
    case .call, .doBlock, .subscription: .depends
    case .transactionControl, .copyFromStdin, .copyToStdout, .discard, .advisoryUnlock,
      .createExtension, .dropExtension, .addEnumValue, .other:
      .allowed
    }
  }
}
