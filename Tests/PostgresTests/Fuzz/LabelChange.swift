import WhimbrelModel

/// An enum type's labels before and after, and what becomes of those that go.
struct LabelChange: Sendable {
  let old: [SQLText]
  private(set) var new: [SQLText]
  /// A label that goes → what its rows say afterwards.
  private(set) var replaced: [SQLText: SQLText] = [:]
  /// Labels that go and that no row holds.
  private(set) var gone: Set<SQLText> = []

  init(_ random: inout FuzzRandom) {
    let labels = Self.pool.shuffled(using: &random)
    let count = 1 + random.below(7)
    old = Array(labels[..<count])
    new = old
    var fresh = Array(labels[count...])
    switch random.below(100) {
    case ..<30: add(1 + random.below(4), from: &fresh, &random)
    case ..<42: rename(1 + random.below(2), from: &fresh, &random)
    case ..<54: merge(&random)
    case ..<62: remove(&random)
    case ..<70: new.shuffle(using: &random)
    default:
      if random.chance(60) { rename(1 + random.below(2), from: &fresh, &random) }
      if random.chance(40) { merge(&random) }
      if random.chance(40) { remove(&random) }
      if random.chance(25) { new.shuffle(using: &random) }
      if random.chance(70) { add(1 + random.below(3), from: &fresh, &random) }
    }
  }

  private mutating func add(_ count: Int, from fresh: inout [SQLText], _ random: inout FuzzRandom) {
    var place = random.below(new.count + 1)
    for _ in 0..<count {
      new.insert(fresh.removeLast(), at: place)
      // A run of new ones in a row, or another place.
      place = random.chance(50) ? place + 1 : random.below(new.count + 1)
    }
  }

  private mutating func rename(
    _ count: Int, from fresh: inout [SQLText], _ random: inout FuzzRandom
  ) {
    for _ in 0..<count {
      let place = random.below(new.count)
      guard old.contains(new[place]) else { continue }
      let label = fresh.removeLast()
      replaced[new[place]] = label
      new[place] = label
    }
  }

  private mutating func merge(_ random: inout FuzzRandom) {
    let kept = new.filter { old.contains($0) }
    guard kept.count > 1, let label = kept.randomElement(using: &random) else { return }
    new.removeAll { $0 == label }
    replaced[label] = kept.filter { $0 != label }.randomElement(using: &random)
    for (former, target) in replaced where target == label { replaced[former] = replaced[label] }
  }

  private mutating func remove(_ random: inout FuzzRandom) {
    let kept = new.filter { label in
      old.contains(label) && !replaced.values.contains(label)
    }
    guard new.count > 1, let label = kept.randomElement(using: &random) else { return }
    new.removeAll { $0 == label }
    gone.insert(label)
  }

  /// Those that rows hold and that expressions name.
  var held: [SQLText] { old.filter { !gone.contains($0) } }

  var added: [SQLText] {
    new.filter { !old.contains($0) && !replaced.values.contains($0) }
  }

  /// What a row that held the label holds afterwards.
  func after(_ label: SQLText) -> SQLText { replaced[label] ?? label }

  /// What such a row holds once the change is taken back.
  func back(_ label: SQLText) -> SQLText {
    let label = after(label)
    let sources = held.filter { after($0) == label }
    return sources.count == 1 ? sources[0] : label
  }

  /// Whether taking it back brings every row back.
  var isExact: Bool { held.allSatisfy { back($0) == $0 } }

  /// Whether nothing but ADD VALUE and RENAME VALUE is needed.
  var isCheap: Bool {
    gone.isEmpty && Set(replaced.values).count == replaced.count
      && replaced.values.allSatisfy { !old.contains($0) }
      && new.filter { !added.contains($0) } == old.map(after)
  }

  private static let pool: [SQLText] = [
    "a", "b", "c", "low", "high", "it's", "", "Größe", "two words", "UPPER", "🪴 plant",
    "back\\slash", "\"quoted\"", "select", "se;mi", "--dash", "$$", "NULL", "{a,b}", "(x,y)",
    " lead",
    "trail ", "tab\there", "line\nbreak", "e\u{301}", "\u{e9}", "null", "/* c */", "'", "E'x'",
    "100%",
    SQLText(String(repeating: "x", count: 63)), SQLText("日" + String(repeating: "本", count: 20)),
    "a,b", ":name", "?",
  ]
}
