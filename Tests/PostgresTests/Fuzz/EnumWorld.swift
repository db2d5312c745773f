import WhimbrelModel

/// One or two enum types that change, and a random choice of all that can depend on them.
struct EnumWorld: FuzzWorld {
  let schema: String
  private(set) var pieces: [EnumPiece]
  let types: [LabelChange]
  /// The first type's name before and after, and its schema after.
  let names: [(before: String, after: String)]
  let movesSchema: Bool

  init(schema: String, _ random: inout FuzzRandom) {
    self.schema = schema
    types = (0..<(random.chance(30) ? 2 : 1)).map { _ in LabelChange(&random) }
    let name = ["mood", "Mood", "my type", "it's", "user", "größe"][random.below(6)]
    let isRenamed = random.chance(12)
    movesSchema = random.chance(8)
    names = [(name, isRenamed ? "new \(name)" : name), ("other", "other")]
    let count = 3 + random.below(8)
    var pieces: [EnumPiece] = []
    for number in 0..<count {
      let type = random.below(types.count)
      let held = types[type].held
      let added = types[type].added
      pieces.append(
        EnumPiece(
          kind: random.below(EnumPiece.kinds.count), number: number, type: type,
          label: held[random.below(held.count)], other: held[random.below(held.count)],
          moved: random.chance(20) ? added.randomElement(using: &random) : nil))
    }
    self.pieces = pieces
  }

  var size: Int { pieces.count }

  func without(_ piece: Int) -> EnumWorld {
    var copy = self
    copy.pieces.remove(at: piece)
    return copy
  }

  var isExact: Bool { types.allSatisfy(\.isExact) }
  var keepsHeap: Bool { types.allSatisfy(\.isCheap) }

  /// The schema a type moves to.
  var otherSchema: String { "\(schema) 2" }

  func type(_ index: Int, _ side: FuzzSide) -> String {
    let isMoved = side == .after && index == 0
    let name = isMoved ? names[index].after : names[index].before
    return "\(Name(isMoved && movesSchema ? otherSchema : schema).quoted).\(Name(name).quoted)"
  }

  private func id(_ index: Int, _ side: FuzzSide) -> ObjectID {
    let isMoved = side == .after && index == 0
    return ObjectID(
      .enumType, schema: Name(isMoved && movesSchema ? otherSchema : schema),
      Name(isMoved ? names[index].after : names[index].before))
  }

  var hints: Hints {
    var hints = Hints()
    for (index, change) in types.enumerated() {
      let id = id(index, .after)
      if id != self.id(index, .before) { hints.renames[id] = self.id(index, .before) }
      for (former, label) in change.replaced {
        hints.labels[id, default: [:]][former] = label
      }
    }
    return hints
  }

  private func script(_ side: FuzzSide) -> FuzzScript {
    var script = FuzzScript()
    let schema = Name(schema).quoted
    if schema != "public" { script.first.append("CREATE SCHEMA \(schema)") }
    script.first.append("GRANT USAGE ON SCHEMA \(schema) TO \"fuzz Ö\"")
    script.first.append("CREATE SCHEMA \(Name(otherSchema).quoted)")
    for (index, change) in types.enumerated() {
      let labels = (side == .after ? change.new : change.old).map(\.literal)
      let type = type(index, side)
      script.first.append("CREATE TYPE \(type) AS ENUM (\(labels.joined(separator: ", ")))")
      script.first.append("COMMENT ON TYPE \(type) IS 'type \(index)'")
      if index == 0 {
        script.first.append("ALTER TYPE \(type) OWNER TO \"fuzz Ö\"")
        script.first.append("GRANT USAGE ON TYPE \(type) TO pg_monitor")
      }
      let words = EnumWords(world: self, side: side, piece: .base(index))
      script.columns.append("a\(index) \(type)")
      script.values.append(("a\(index)", { words.row($0) }))
    }
    for piece in pieces {
      EnumPiece.kinds[piece.kind].make(
        &script, EnumWords(world: self, side: side, piece: piece))
    }
    return script
  }

  func sql(_ side: FuzzSide) -> String {
    script(side).sql(table: "\(Name(schema).quoted).t", rows: 6)
  }

  func queries(_ side: FuzzSide) -> [String] {
    let labels = types.indices.map { index in
      """
      SELECT array_agg(enumlabel ORDER BY enumsortorder)::text FROM pg_enum
      WHERE enumtypid = \(SQLText(type(index, side)).literal)::regtype
      """
    }
    return labels + script(side).queries
  }
}

/// One dependent: what it is, and the labels that it names.
struct EnumPiece: Sendable {
  var kind: Int
  var number: Int
  var type: Int
  var label: SQLText
  var other: SQLText
  /// An added label that it names afterwards in place of the first.
  var moved: SQLText?

  static func base(_ type: Int) -> EnumPiece {
    EnumPiece(kind: 0, number: 100 + type, type: type, label: "", other: "", moved: nil)
  }
}

/// The words a piece is written with, on one side.
struct EnumWords: Sendable {
  let world: EnumWorld
  let side: FuzzSide
  let piece: EnumPiece

  var change: LabelChange { world.types[piece.type] }
  var type: String { world.type(piece.type, side) }
  var schema: String { Name(world.schema).quoted }
  var table: String { "\(schema).t" }
  /// The main table's plain column of the type.
  var column: String { "a\(piece.type)" }

  /// The label as this side spells it.
  var label: String {
    if side == .after, let moved = piece.moved { return moved.literal }
    return said(piece.label)
  }
  var other: String { said(piece.other) }

  private func said(_ label: SQLText) -> String {
    (side == .after ? change.after(label) : label).literal
  }

  private func held(_ label: SQLText) -> String {
    switch side {
    case .before: label.literal
    case .after: change.after(label).literal
    case .back: change.back(label).literal
    }
  }

  /// What a row holds: each label in turn, and NULL.
  func row(_ number: Int) -> String {
    let held = change.held
    let turn = (number + piece.number) % (held.count + 1)
    return turn == held.count ? "NULL" : value(turn)
  }

  /// What a row holds, never NULL.
  func value(_ number: Int) -> String {
    let held = change.held
    return self.held(held[(number + piece.number) % held.count])
  }

  /// Every label that a row may hold, once.
  var values: [String] {
    // By bytes: Swift makes two normal forms one.
    var seen: Set<SQLText> = []
    return change.held.map(held).filter { seen.insert(SQLText($0)).inserted }
  }

  /// A name of the piece's own, with capitals, spaces or quotes in it by turns.
  func name(_ stem: String) -> String {
    switch piece.number % 3 {
    case 0: "\(stem)\(piece.number)"
    case 1: "\"\(stem.uppercased()) \(piece.number)\""
    default: "\"it's ä \(stem)\(piece.number)\""
    }
  }

  func path(_ stem: String) -> String { "\(schema).\(name(stem))" }
}
