import WhimbrelPostgres

/// What an application does around a migration, such as pausing its workers or telling its operators.
///
/// All of it is awaited, while no transaction is open. Up to the last revision the runner's lock is held,
/// so that of many instances just the one that migrates is told of a beginning and of revisions.
/// What a callback throws ends the run there, and `upgrade` or `downgrade` throws it as it is; revisions
/// that were finished stay, and the next run goes on with the rest.
public protocol MigrationDelegate: Sendable {
  /// Once, before the first revision, with all that is going to be applied or taken back. Not called
  /// where there is nothing to do.
  func migrationWillBegin(_ revisions: [MigrationRevision], _ direction: MigrationDirection)
    async throws
  /// Before anything of the revision runs, its preflight included.
  func revisionWillBegin(_ revision: MigrationRevision, _ direction: MigrationDirection)
    async throws
  /// After the revision is committed. Not called where the connection was lost before the server could say
  /// so, and the next look at the ledger shows it.
  func revisionDidFinish(_ revision: MigrationRevision, _ direction: MigrationDirection)
    async throws
  /// After the last revision, when the lock is free again.
  func migrationDidFinish(_ revisions: [MigrationRevision]) async throws
  /// After a run that ended with an error, which is thrown to its caller then.
  func migrationDidFail(_ error: any Error) async
}

extension MigrationDelegate {
  public func migrationWillBegin(
    _ revisions: [MigrationRevision], _ direction: MigrationDirection
  ) async throws {}
  public func revisionWillBegin(_ revision: MigrationRevision, _ direction: MigrationDirection)
    async throws
  {}
  public func revisionDidFinish(_ revision: MigrationRevision, _ direction: MigrationDirection)
    async throws
  {}
  public func migrationDidFinish(_ revisions: [MigrationRevision]) async throws {}
  public func migrationDidFail(_ error: any Error) async {}
}

/// Which way revisions are run.
public enum MigrationDirection: Sendable, Hashable {
  case upgrade, downgrade

  init(_ direction: RunDirection) {
    self = direction == .upgrade ? .upgrade : .downgrade
  }
}

/// An error of the application's own, on its way through the runner.
struct DelegateError: Error {
  let cause: any Error

  static func from(_ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch {
      throw DelegateError(cause: error)
    }
  }
}

extension RunCallbacks {
  init(_ delegate: any MigrationDelegate, _ direction: RunDirection) {
    let way = MigrationDirection(direction)
    self.init(
      beforeRun: { units in
        let revisions = units.map { MigrationRevision($0.revision) }
        try await DelegateError.from { try await delegate.migrationWillBegin(revisions, way) }
      },
      beforeRevision: { unit in
        let revision = MigrationRevision(unit.revision)
        try await DelegateError.from { try await delegate.revisionWillBegin(revision, way) }
      },
      afterRevision: { unit in
        let revision = MigrationRevision(unit.revision)
        try await DelegateError.from { try await delegate.revisionDidFinish(revision, way) }
      })
  }
}
