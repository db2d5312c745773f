/// A table of text values in one piece of memory, as it stands in a file: read without a copy.
///
/// Its bytes are, numbers in 32 bits with the lowest first: rows · columns · each column's name after
/// its length · where each cell ends, counted from the first one's begin, the highest bit set for
/// NULL · the cells.
final class StoredRows: Sendable {
  let count: Int
  let names: [String]
  private let file: [UInt8]
  /// Where the cells' ends stand in the file, and where the cells begin.
  private let ends: Int
  private let cells: Int

  private static let nullFlag: UInt32 = 1 << 31

  /// Reads the table that begins at `offset`, which is moved behind it; nil when it does not fit.
  init?(_ file: [UInt8], at offset: inout Int) {
    var reader = Reader(file: file, offset: offset)
    guard let count = reader.number(), let columns = reader.number() else { return nil }
    var names: [String] = []
    for _ in 0..<columns {
      guard let length = reader.number(), let bytes = reader.bytes(length) else { return nil }
      names.append(String(decoding: bytes, as: UTF8.self))
    }
    let (all, isTooMany) = count.multipliedReportingOverflow(by: columns)
    guard !isTooMany, all <= file.count / 4 else { return nil }
    let ends = reader.offset
    guard reader.bytes(all * 4) != nil else { return nil }
    let cells = reader.offset
    var last = 0
    for cell in 0..<all {
      let end = Int(Self.word(file, ends + cell * 4) & ~Self.nullFlag)
      guard end >= last else { return nil }
      last = end
    }
    guard reader.bytes(last) != nil else { return nil }
    offset = reader.offset
    (self.count, self.names, self.file, self.ends, self.cells) = (count, names, file, ends, cells)
  }

  /// The bytes of a cell, counted row by row, or nil for NULL; valid inside `body` only.
  @inline(__always)
  func withBytes<T, E: Error>(
    _ cell: Int, _ body: (UnsafeBufferPointer<UInt8>?) throws(E) -> T
  ) throws(E) -> T {
    let end = Self.word(file, ends + cell * 4)
    if end & Self.nullFlag != 0 { return try body(nil) }
    let begin = cell == 0 ? 0 : Self.word(file, ends + cell * 4 - 4) & ~Self.nullFlag
    return try file.withUnsafeBufferPointer { buffer throws(E) in
      try body(UnsafeBufferPointer(rebasing: buffer[cells + Int(begin)..<cells + Int(end)]))
    }
  }

  /// Appends what `init` reads; false when there is more than 32 bits can count.
  static func append(_ rows: Rows, to file: inout [UInt8]) -> Bool {
    append(UInt32(rows.count), to: &file)
    append(UInt32(rows.columnCount), to: &file)
    for column in 0..<rows.columnCount {
      let name = Array((rows.name(ofColumn: column) ?? "").utf8)
      append(UInt32(name.count), to: &file)
      file += name
    }
    var cells: [UInt8] = []
    for row in rows.indices {
      for column in 0..<rows.columnCount {
        let isNull = rows.withBytes(row, column) { bytes in
          if let bytes { cells += bytes }
          return bytes == nil
        }
        guard cells.count < nullFlag else { return false }
        append(UInt32(cells.count) | (isNull ? nullFlag : 0), to: &file)
      }
    }
    file += cells
    return true
  }

  static func append(_ number: UInt32, to file: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { file += $0 }
  }

  @inline(__always)
  private static func word(_ file: [UInt8], _ offset: Int) -> UInt32 {
    file.withUnsafeBytes {
      UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
  }

  /// Reads from left to right, never past the end.
  struct Reader {
    let file: [UInt8]
    private(set) var offset: Int

    init(file: [UInt8], offset: Int) { (self.file, self.offset) = (file, offset) }

    mutating func number() -> Int? {
      guard offset + 4 <= file.count else { return nil }
      defer { offset += 4 }
      return Int(StoredRows.word(file, offset))
    }

    mutating func bytes(_ count: Int) -> ArraySlice<UInt8>? {
      guard count >= 0, offset + count <= file.count else { return nil }
      defer { offset += count }
      return file[offset..<offset + count]
    }
  }
}
