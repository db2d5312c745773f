import WhimbrelPlanning

/// Reads the words after a command's name.
struct ArgumentParser {
  /// The command in full, for errors: `whimbrel diff`.
  let command: String
  let parameters: [ParameterForm]
  let positionals: [Positional]

  /// The arguments that `words` say; nil when they ask for help.
  ///
  /// Throws `UsageError`. A word such as `-1` is a value, and after `--` everything is.
  func parse(_ words: [String]) throws(UsageError) -> Arguments? {
    var arguments = Arguments()
    var rest = words[...]
    var loose: [String] = []
    while let word = rest.popFirst() {
      if word == "--" {
        loose += rest
        break
      }
      if word == "--help" || word == "-h" { return nil }
      if word.hasPrefix("--") {
        try long(word, &rest, &arguments)
      } else if word.hasPrefix("-"), word != "-", !Self.isNumber(word.dropFirst()) {
        try short(word, &rest, &arguments)
      } else {
        loose.append(word)
      }
    }
    try assign(loose, &arguments)
    return arguments
  }

  private func long(
    _ word: String, _ rest: inout ArraySlice<String>, _ arguments: inout Arguments
  ) throws(UsageError) {
    let body = word.utf8.dropFirst(2)
    let equals = body.firstIndex(of: UInt8(ascii: "="))
    let name = String(decoding: body[..<(equals ?? body.endIndex)], as: UTF8.self)
    guard let form = parameters.first(where: { $0.name == name }) else {
      throw unknown("--\(name)", candidates: parameters.map(\.long))
    }
    let attached = equals.map { String(decoding: body[body.index(after: $0)...], as: UTF8.self) }
    try take(form, as: form.long, attached, &rest, &arguments)
  }

  /// `-m TEXT`, `-mTEXT`, `-qv`.
  private func short(
    _ word: String, _ rest: inout ArraySlice<String>, _ arguments: inout Arguments
  ) throws(UsageError) {
    var letters = word.dropFirst()
    while let letter = letters.popFirst() {
      guard let form = parameters.first(where: { $0.short == letter }) else {
        throw unknown("-\(letter)", candidates: parameters.compactMap { $0.short.map { "-\($0)" } })
      }
      var attached: String?
      if form.value != nil, !letters.isEmpty {
        attached = String(letters.first == "=" ? letters.dropFirst() : letters)
        letters = ""
      }
      try take(form, as: "-\(letter)", attached, &rest, &arguments)
    }
  }

  private func take(
    _ form: ParameterForm, as written: String, _ attached: String?,
    _ rest: inout ArraySlice<String>, _ arguments: inout Arguments
  ) throws(UsageError) {
    guard let placeholder = form.value else {
      if let attached {
        throw UsageError(
          "\(written) takes no value, and \"\(attached)\" was given",
          help: "write \(written) alone")
      }
      return arguments.add("", to: form)
    }
    guard let value = attached ?? rest.first else {
      throw UsageError(
        "\(written) needs a value", help: "write \(written) \(placeholder)")
    }
    if attached == nil {
      if parameters.contains(where: { $0.long == value }) {
        throw UsageError(
          "\(written) needs a value, and the option \(value) follows",
          help: "write \(written) \(placeholder), or \(form.long)=\(value) if that is the value")
      }
      rest.removeFirst()
    }
    if !form.choices.isEmpty, !form.choices.contains(value) {
      throw notAChoice(value, for: written, among: form.choices)
    }
    arguments.add(value, to: form)
  }

  private func assign(_ loose: [String], _ arguments: inout Arguments) throws(UsageError) {
    for (index, word) in loose.enumerated() {
      let last = positionals.last.flatMap { $0.isRepeated ? $0 : nil }
      guard let positional = index < positionals.count ? positionals[index] : last else {
        throw UsageError(
          "\(command) does not know what to do with \"\(word)\"",
          help: "see \(command) --help"
            + (word.contains(" ") ? "" : ", and quote words with spaces"))
      }
      if !positional.choices.isEmpty, !positional.choices.contains(word) {
        throw notAChoice(word, for: positional.name, among: positional.choices)
      }
      arguments.add(word, to: positional)
    }
    if let missing = positionals.dropFirst(loose.count).first(where: \.isRequired) {
      let choices = missing.choices.isEmpty ? "" : ": " + missing.choices.joined(separator: ", ")
      throw UsageError(
        "\(command) needs \(missing.name)\(choices)", help: "see \(command) --help for an example")
    }
  }

  private func notAChoice(_ value: String, for name: String, among choices: [String])
    -> UsageError
  {
    let list = choices.joined(separator: ", ")
    let meant = Suggestion.nearest(to: value, among: choices)
    return UsageError(
      "\(name) cannot be \"\(value)\"",
      help: (meant.map { "did you mean \($0)? " } ?? "") + "it is one of \(list)")
  }

  private func unknown(_ option: String, candidates: [String]) -> UsageError {
    let meant = Suggestion.nearest(to: option, among: candidates)
    return UsageError(
      "\(command) has no option \(option)",
      help: meant.map { "did you mean \($0)? see \(command) --help" } ?? "see \(command) --help")
  }

  private static func isNumber(_ word: Substring) -> Bool {
    !word.isEmpty && word.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}
