extension String {
  /// The name in PostgreSQL's habit: `userID` → `user_id`, `HTTPServers` → `http_servers`,
  /// `ownerIDs` → `owner_ids`.
  package var snakeCased: String {
    let scalars = Array(unicodeScalars)
    var result = String.UnicodeScalarView()
    for (position, scalar) in scalars.enumerated() {
      if scalar.properties.isUppercase, beginsWord(scalars, at: position) { result.append("_") }
      result.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
    }
    return String(result)
  }

  private func beginsWord(_ scalars: [Unicode.Scalar], at position: Int) -> Bool {
    guard position > 0, scalars[position - 1] != "_" else { return false }
    if !scalars[position - 1].properties.isUppercase { return true }
    // In a run of capitals only the last one begins a word; the s of a plural does not make one.
    guard position + 1 < scalars.count, isSmall(scalars[position + 1]) else { return false }
    let isPlural =
      scalars[position + 1] == "s"
      && (position + 2 == scalars.count || scalars[position + 2].properties.isUppercase)
    return !isPlural
  }

  private func isSmall(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isLowercase }
}
