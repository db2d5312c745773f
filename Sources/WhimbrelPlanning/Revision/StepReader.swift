/// A step that is being read.
struct StepReader {
  var step: RevisionStep
  /// Where its first setting stands.
  private var firstSetting: Range<Int>?
  private var lastIgnore: Range<Int>?

  init(_ kind: RevisionStep.Kind, line: Int) { step = RevisionStep(kind: kind, line: line) }

  /// A setting that is for no statement.
  var unusedSetting: Range<Int>? {
    guard step.statements.isEmpty else {
      return step.ignores.last?.statement == step.statements.count ? lastIgnore : nil
    }
    if case .call = step.kind { return lastIgnore }
    return firstSetting ?? lastIgnore
  }

  /// Takes a directive that speaks of this step, or says why it cannot be there.
  mutating func set(
    _ name: String, _ argument: String, _ range: Range<Int>, line: Int
  ) -> (message: String, help: String)? {
    if name == "ignore" {
      let (rule, reason) = DirectiveArgument.ignore(argument)
      step.ignores.append(
        IgnoredRule(rule: rule, reason: reason, statement: step.statements.count, line: line))
      lastIgnore = range
      return nil
    }
    guard step.statements.isEmpty else {
      return (
        "\(quoted(name)) stands after statements of its step",
        "put it before them, or begin a step with a line \"-- whimbrel: transaction\""
      )
    }
    let isLock = name == "lock_timeout"
    guard (isLock ? step.lockTimeout : step.statementTimeout) == nil else {
      return ("\(quoted(name)) is said twice for this step", "keep one")
    }
    firstSetting = firstSetting ?? range
    if isLock {
      step.lockTimeout = StepTimeout(argument)
    } else {
      step.statementTimeout = StepTimeout(argument)
    }
    return nil
  }
}

/// What may follow a directive's name.
enum DirectiveArgument {
  static func problem(_ name: String, _ argument: String) -> (message: String, help: String)? {
    switch name {
    case "upgrade", "downgrade", "preflight", "transaction", "autocommit":
      guard !argument.isEmpty else { return nil }
      return (
        "\(quoted(name)) takes nothing after it",
        "remove \(quoted(argument)), or put it in a comment of its own"
      )
    case "call":
      if isName(argument) { return nil }
      return (
        "\"call\" needs the name of a data step",
        "write the name it is registered by, such as \"-- whimbrel: call backfill_plants\""
      )
    case "batches":
      if BatchSource(argument) != nil { return nil }
      return (
        "\"batches\" needs a table and the columns of its key",
        "write \"-- whimbrel: batches from plants by id\", or \"batches of 500 from plants by id\""
      )
    case "lock_timeout", "statement_timeout":
      if StepTimeout(argument) != nil { return nil }
      return (
        argument.isEmpty ? "\(quoted(name)) needs a time" : "\(quoted(argument)) is no time",
        "write a whole number with ms, s, min, h or d, such as 5s, or 0 for no limit"
      )
    case "ignore":
      let (rule, reason) = ignore(argument)
      if isName(rule), !reason.isEmpty { return nil }
      return (
        isName(rule) ? "\"ignore\" needs a reason" : "\"ignore\" needs the name of a rule",
        "write \"-- whimbrel: ignore \(isName(rule) ? rule : "RULE"): why it is safe here\""
      )
    default:
      guard argument.isEmpty else { return nil }
      return (
        "\"irreversible\" needs a reason",
        "write \"-- whimbrel: irreversible why there is no way back\""
      )
    }
  }

  /// `RULE: reason`
  static func ignore(_ argument: String) -> (rule: String, reason: String) {
    guard let (rule, reason) = CommentLine.divided(argument) else { return (argument, "") }
    return (rule, reason)
  }

  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, first > UInt8(ascii: "9") || first < UInt8(ascii: "-") else {
      return false
    }
    return text.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(SQLToken.lowered(byte))
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || [UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: ".")].contains(byte)
    }
  }
}
