import WhimbrelModel

extension Catalog.Routine: Planned {
  private var word: String { kind == .procedure ? "PROCEDURE" : "FUNCTION" }

  package func create(_ names: Names) -> [Statement] { [statement("CREATE", names)] }

  /// Clauses in the order of CREATE FUNCTION.
  private func statement(_ verb: String, _ names: Names) -> Statement {
    let head = "\(verb) \(word) \(names.qualified(id))(\(arguments.sql))"
    let attributes = clauses(
      "LANGUAGE \(language.quoted)",
      transforms.isEmpty
        ? nil : "TRANSFORM \(transforms.map { "FOR TYPE \($0)" }.joined(separator: ", "))",
      kind == .window ? "WINDOW" : nil,
      volatility == .volatile ? nil : volatility.rawValue.uppercased(),
      isLeakproof ? "LEAKPROOF" : nil,
      isStrict ? "STRICT" : nil,
      isSecurityDefiner ? "SECURITY DEFINER" : nil,
      parallel == .unsafe ? nil : "PARALLEL \(parallel.rawValue.uppercased())",
      cost.map { "COST \($0)" },
      rows.map { "ROWS \($0)" },
      support.map { "SUPPORT \($0)" })
    var lines = [head]
    if let result { lines.append("RETURNS \(result)") }
    lines.append(attributes)
    lines += settings.map { "SET \(RoutineSettings.assignment($0))" }
    lines.append(body.clause)
    return Statement(lines.joined(separator: "\n"), for: id)
  }

  package func drop(_ names: Names) -> [Statement] {
    [Statement("DROP \(word) \(names.qualified(id))(\(signature))", for: id)]
  }

  /// CREATE OR REPLACE keeps owner, privileges and dependents; it can change neither the result nor
  /// an argument's name, nor take a default away (manual: CREATE FUNCTION).
  package func alter(to new: Self, _ names: Names) -> Alteration {
    guard kind == new.kind, result == new.result,
      ArgumentList(arguments.printed, types: signature)
        .canBecome(ArgumentList(new.arguments.printed, types: new.signature))
    else { return .rebuild }
    if body == new.body && arguments == new.arguments && language == new.language
      && transforms == new.transforms && cost == new.cost && rows == new.rows
      && support == new.support && canSet(new.settings)
    {
      return .inPlace(attributes(new, names))
    }
    return .inPlace([new.statement("CREATE OR REPLACE", names)])
  }

  /// Whether ALTER FUNCTION gives the same list: it changes a setting where it is, and adds at the end.
  private func canSet(_ new: OptionList) -> Bool {
    let before = settings.map { StorageOptions.split($0).name }
    let after = new.map { StorageOptions.split($0).name }
    let kept = before.filter { after.contains($0) }
    return kept + after.filter { !before.contains($0) } == after
  }

  /// What ALTER FUNCTION can say; a cost or number of rows has no way back to its default there.
  private func attributes(_ new: Self, _ names: Names) -> [Statement] {
    let target = "ALTER \(word) \(names.qualified(id))(\(signature))"
    let actions = clauses(
      volatility == new.volatility ? nil : new.volatility.rawValue.uppercased(),
      isStrict == new.isStrict ? nil : new.isStrict ? "STRICT" : "CALLED ON NULL INPUT",
      isLeakproof == new.isLeakproof ? nil : new.isLeakproof ? "LEAKPROOF" : "NOT LEAKPROOF",
      isSecurityDefiner == new.isSecurityDefiner
        ? nil : new.isSecurityDefiner ? "SECURITY DEFINER" : "SECURITY INVOKER",
      parallel == new.parallel ? nil : "PARALLEL \(new.parallel.rawValue.uppercased())")
    var statements = actions.isEmpty ? [] : [Statement("\(target) \(actions)", for: id)]
    let kept = Set(new.settings.map { StorageOptions.split($0).name })
    let reset = settings.map { StorageOptions.split($0).name }.filter { !kept.contains($0) }
    let set = new.settings.filter { !settings.contains($0) }
    statements += reset.map { Statement("\(target) RESET \(RoutineSettings.name($0))", for: id) }
    statements += set.map { Statement("\(target) SET \(RoutineSettings.assignment($0))", for: id) }
    return statements
  }
}

extension Catalog.Routine: Shelled {
  func createShell(_ names: Names) -> [Statement] { emptied.create(names) }

  func fill(_ names: Names) -> [Statement] { [statement("CREATE OR REPLACE", names)] }

  func empty(_ names: Names) -> [Statement] { [emptied.statement("CREATE OR REPLACE", names)] }

  /// Nothing looks into a body between quotes.
  private var emptied: Self {
    var shell = self
    shell.body = .source("")
    return shell
  }

  /// The types of its arguments and of its result.
  func isInShell(_ id: ObjectID) -> Bool {
    if id.kind.isInShells || id.kind == .language { return true }
    guard id.kind.hasRowType else { return false }
    return [signature, result ?? ""].contains {
      SQLWords.identifiers(in: $0.text).contains(id.name)
    }
  }
}

extension Catalog.Routine.Body {
  var clause: String {
    switch self {
    case .source(let text): "AS \(DollarQuote.quoted(text))"
    case .library(let file, let symbol):
      file.isEmpty ? "AS \(symbol.literal)" : "AS \(file.literal), \(symbol.literal)"
    case .sql(let expression): expression.sql
    }
  }
}

/// Dollar quotes whose tag does not occur in the text.
enum DollarQuote {
  static func quoted(_ text: SQLText) -> String {
    var tag = "$$"
    var number = 0
    // A `$` at the end would close `$$` one byte early.
    while contains(text.text, tag) || (number == 0 && text.text.utf8.last == UInt8(ascii: "$")) {
      number += 1
      tag = number == 1 ? "$body$" : "$body\(number)$"
    }
    return tag + text.text + tag
  }

  private static func contains(_ text: String, _ tag: String) -> Bool {
    let target = Array(tag.utf8)
    let bytes = Array(text.utf8)
    guard bytes.count >= target.count else { return false }
    return bytes.indices.dropLast(target.count - 1).contains {
      bytes[$0] == target[0] && bytes[$0...].starts(with: target)
    }
  }
}

/// A routine's settings, `name=value` as `proconfig` has them.
enum RoutineSettings {
  /// Settings whose value is a list of names (`GUC_LIST_QUOTE`): each is quoted by itself.
  private static let lists: Set<String> = [
    "search_path", "temp_tablespaces", "session_preload_libraries", "shared_preload_libraries",
    "local_preload_libraries", "unix_socket_directories", "createrole_self_grant",
  ]

  static func assignment(_ setting: SQLText) -> String {
    let (name, value) = StorageOptions.split(setting)
    let isList = lists.contains(name.lowercasedASCII)
    if isList {
      let items = TopLevel.split(value, at: ",").map { SQLText(unquoted($0.trimmed)).literal }
      return "\(self.name(name)) TO \(items.joined(separator: ", "))"
    }
    return "\(self.name(name)) TO \(SQLText(value).literal)"
  }

  private static func unquoted(_ name: String) -> String {
    guard name.utf8.first == UInt8(ascii: "\""), name.utf8.count >= 2 else { return name }
    var text = String.UnicodeScalarView()
    var isSecond = false
    for scalar in name.unicodeScalars.dropFirst().dropLast() {
      // A quote inside is doubled.
      isSecond = scalar == "\"" && !isSecond
      if !isSecond { text.append(scalar) }
    }
    return String(text)
  }

  /// `work_mem`, `"Odd"."name"`
  static func name(_ name: String) -> String {
    name.unicodeScalars.split(separator: ".").map { Name(String($0)).quoted }
      .joined(separator: ".")
  }
}

extension String {
  var lowercasedASCII: String {
    String(decoding: utf8.map { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 }, as: UTF8.self)
  }
}
