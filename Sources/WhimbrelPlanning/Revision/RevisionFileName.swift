/// What a revision's file is called: `20251224_033104_initial.sql`.
package enum RevisionFileName {
  /// `created` as the header has it, and a slug of at most `slugLength` characters.
  package static func make(created: String, message: String, slugLength: Int = 40) -> String {
    let digits = created.utf8.filter { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    let day = String(decoding: digits.prefix(8), as: UTF8.self)
    let time = String(decoding: digits.dropFirst(8).prefix(6), as: UTF8.self)
    return "\(day)_\(time)_\(slug(message, length: slugLength)).sql"
  }

  /// The first line of a message in lower-case ASCII letters and digits, all else as single `_`;
  /// `revision` when nothing is left.
  package static func slug(_ message: String, length: Int = 40) -> String {
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
