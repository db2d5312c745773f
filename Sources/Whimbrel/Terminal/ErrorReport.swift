import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

/// An error as a person reads it, and the exit code that goes with it.
struct ErrorReport {
  let code: ExitCode
  let text: String

  init(_ error: any Error) {
    switch error {
    case let error as Failure:
      code = error.code
      text = error.description
    case let error as UsageError:
      code = .wrongUsage
      text = error.description
    case let error as ConnectionError:
      code = error.kind == .interrupted ? .interrupted : .failed
      text = error.kind == .interrupted ? "interrupted" : error.description
    case let error as PostgresError:
      let isLock = error.sqlState == PostgresError.State.lockNotAvailable
      code = isLock ? .busy : .failed
      text = Self.text(of: error)
    case let error as RunnerError:
      code = ExitCode(rawValue: error.exitCode) ?? .failed
      text = error.description
    case let error as RevisionNameError:
      code = error.isUsage ? .wrongUsage : .failed
      text = "\(error)\nhelp: \(error.help)"
    default:
      code = .failed
      text = "\(error)"
    }
  }

  /// `error:` in red before the first line, `help:` in colour.
  func written(to stream: Stream) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return lines.enumerated().map { index, line in
      if index == 0 {
        let word = line.hasPrefix("error: ") || line.contains(": error: ") ? "" : "error: "
        return stream.styled(word, .bold, .red) + Self.printable(line) + "\n"
      }
      if line.hasPrefix("help: ") {
        return stream.styled("help: ", .cyan) + Self.printable(String(line.dropFirst(6))) + "\n"
      }
      return Self.printable(line) + "\n"
    }.joined()
  }

  private static func text(of error: PostgresError) -> String {
    let advice: String
    switch error.sqlState {
    case PostgresError.State.insufficientPrivilege:
      advice = "GRANT the role what it lacks, or connect as a role that has it"
    case PostgresError.State.lockNotAvailable:
      advice = "run it again when nobody holds the lock, or allow more time with lock_timeout"
    default:
      advice = error.hint ?? "look into the server's log for what led to it, and run it again"
    }
    return "\(error)\nhelp: \(advice)"
  }

  /// Without what could move the cursor or do worse to a terminal.
  private static func printable(_ line: String) -> String {
    var text = ""
    for scalar in line.unicodeScalars {
      let isControl = scalar.value < 0x20 && scalar != "\t" || (0x7F...0x9F).contains(scalar.value)
      text.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
    }
    return text
  }
}

extension RevisionNameError {
  /// Whether another name would do, rather than another state of the database.
  fileprivate var isUsage: Bool {
    switch self {
    case .tooFar, .notApplied: false
    default: true
    }
  }
}
