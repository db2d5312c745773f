import WhimbrelModel

/// Labels in the bodies of routines, which PostgreSQL keeps as plain text: a routine that says one
/// which is gone fails when it is called.
enum SpokenLabels {
  /// A hazard for each label that some routine of `catalog` goes on saying.
  static func hazards(_ labels: [SQLText], in catalog: Catalog) -> [Hazard] {
    var bodies: [(id: ObjectID, text: String)] = []
    for case .routine(let routine) in catalog.objects.values {
      if case .source(let text) = routine.body { bodies.append((routine.id, text.text)) }
    }
    bodies.sort { $0.id < $1.id }
    return labels.compactMap { label in
      let said = label.literal
      let routines = bodies.filter { holds($0.text, said) }.map { "\($0.id)" }
      if routines.isEmpty { return nil }
      return .note(
        "the body of \(routines.joined(separator: ", ")) says \(said), which is no label any more")
    }
  }

  private static func holds(_ text: String, _ piece: String) -> Bool {
    let (text, piece) = (Array(text.utf8), Array(piece.utf8))
    guard let first = piece.first, text.count >= piece.count else { return false }
    return (0...(text.count - piece.count)).contains { start in
      text[start] == first && text[start..<(start + piece.count)].elementsEqual(piece)
    }
  }
}
