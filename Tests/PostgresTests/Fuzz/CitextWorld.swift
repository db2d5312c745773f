import WhimbrelModel

/// A column that becomes CITEXT, or is one no more, and a random choice of what can depend on it.
struct CitextWorld: FuzzWorld {
  let schema: String
  private(set) var pieces: [CitextPiece]
  /// The column's type before and after; `CITEXT` stands for the extension's.
  let types: (before: String, after: String)
  /// Where the extension is.
  let extensionSchema: String

  /// `becomes` says which way; nil for either.
  init(
    schema: String, extensionSchema: String, becomes: Bool? = nil, _ random: inout FuzzRandom
  ) {
    self.schema = schema
    self.extensionSchema = extensionSchema
    let other = ["text", "varchar", "varchar(30)", "char(12)"][random.below(4)]
    let isForth = becomes ?? random.chance(60)
    types = isForth ? (other, "CITEXT") : ("CITEXT", other)
    pieces = (0..<(3 + random.below(8))).map {
      CitextPiece(
        kind: random.below(CitextPiece.kinds.count), number: $0, word: random.below(8),
        turn: random.below(3))
    }
  }

  var size: Int { pieces.count }

  func without(_ piece: Int) -> CitextWorld {
    var copy = self
    copy.pieces.remove(at: piece)
    return copy
  }

  var isExact: Bool { true }
  var hints: Hints { Hints() }

  /// Between text, varchar without a length and CITEXT no row is written anew.
  var keepsHeap: Bool {
    let other = types.before == "CITEXT" ? types.after : types.before
    let isCoerced =
      ["text", "varchar"].contains(other) || other == "varchar(30)" && types.after == "CITEXT"
    return isCoerced && !pieces.contains { CitextPiece.kinds[$0.kind].writesRows }
  }

  func type(_ side: FuzzSide) -> String {
    let type = side == .after ? types.after : types.before
    return type == "CITEXT" ? "\(Name(extensionSchema).quoted).citext" : type
  }

  private func script(_ side: FuzzSide) -> FuzzScript {
    var script = FuzzScript()
    if schema != "public" { script.first.append("CREATE SCHEMA \(Name(schema).quoted)") }
    script.first.append("GRANT USAGE ON SCHEMA \(Name(schema).quoted) TO \"fuzz Ö\"")
    script.columns.append("c \(type(side))")
    script.values.append(("c", { CitextWords.value($0) }))
    for piece in pieces {
      CitextPiece.kinds[piece.kind].make(
        &script, CitextWords(world: self, side: side, piece: piece))
    }
    return script
  }

  func sql(_ side: FuzzSide) -> String {
    script(side).sql(table: "\(Name(schema).quoted).t", rows: 6)
  }

  func queries(_ side: FuzzSide) -> [String] { script(side).queries }
}

/// One dependent of the column.
struct CitextPiece: Sendable {
  var kind: Int
  var number: Int
  var word: Int
  var turn: Int

  struct Kind: Sendable {
    let name: String
    let writesRows: Bool
    let make: @Sendable (inout FuzzScript, CitextWords) -> Void

    init(
      _ name: String, writesRows: Bool = false,
      _ make: @escaping @Sendable (inout FuzzScript, CitextWords) -> Void
    ) {
      self.name = name
      self.writesRows = writesRows
      self.make = make
    }
  }
}

/// The words a piece is written with, on one side.
struct CitextWords: Sendable {
  let world: CitextWorld
  let side: FuzzSide
  let piece: CitextPiece

  var type: String { world.type(side) }
  var schema: String { Name(world.schema).quoted }
  var table: String { "\(schema).t" }
  var word: String { Self.value(1 + piece.word) }
  var turn: Int { piece.turn }

  /// Off the search path only the qualified operator is CITEXT's.
  var equals: String {
    let isCitext = (side == .after ? world.types.after : world.types.before) == "CITEXT"
    return isCitext ? "OPERATOR(\(Name(world.extensionSchema).quoted).=)" : "="
  }

  /// A varchar's IN is printed another way each time that it is read, and so is that of a CITEXT off the
  /// search path.
  var isOne: String {
    [world.types.before, world.types.after].contains("text") && world.extensionSchema == "public"
      ? "c IN (\(word), 'other')" : "(c = \(word) OR c = 'other')"
  }

  /// What row `number` holds: words that differ without their case too, and one NULL.
  static func value(_ number: Int) -> String {
    let words = ["'Alpha'", "'beta'", "'GAMMA'", "'Größe'", "'it''s'", "'a B'", "''", "'x@Y.z'"]
    return number == 3 ? "NULL" : words[number % words.count]
  }

  /// Without the NULL.
  static func key(_ number: Int) -> String { number == 3 ? "'DELTA'" : value(number) }

  func name(_ stem: String) -> String {
    switch piece.number % 3 {
    case 0: "\(stem)\(piece.number)"
    case 1: "\"\(stem.uppercased()) \(piece.number)\""
    default: "\"it's ä \(stem)\(piece.number)\""
    }
  }

  func path(_ stem: String) -> String { "\(schema).\(name(stem))" }
}
