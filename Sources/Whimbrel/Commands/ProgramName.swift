/// What the program is called.
enum ProgramName {
  /// Its file alone, for the pages that describe it: `Rootly`.
  static func short(_ path: String) -> String {
    path.utf8.split(separator: UInt8(ascii: "/")).last.flatMap { String($0) } ?? path
  }

  /// The words that run it from the folder `directory`, for lines to paste: where it is, when that is below
  /// that folder, as with `swift run` and make; else its file's name, which the `PATH` is to find.
  static func typed(_ path: String, in directory: String) -> String {
    var words = path
    let root = directory.hasSuffix("/") ? directory : directory + "/"
    if words.hasPrefix(root) { words = String(words.dropFirst(root.count)) }
    let isBelow = words.contains("/") && !words.hasPrefix("/") && !words.hasPrefix("../")
    guard isBelow, words.utf8.allSatisfy(isPlain) else { return short(path) }
    return withoutTriple(words)
  }

  /// SwiftPM keeps `.build/debug` beside the folder of the platform that it stands for.
  private static func withoutTriple(_ path: String) -> String {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0] == ".build" else { return path }
    let shorter = ([parts[0]] + parts[2...]).joined(separator: "/")
    guard let real = Files.resolved(path), real == Files.resolved(shorter) else { return path }
    return shorter
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "/._-+".utf8.contains(byte)
    }
  }
}
