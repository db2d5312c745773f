import WhimbrelPlanning
import WhimbrelPostgres

/// One side of a comparison, as it is said on the command line.
enum Endpoint: Sendable {
  case database(ConnectionString)
  /// What the Swift model or the SQL in its place says.
  case model
  /// What the revisions make, up to one of them or all.
  case versions(RevisionName?)
  /// An SQL file or a folder of them.
  case files(String)
  /// A database with nothing in it.
  case empty

  static let forms = "a database URL, model, versions, versions@REV, file.sql, a folder or empty"

  /// Throws `UsageError` for a word that is none of the forms, `ConnectionError` for a bad URL.
  init(_ word: String, for option: Option, _ project: Project) throws {
    switch word {
    case "empty": self = .empty
    case "model": self = .model
    case "versions": self = .versions(nil)
    case _ where word.hasPrefix("versions@"):
      self = .versions(try RevisionName(String(word.dropFirst("versions@".count))))
    case _ where Files.exists(Self.path(word, project)): self = .files(Self.path(word, project))
    case _ where Self.isConnection(word): self = .database(try ConnectionString(word))
    default:
      let meant = Suggestion.nearest(to: word, among: ["empty", "model", "versions"])
      throw UsageError(
        "\(option.form.long) cannot be \"\(word)\": there is no such file",
        help: (meant.map { "did you mean \($0)? " } ?? "") + "it is \(Self.forms)")
    }
  }

  /// A path is as seen from where the command was called.
  private static func path(_ word: String, _ project: Project) -> String {
    word.hasPrefix("/") ? word : "\(project.current)/\(word)"
  }

  /// A URL, or libpq's keywords.
  private static func isConnection(_ word: String) -> Bool {
    if word.contains("://") { return true }
    let key = word.prefix { $0 != "=" && $0 != " " && $0 != "/" }
    return word.dropFirst(key.count).hasPrefix("=")
  }

  /// Whether it is of this project, and so without what `versions/unmanaged` lists.
  var isOfProject: Bool {
    switch self {
    case .model, .versions: true
    case .database, .files, .empty: false
    }
  }

  /// How it is called in the output; never with a password.
  func title(_ project: Project) -> String {
    switch self {
    case .database(let string): string.redacted
    case .model: "model"
    case .versions(let name): name.map { "versions@\($0.text)" } ?? "versions"
    case .files(let path): project.shown(path)
    case .empty: "empty"
    }
  }
}
