import WhimbrelModel

/// Tells what a statement is from its leading tokens: it need not parse, and no tree is built.
enum StatementClassifier {
  static func kind(of tokens: [SQLToken], in source: SourceText) -> StatementKind {
    let kind = leadingKind(of: tokens, in: source)
    guard kind == .other, !definesRoutine(tokens) else { return kind }
    return tokens.calls(prefix: "pg_advisory_unlock", in: source) ? .advisoryUnlock : .other
  }

  /// Whether it creates a function or procedure: what that calls, it does not call now.
  static func definesRoutine(_ tokens: [SQLToken]) -> Bool {
    guard tokens.first?.isWord("create") == true else { return false }
    let words = tokens.dropFirst().prefix(3).map(\.text)
    let rest = words.starts(with: ["or", "replace"]) ? words.dropFirst(2) : words[...]
    return rest.first == "function" || rest.first == "procedure"
  }

  private static func leadingKind(of tokens: [SQLToken], in source: SourceText) -> StatementKind {
    var reader = TokenReader(tokens, of: source)
    guard let first = tokens.first, first.kind == .word else { return .other }
    switch first.text {
    case "begin", "commit", "end", "rollback", "abort", "savepoint", "release":
      return .transactionControl
    case "start", "prepare":
      return reader.take(first.text, "transaction") ? .transactionControl : .other
    case "create": return create(&reader)
    case "alter": return alter(&reader)
    case "drop": return drop(&reader)
    case "reindex": return reindex(&reader)
    case "vacuum": return .vacuum
    case "cluster": return cluster(&reader)
    case "call": return .call
    case "do":
      return BodyScan.calls("pg_advisory_unlock", tokens, source) ? .advisoryUnlock : .doBlock
    case "discard": return .discard
    case "copy": return copy(tokens)
    default: return .other
    }
  }

  private static func create(_ reader: inout TokenReader) -> StatementKind {
    _ = reader.take("create")
    if reader.take("extension") {
      let ifNotExists = reader.take("if", "not", "exists")
      return .createExtension(name: reader.takeName()?.name, ifNotExists: ifNotExists)
    }
    if let object = reader.takeOne(of: ["database", "tablespace"]) {
      return .serverObject(object: object)
    }
    if reader.take("subscription") { return .subscription }
    _ = reader.take("unique")
    guard reader.take("index", "concurrently") else { return .other }
    let ifNotExists = reader.take("if", "not", "exists")
    var index: WrittenName?
    if !reader.take("on") {
      index = reader.takeName()
      _ = reader.take("on")
    }
    _ = reader.take("only")
    let table = reader.takeName()
    index?.schema = table?.schema
    return .createIndexConcurrently(index: index, table: table, ifNotExists: ifNotExists)
  }

  private static func alter(_ reader: inout TokenReader) -> StatementKind {
    _ = reader.take("alter")
    if reader.take("system") { return .alterSystem }
    if reader.take("subscription") { return .subscription }
    if reader.take("database") {
      _ = reader.takeName()
      return reader.take("set", "tablespace") ? .serverObject(object: "database") : .other
    }
    if reader.take("type") {
      let type = reader.takeName()
      guard reader.take("add", "value") else { return .other }
      let ifNotExists = reader.take("if", "not", "exists")
      return .addEnumValue(type: type, label: reader.takeString(), ifNotExists: ifNotExists)
    }
    guard reader.take("table") else { return .other }
    _ = reader.take("if", "exists")
    _ = reader.take("only")
    let table = reader.takeName()
    _ = reader.takeSymbol("*")
    guard reader.take("detach", "partition") else { return .other }
    let partition = reader.takeName()
    return reader.take("concurrently")
      ? .detachConcurrently(table: table, partition: partition) : .other
  }

  private static func drop(_ reader: inout TokenReader) -> StatementKind {
    _ = reader.take("drop")
    if let object = reader.takeOne(of: ["database", "tablespace"]) {
      return .serverObject(object: object)
    }
    if reader.take("subscription") { return .subscription }
    if reader.take("extension") {
      _ = reader.take("if", "exists")
      var names: [Name] = []
      repeat {
        if let name = reader.takeName() { names.append(name.name) }
      } while reader.takeSymbol(",")
      return .dropExtension(names: names)
    }
    guard reader.take("index", "concurrently") else { return .other }
    _ = reader.take("if", "exists")
    return .dropIndexConcurrently(index: reader.takeName())
  }

  private static func reindex(_ reader: inout TokenReader) -> StatementKind {
    _ = reader.take("reindex")
    var isConcurrent = reader.takeParentheses().contains("concurrently")
    let scopes = ["index", "table", "schema", "database", "system"]
    guard let scope = reader.takeOne(of: scopes) else { return .other }
    isConcurrent = reader.take("concurrently") || isConcurrent
    // Without CONCURRENTLY the wide forms still use a transaction for each table.
    guard isConcurrent || !["index", "table"].contains(scope) else { return .other }
    return .reindexConcurrently(scope: scope, name: reader.takeName())
  }

  private static func cluster(_ reader: inout TokenReader) -> StatementKind {
    _ = reader.take("cluster")
    _ = reader.takeParentheses()
    _ = reader.take("verbose")
    return .cluster(table: reader.takeName())
  }

  private static func copy(_ tokens: [SQLToken]) -> StatementKind {
    var depth = 0
    for (token, next) in zip(tokens, tokens.dropFirst()) {
      if token.isSymbol("(") { depth += 1 }
      if token.isSymbol(")") { depth -= 1 }
      guard depth == 0 else { continue }
      if token.isWord("from"), next.isWord("stdin") { return .copyFromStdin }
      if token.isWord("to"), next.isWord("stdout") { return .copyToStdout }
    }
    return .other
  }
}

extension [SQLToken] {
  /// Whether a function whose name begins with `prefix` is called among these tokens.
  func calls(prefix: String, in source: SourceText) -> Bool {
    zip(self, dropFirst()).contains { token, next in
      guard next.isSymbol("(") else { return false }
      let name = Identifier.name(of: token, in: source)
      return name?.text.utf8.starts(with: prefix.utf8) == true
    }
  }
}

/// Looks into the bodies of DO blocks and routines, which are strings to the scanner.
enum BodyScan {
  static func calls(_ prefix: String, _ tokens: [SQLToken], _ source: SourceText) -> Bool {
    bodies(tokens, source).contains { $0.tokens.calls(prefix: prefix, in: $0.source) }
  }

  /// The tokens of each string constant that can be scanned as code.
  static func bodies(
    _ tokens: [SQLToken], _ source: SourceText
  ) -> [(tokens: [SQLToken], source: SourceText)] {
    tokens.compactMap { token in
      guard let value = StringConstant.value(of: token, in: source) else { return nil }
      let body = SourceText(name: source.name, text: value.text)
      // What does not scan is no code, and so can do nothing.
      guard let tokens = try? SQLScanner.scan(body) else { return nil }
      return (tokens.filter { !$0.isComment }, body)
    }
  }
}
