import WhimbrelModel
import WhimbrelPlanning

/// What the database should be: the Swift model, or SQL files in its place.
enum Desired: Sendable {
  /// With the SQL files that belong to it.
  case model(DeclaredSchema, [SourceText])
  case sql([SourceText], Hints)

  /// What `--schema` names, else the program's model.
  ///
  /// Throws `DeclarationErrors` for a model with mistakes, `Failure` when there is neither.
  static func load(_ context: Context) throws -> Desired {
    let home = context.configuration.home
    if let path = context.configuration.schemaPath {
      let sources = try SQLFiles.read(context.project.path(path), shown: path)
      return .sql(sources, try SQLHints.hints(in: sources, home: home))
    }
    guard let schema = context.settings.schema else {
      throw Failure(
        "\(context.program) has no model", code: .wrongUsage,
        help: "say --schema FILE.sql, or run the program of the package that has the model")
    }
    var declared = try schema().lowered(into: home)
    let sources = try declared.sqlFiles.flatMap { path, _ in
      try SQLFiles.read(context.project.path(path), shown: path)
    }
    let said = try SQLHints.hints(in: sources, home: home)
    declared.hints.renames.merge(said.renames) { first, _ in first }
    declared.hints.labels.merge(said.labels) { first, _ in first }
    declared.hints.usings.merge(said.usings) { first, _ in first }
    declared.hints.backfills.merge(said.backfills) { first, _ in first }
    declared.hints.unmanagedPartitions.formUnion(said.unmanagedPartitions)
    return .model(declared, sources)
  }

  /// Whether SQL is in it that we did not write ourselves.
  var isForeign: Bool {
    switch self {
    case .model(_, let sources): !sources.isEmpty
    case .sql: true
    }
  }

  var hints: Hints {
    switch self {
    case .model(let declared, _): declared.hints
    case .sql(_, let hints): hints
    }
  }

  /// Where each object is declared.
  func places(home: Name) -> [ObjectID: SourcePlace] {
    switch self {
    case .model(let declared, let sources):
      declared.places.merging(SQLPlaces.places(in: sources, home: home)) { first, _ in first }
    case .sql(let sources, _): SQLPlaces.places(in: sources, home: home)
    }
  }

  /// What a server needs to have installed.
  var extensions: [Name] {
    switch self {
    case .model(let declared, let sources):
      declared.catalog.objects.keys.filter { $0.kind == .extension }.map(\.name).sorted()
        + Self.extensions(in: sources)
    case .sql(let sources, _): Self.extensions(in: sources)
    }
  }

  private static func extensions(in sources: [SourceText]) -> [Name] {
    sources.mentioningExtensions.flatMap { (try? SQLSplitter.split($0)) ?? [] }
      .compactMap(\.createdExtension)
  }

  /// Extensions of which it says the version.
  var versionedExtensions: Set<Name> {
    switch self {
    case .model(let declared, _):
      Set(
        declared.catalog.objects.values.compactMap { object in
          if case .extension(let found) = object, found.version != nil { return found.name }
          return nil
        })
    case .sql(let sources, _):
      Set(
        sources.mentioningExtensions.flatMap { (try? SQLSplitter.split($0)) ?? [] }
          .filter { $0.tokens.contains { $0.isWord("version") } }.compactMap(\.createdExtension))
    }
  }

  /// Schemas that the extensions of a model are put in.
  var extensionSchemas: [Name] {
    guard case .model(let declared, _) = self else { return [] }
    return declared.catalog.objects.values.compactMap { object in
      if case .extension(let found) = object { return found.schema }
      return nil
    }
  }
}

extension [SourceText] {
  /// Those that have the word in them: splitting a long text takes its time.
  fileprivate var mentioningExtensions: [SourceText] {
    filter { $0.bytes.mentions([UInt8]("extension".utf8)) }
  }
}

extension [UInt8] {
  /// Whether `word` is in it, in letters of either case.
  func mentions(_ word: [UInt8]) -> Bool {
    withUnsafeBufferPointer { bytes in
      var start = 0
      while start + word.count <= bytes.count {
        var length = 0
        while length < word.count, bytes[start + length] | 0x20 == word[length] { length += 1 }
        if length == word.count { return true }
        start += 1
      }
      return false
    }
  }
}

extension SQLStatement {
  /// The name in CREATE EXTENSION [IF NOT EXISTS] name.
  var createdExtension: Name? {
    guard tokens.count > 2, tokens[0].isWord("create"), tokens[1].isWord("extension") else {
      return nil
    }
    let token = tokens[2].isWord("if") && tokens.count > 5 ? tokens[5] : tokens[2]
    return Name(token, in: source)
  }
}

extension Name {
  /// The name that a token says; nil when it is no name.
  init?(_ token: SQLToken, in source: SourceText) {
    switch token.kind {
    case .word: self.init(token.text)
    case .quotedName:
      let inner = source.text(token.range.lowerBound + 1..<token.range.upperBound - 1)
      self.init(
        inner.split(separator: "\"\"", omittingEmptySubsequences: false).joined(separator: "\""))
    default: return nil
    }
  }
}
