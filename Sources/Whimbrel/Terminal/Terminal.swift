#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where a command's words go: results to standard output, everything else to standard error.
struct Terminal: Sendable {
  enum Format: String, CaseIterable, Sendable { case human, json, github, sarif }
  enum Verbosity: Comparable, Sendable { case quiet, normal, verbose }

  /// Standard output and standard error, each with its own idea of colour.
  let output: Stream
  let errors: Stream
  var format: Format
  var verbosity: Verbosity
  /// Whether a person can be asked.
  let isInteractive: Bool

  init(format: Format = .human, verbosity: Verbosity = .normal, allowsColor: Bool = true) {
    let allows = allowsColor && Self.colorIsWelcome
    output = Stream(descriptor: 1, hasColor: allows && isatty(1) == 1)
    errors = Stream(descriptor: 2, hasColor: allows && isatty(2) == 1)
    isInteractive = isatty(0) == 1 && isatty(2) == 1
    self.format = format
    self.verbosity = verbosity
  }

  /// A line of the result.
  func print(_ text: String) { output.write(text + "\n") }

  /// A line for the person who waits: not with `--quiet`.
  func note(_ text: String) {
    if verbosity > .quiet { errors.write(text + "\n") }
  }

  /// A line that only `--verbose` shows.
  func detail(_ text: String) {
    if verbosity >= .verbose { errors.write(errors.styled(text, .dim) + "\n") }
  }

  func warn(_ text: String) { errors.write(errors.styled("warning: ", .yellow) + text + "\n") }

  /// Asks a person; nil at the end of input.
  func ask(_ question: String) -> String? {
    errors.write(question + " ")
    return readLine(strippingNewline: true)
  }

  private static var colorIsWelcome: Bool {
    if let variable = getenv("NO_COLOR"), variable.pointee != 0 { return false }
    guard let terminal = getenv("TERM") else { return true }
    return strcmp(terminal, "dumb") != 0
  }
}

/// A standard stream.
struct Stream: Sendable {
  enum Style: String {
    case bold = "1", dim = "2", red = "31", green = "32", yellow = "33", blue = "34", cyan = "36"
  }

  let descriptor: Int32
  let hasColor: Bool

  var isTerminal: Bool { isatty(descriptor) == 1 }

  func styled(_ text: String, _ styles: Style...) -> String {
    guard hasColor else { return text }
    return "\u{1B}[" + styles.map(\.rawValue).joined(separator: ";") + "m\(text)\u{1B}[0m"
  }

  /// Writes all of it; when nobody reads any more, ends the process as SIGPIPE would.
  func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        #if canImport(Glibc)
          let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
        #else
          let count = Darwin.write(descriptor, rest.baseAddress, rest.count)
        #endif
        if count > 0 {
          rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        } else if errno == EPIPE {
          signal(SIGPIPE, SIG_DFL)
          raise(SIGPIPE)
        } else if errno != EINTR && errno != EAGAIN {
          return
        }
      }
    }
  }
}
