/// Finds what a person meant by a word that is not known.
package enum Suggestion {
  /// The candidate nearest to `word` without regard to case, or nil when none is near.
  package static func nearest(to word: String, among candidates: [String]) -> String? {
    let lowered = word.lowercased()
    let limit = max(1, min(3, lowered.utf8.count / 3))
    return candidates.map { ($0, distance(lowered, $0.lowercased())) }
      .filter { $0.1 <= limit }
      .min { $0.1 < $1.1 }?.0
  }

  /// How many letters must be changed, added, left out or swapped with their neighbour.
  package static func distance(_ a: String, _ b: String) -> Int {
    let a = Array(a.unicodeScalars)
    let b = Array(b.unicodeScalars)
    var before: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
        row.append(cost)
      }
      before = last
      last = row
    }
    return last[b.count]
  }
}
