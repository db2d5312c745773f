/// A program that looks at each new revision before it is proved and written, such as a formatter.
///
///     static let revisionHooks: [RevisionHook] = [.init("sqlfluff", "fix", "--force", "{{file}}")]
public struct RevisionHook: Sendable {
  let words: [String]

  /// The program and its arguments. `{{file}}` in one of them stands for the file, which the program
  /// may change; without it the file comes last.
  ///
  /// It is run in the project's folder. When it ends with another exit code than 0, nothing is written.
  public init(_ program: String, _ arguments: String...) { words = [program] + arguments }

  func command(file: String) -> [String] {
    let place = "{{file}}"
    if !words.contains(where: { $0.contains(place) }) { return words + [file] }
    return words.map {
      $0.split(separator: place, omittingEmptySubsequences: false).joined(separator: file)
    }
  }
}
