import WhimbrelPostgres

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One side of a comparison, as it is said on the command line.
enum Endpoint: Sendable {
  case database(ConnectionString)
  /// A database with nothing in it.
  case empty

  static let forms = "a database URL or empty"

  /// Throws `UsageError` for a word that is none of the forms, `ConnectionError` for a bad URL.
  init(_ word: String, for option: Option) throws {
    switch word {
    case "empty": self = .empty
    case _ where Self.isConnection(word): self = .database(try ConnectionString(word))
    default:
      throw UsageError(
        "\(option.form.long) cannot be \"\(word)\": there is no such file",
        help: "it is \(Self.forms)")
    }
  }

  /// A URL, or libpq's keywords.
  private static func isConnection(_ word: String) -> Bool {
    if word.contains("://") { return true }
    let key = word.prefix { $0 != "=" && $0 != " " && $0 != "/" }
    return word.dropFirst(key.count).hasPrefix("=")
  }

  /// How it is called in the output; never with a password.
  var title: String {
    switch self {
    case .database(let string): string.redacted
    case .empty: "empty"
    }
  }
}
