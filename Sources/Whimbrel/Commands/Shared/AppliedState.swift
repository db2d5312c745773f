import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

/// What a database's ledger says, beside the revisions of the files.
struct AppliedState: Sendable {
  let ledger: LedgerState
  let graph: RevisionGraph

  /// Throws `RunnerError` with exit code 4 when the ledger knows what the files don't.
  static func read(
    _ connection: Connection, _ versions: Versions, _ context: Context
  ) async throws -> AppliedState {
    let ledger = Ledger(schema: context.configuration.ledgerSchema.text)
    return try AppliedState(try await ledger.read(connection), versions)
  }

  /// The same from what was read already.
  init(_ state: LedgerState, _ versions: Versions) throws {
    try LedgerCheck.check(state, known: versions.knownByID)
    ledger = state
    graph = try versions.graph(applied: state.applied)
  }

  /// The same for a command that can do without: nil when no URL is given and the local server does
  /// not run.
  static func readIfThere(_ versions: Versions, _ context: Context) async throws -> AppliedState? {
    if context.configuration.database == nil {
      guard let server = try? LocalServer(project: context.project.root),
        case .running = server.status()
      else { return nil }
    }
    let connection = try await Target.find(context).connect(context)
    let state = try await read(connection, versions, context)
    await connection.close()
    return state
  }

  /// The same for a command that looks at files first of all: a warning and nil when the database is
  /// out of reach.
  static func readIfReached(_ versions: Versions, _ context: Context) async throws -> AppliedState?
  {
    do {
      return try await readIfThere(versions, context)
    } catch let error as ConnectionError where error.kind != .interrupted {
      context.terminal.warn("cannot see what is applied: \(error.message)")
      return nil
    }
  }
}

extension Versions {
  /// Every revision with its digest, as the runner asks for them.
  var known: [KnownRevision] {
    files.compactMap { name, revision in
      check.actual[name].map { KnownRevision(revision, digest: $0.description) }
    }
  }

  var knownByID: [RevisionID: KnownRevision] {
    Dictionary(known.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// For a person: id and first line of the message.
  func title(_ id: RevisionID) -> String {
    guard let revision = byID[id] else { return id.text }
    return revision.title.isEmpty ? id.text : "\(id) \(revision.title)"
  }

  func json(_ id: RevisionID) -> JSON {
    guard let revision = byID[id] else { return ["id": .string(id.text)] }
    return [
      "id": .string(id.text), "file": .string(revision.source.name),
      "message": .string(revision.message), "created": .string(revision.header.created),
      "parents": JSON(revision.parents.map(\.text)),
    ]
  }
}
