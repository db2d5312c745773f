/// A text and the name it is shown by: where every place in a diagnostic comes from.
///
/// Offsets are bytes of `bytes`; lines and columns count from 1, columns in Unicode scalars.
package struct SourceText: Hashable, Sendable {
  /// What a person calls this text: a file's path, or a phrase such as `<generated>`.
  package let name: String
  /// The text as it was read, byte order mark and carriage returns included.
  package let bytes: [UInt8]
  /// The offset of each line's first byte.
  private let lineStarts: [Int]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    lineStarts = starts
  }

  package init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// The name without its folders.
  package var fileName: String {
    var bytes = name.utf8[...]
    if let slash = bytes.lastIndex(of: UInt8(ascii: "/")) {
      bytes = bytes[bytes.index(after: slash)...]
    }
    return String(bytes) ?? name
  }

  /// Where the text begins: after a byte order mark, if there is one.
  package var start: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

  package var lineCount: Int { lineStarts.count }

  /// The text of a range of bytes.
  package func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// The line, from 1, that holds the byte at `offset`.
  package func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The column, from 1, of the byte at `offset`, in Unicode scalars.
  package func column(at offset: Int) -> Int {
    let start = contentRange(ofLine: line(at: offset)).lowerBound
    guard offset > start else { return 1 }
    return scalars(in: start..<offset) + 1
  }

  /// The bytes of a line, without its line end and without a byte order mark.
  package func contentRange(ofLine line: Int) -> Range<Int> {
    let lower = line == 1 ? start : lineStarts[line - 1]
    var upper = line < lineStarts.count ? lineStarts[line] - 1 : bytes.count
    if upper > lower, bytes[upper - 1] == UInt8(ascii: "\r") { upper -= 1 }
    return lower..<max(lower, upper)
  }

  /// How many Unicode scalars a range of bytes holds.
  package func scalars(in range: Range<Int>) -> Int {
    bytes[range].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }

  /// The offset of the `position`th character (from 1) of `range`, as PostgreSQL counts positions
  /// in errors; the end of the range when it has fewer.
  package func offset(ofCharacter position: Int, in range: Range<Int>) -> Int {
    var seen = 0
    for offset in range where bytes[offset] & 0xC0 != 0x80 {
      seen += 1
      if seen == position { return offset }
    }
    return range.upperBound
  }

  /// A diagnostic for a range of bytes of this text.
  package func diagnostic(
    _ message: String, at range: Range<Int>, help: String? = nil, notes: [String] = []
  ) -> SourceDiagnostic {
    let line = line(at: min(range.lowerBound, bytes.count))
    let content = contentRange(ofLine: line)
    let end = min(max(range.upperBound, range.lowerBound), content.upperBound)
    let length = end > range.lowerBound ? scalars(in: range.lowerBound..<end) : 1
    return SourceDiagnostic(
      file: name, line: line, column: column(at: range.lowerBound), length: length,
      lineText: text(content), message: message, notes: notes, help: help)
  }

  /// A diagnostic for the place of one byte.
  package func diagnostic(
    _ message: String, at offset: Int, help: String? = nil, notes: [String] = []
  ) -> SourceDiagnostic {
    diagnostic(message, at: offset..<offset, help: help, notes: notes)
  }

  /// The first byte that is not UTF-8 or is NUL, which no SQL text may hold.
  package var firstInvalidByte: Int? {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0 { return index }
      let length =
        byte < 0x80 ? 1 : byte < 0xC2 ? 0 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : byte < 0xF5 ? 4 : 0
      guard length > 0, index + length <= bytes.count else { return index }
      if length > 1, String(validating: bytes[index..<index + length], as: UTF8.self) == nil {
        return index
      }
      index += length
    }
    return nil
  }
}
