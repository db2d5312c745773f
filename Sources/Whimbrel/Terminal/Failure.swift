/// What a command could not do: one line of what and where, then a line that can be obeyed.
struct Failure: Error, CustomStringConvertible {
  var code: ExitCode
  var message: String
  /// Further lines, such as a server's detail, or the decisions that are open.
  var details: [String]
  var help: String

  init(_ message: String, code: ExitCode = .failed, details: [String] = [], help: String) {
    self.code = code
    self.message = message
    self.details = details
    self.help = help
  }

  var description: String {
    ([message] + details + ["help: \(help)"]).joined(separator: "\n")
  }
}
