import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

/// Revisions that squashes stand for, and the databases that still need their files.
struct SquashedOriginals {
  let versions: Versions
  let context: Context

  init(_ versions: Versions, _ context: Context) {
    self.versions = versions
    self.context = context
  }

  /// Deletes the originals of a squash, or of all, when no database that is listed has any of them in
  /// its ledger.
  ///
  /// Throws `Failure` that names the database which has.
  func forget(_ arguments: Arguments) async throws -> ExitCode {
    let ids = try ids(of: arguments[SquashCommand.range])
    let names = versions.files.filter { ids.contains($0.value.id) }.keys.sorted()
    if names.isEmpty {
      context.terminal.note("There are no squashed originals")
      return .done
    }
    for (name, state) in try await ledgers(arguments) {
      let found = state.rows.map(\.id).filter(ids.contains)
      guard let first = found.first else { continue }
      throw Failure(
        "\(name) has \(found.count) of the originals in its ledger, \(versions.title(first)) first",
        help: "run \(context.program) upgrade there first: its ledger will then say the squash")
    }
    if !arguments[RevisionCommand.dryRun] { try versions.folder.forget(names, of: versions) }
    for name in names { context.terminal.print("\(versions.folder.shown)/\(name)") }
    return .done
  }

  /// What the squash that is named stands for, and what those stand for.
  private func ids(of name: String?) throws -> Set<RevisionID> {
    var rest = versions.all.filter { !$0.header.replaces.isEmpty }
    if let name {
      let id = try versions.graph().resolveOne(RevisionName(name))
      rest = rest.filter { $0.id == id }
      guard !rest.isEmpty else {
        throw Failure("\(versions.title(id)) is no squash", help: "name one that replaces others")
      }
    }
    var ids: Set<RevisionID> = []
    while let squash = rest.popLast() {
      for id in squash.header.replaces where ids.insert(id).inserted {
        if let inner = versions.byID[id], !inner.header.replaces.isEmpty { rest.append(inner) }
      }
    }
    return ids
  }

  private func ledgers(_ arguments: Arguments) async throws -> [(String, LedgerState)] {
    guard let file = arguments[SquashCommand.targets] else {
      guard let string = context.configuration.database else {
        throw Failure(
          "no database is listed, and one in the middle of a squash needs the originals",
          help: "list all of yours in a file: \(context.program) squash --forget --targets FILE")
      }
      let connection = try await LiveDatabase.connect(string, context.terminal)
      let state = try await Ledger(schema: context.configuration.ledgerSchema.text)
        .read(connection)
      await connection.close()
      return [(string.redacted, state)]
    }
    var found: [(String, LedgerState)] = []
    for target in try await RunTarget.read(file, context) {
      let connection = try await LiveDatabase.connect(target.string, context.terminal)
      let schema = try target.ledgerSchema(context.configuration.ledgerSchema)
      found.append((target.name, try await Ledger(schema: schema).read(connection)))
      await connection.close()
    }
    return found
  }
}
