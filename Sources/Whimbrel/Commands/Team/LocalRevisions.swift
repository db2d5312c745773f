import WhimbrelPlanning
import WhimbrelPostgres

/// Which revisions may still be written anew: those that neither the connected database nor anybody
/// else has.
struct LocalRevisions {
  static let since = Option(
    "since", "REF", "what everybody has, in git (origin's main branch, if there is one)")

  let versions: Versions
  let program: String
  /// What the connected database says; nil when none is there.
  let state: AppliedState?
  /// What git's reference has.
  private let merged: GitGuard.Merged?

  /// Throws `Failure`, `ConnectionError` and what else keeps a ledger from being read.
  init(_ versions: Versions, _ arguments: Arguments, _ context: Context) async throws {
    self.versions = versions
    program = context.program
    state = try await AppliedState.readIfThere(versions, context)
    merged = try GitGuard(context.project, versions.folder).merged(since: arguments[Self.since])
  }

  /// The graph as the connected database sees it.
  func graph() throws -> RevisionGraph { try state?.graph ?? versions.graph() }

  func isMerged(_ id: RevisionID) -> Bool {
    guard let merged, let name = versions.name(of: id) else { return false }
    return merged.files.contains(name)
  }

  /// Whether git says which revisions everybody has.
  var knowsWhatIsMerged: Bool { merged != nil }

  /// Throws `Failure` with exit code 4 for the first one that somebody has.
  func check(_ ids: [RevisionID], verb: String) throws {
    if let id = ids.first(where: { state?.ledger[$0] != nil }) {
      let before = versions.byID[id]?.parents.first
      throw Failure(
        "\(versions.title(id)) is in the database: it cannot be \(verb)", code: .appendOnlyBroken,
        help: "take it back first, where that is your own database: \(program) downgrade "
          + "\(before?.text ?? "base"); otherwise say the change in a new revision")
    }
    if let merged, let id = ids.first(where: isMerged) {
      throw Failure(
        "\(versions.title(id)) is in \(merged.reference): it cannot be \(verb)",
        code: .appendOnlyBroken, help: "say the change in a new revision")
    }
  }
}

extension Versions {
  /// The file of a revision, as it is called below the folder.
  func name(of id: RevisionID) -> String? { files.first { $0.value.id == id }?.key }
}
