/// What revisions' files are called: a pattern such as `{{year}}{{month}}{{day}}_{{slug}}`, and how
/// long a slug may get.
package struct RevisionFileName: Hashable, Sendable {
  package static let standardPattern =
    "{{year}}{{month}}{{day}}_{{hour}}{{minute}}{{second}}_{{slug}}"
  package static let standardSlugLength = 40

  private static let times = ["year", "month", "day", "hour", "minute", "second"]
  private static let places = times + ["slug", "revision"]
  /// What a file system takes, less `.sql` and what a temporary name adds.
  private static let longest = 200

  package let pattern: String
  package let slugLength: Int

  /// Throws `RevisionWriteError` for a pattern that makes no names of files, or not two different ones.
  package init(
    pattern: String = standardPattern, slugLength: Int = standardSlugLength
  ) throws(RevisionWriteError) {
    self.pattern = pattern
    self.slugLength = slugLength
    guard (1...120).contains(slugLength) else {
      throw RevisionWriteError(
        message: "a slug cannot have \(slugLength) characters", help: "say a number from 1 to 120")
    }
    var seen: Set<String> = []
    for (place, _) in Self.pieces(pattern) {
      guard let place else { continue }
      guard Self.places.contains(place) else {
        let meant = Suggestion.nearest(to: place, among: Self.places)
        throw RevisionWriteError(
          message: "the file name \(quoted(pattern)) has an unknown place {{\(place)}}",
          help: meant.map { "did you mean {{\($0)}}?" }
            ?? "the places are " + Self.places.map { "{{\($0)}}" }.joined(separator: " "))
      }
      seen.insert(place)
    }
    guard seen.contains("slug") || seen.contains("revision") else {
      throw RevisionWriteError(
        message: "the file name \(quoted(pattern)) is the same for all revisions of a second",
        help: "put {{slug}} or {{revision}} into it")
    }
    let isName = !pattern.hasPrefix(".") && !pattern.utf8.contains(UInt8(ascii: "/"))
    guard isName, pattern.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") })
    else {
      throw RevisionWriteError(
        message: "\(quoted(pattern)) is no name of a file",
        help: "leave out slashes, control characters and a dot at its beginning")
    }
  }

  /// `moment` is the time that the name says, as `2025-12-24T03:31:04`.
  package func make(moment: String, message: String, id: RevisionID) -> String {
    let numbers = moment.utf8.split { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      .map { String(decoding: $0, as: UTF8.self) }
    var values = Dictionary(zip(Self.times, numbers), uniquingKeysWith: { first, _ in first })
    values["slug"] = Self.slug(message, length: slugLength)
    values["revision"] = id.text
    var name = ""
    for (place, text) in Self.pieces(pattern) { name += place.map { values[$0] ?? "" } ?? text }
    return String(decoding: name.utf8.prefix(Self.longest), as: UTF8.self) + ".sql"
  }

  /// The pattern's places, and the texts between them.
  private static func pieces(_ pattern: String) -> [(place: String?, text: String)] {
    var pieces: [(place: String?, text: String)] = []
    for (index, part) in pattern.split(separator: "{{", omittingEmptySubsequences: false)
      .enumerated()
    {
      let ends = part.split(separator: "}}", maxSplits: 1, omittingEmptySubsequences: false)
      if index == 0 || ends.count < 2 {
        pieces.append((nil, (index == 0 ? "" : "{{") + part))
      } else {
        pieces.append((String(ends[0]), ""))
        pieces.append((nil, String(ends[1])))
      }
    }
    return pieces
  }

  /// The first line of a message in lower-case ASCII letters and digits, all else as single `_`;
  /// `revision` when nothing is left.
  package static func slug(_ message: String, length: Int = standardSlugLength) -> String {
    var slug: [UInt8] = []
    for byte in RevisionMessage.normalised(message).utf8 {
      if byte == UInt8(ascii: "\n") { break }
      let lowered = SQLToken.lowered(byte)
      let isKept =
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowered)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(lowered)
      if isKept {
        slug.append(lowered)
      } else if let last = slug.last, last != UInt8(ascii: "_") {
        slug.append(UInt8(ascii: "_"))
      }
    }
    slug = Array(slug.prefix(length))
    while slug.last == UInt8(ascii: "_") { slug.removeLast() }
    return slug.isEmpty ? "revision" : String(decoding: slug, as: UTF8.self)
  }
}
