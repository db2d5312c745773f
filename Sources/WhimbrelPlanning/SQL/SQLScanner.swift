import CPGQuery
import Synchronization

/// libpg_query keeps its memory per thread, but its first use on a thread writes a key that all
/// threads share, and newer versions redirect the process's stderr while they scan: one at a time.
let parserLibrary = Mutex<Void>(())

/// Why a text cannot be cut into tokens, with the byte where it starts.
package struct SQLScanError: Error, Hashable, Sendable {
  package let message: String
  package let offset: Int
}

/// Cuts SQL into tokens with PostgreSQL's own scanner.
package enum SQLScanner {
  /// The tokens of `source`, comments included, in order; all of its other bytes are white space.
  ///
  /// Throws `SQLScanError` for a string, quoted name or comment that does not end, and for bytes
  /// that are not UTF-8.
  package static func scan(_ source: SourceText) throws(SQLScanError) -> [SQLToken] {
    if let invalid = source.firstInvalidByte {
      let what = source.bytes[invalid] == 0 ? "a NUL byte" : "a byte that is not UTF-8"
      throw SQLScanError(message: what, offset: invalid)
    }
    let start = source.start
    let starts = try tokenStarts(source, from: start)
    return starts.indices.map { index in
      // The ends the library gives are wrong for U&'…' and U&"…". All between two tokens is white
      // space, so a token ends where that begins.
      let lower = starts[index] + start
      var upper = index + 1 < starts.count ? starts[index + 1] + start : source.bytes.count
      while upper > lower + 1, isWhiteSpace(source.bytes[upper - 1]) { upper -= 1 }
      return SQLToken(lower..<upper, of: source.bytes)
    }
  }

  /// What PostgreSQL's scanner skips (manual: Lexical Structure).
  package static func isWhiteSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  private static func tokenStarts(
    _ source: SourceText, from start: Int
  ) throws(SQLScanError) -> [Int] {
    let outcome: Result<[Int], SQLScanError> = withText(source.bytes[start...]) { text in
      let result = pg_query_scan(text)
      defer { pg_query_free_scan_result(result) }
      if let error = result.error?.pointee {
        return .failure(scanError(error, source, from: start))
      }
      let message = UnsafeRawBufferPointer(start: result.pbuf.data, count: Int(result.pbuf.len))
      return .success(ScanMessage.tokenStarts(message))
    }
    return try outcome.get()
  }

  private static func scanError(
    _ error: PgQueryError, _ source: SourceText, from start: Int
  ) -> SQLScanError {
    let message = error.message.map { String(cString: $0) } ?? "cannot be scanned"
    return SQLScanError(
      message: SQLSyntax.withoutPlace(message),
      offset: source.offset(
        ofCharacter: Int(error.cursorpos), in: start..<source.bytes.count))
  }

  /// Gives `body` the bytes as a C string, alone with the library.
  static func withText<R: Sendable>(
    _ bytes: ArraySlice<UInt8>, _ body: (UnsafePointer<CChar>) -> R
  ) -> R {
    let text = ContiguousArray<CChar>(unsafeUninitializedCapacity: bytes.count + 1) {
      buffer, count in
      UnsafeMutableRawBufferPointer(buffer).copyBytes(from: bytes)
      buffer[bytes.count] = 0
      count = bytes.count + 1
    }
    return parserLibrary.withLock { _ in
      text.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { preconditionFailure("a C string has its NUL") }
        return body(base)
      }
    }
  }
}

/// Reads libpg_query's `ScanResult`: each field 2 is a token, whose field 1 is its first byte.
private enum ScanMessage {
  static func tokenStarts(_ message: UnsafeRawBufferPointer) -> [Int] {
    var reader = ProtobufReader(message)
    var starts: [Int] = []
    while let field = reader.next() {
      guard field.number == 2, case .bytes(let token) = field.value else { continue }
      var tokenReader = ProtobufReader(token)
      var start = 0
      while let field = tokenReader.next() {
        if field.number == 1, case .varint(let value) = field.value { start = Int(value) }
      }
      starts.append(start)
    }
    return starts
  }
}

/// Protocol Buffers' wire format, as far as a flat message of integers needs it.
private struct ProtobufReader {
  enum Value {
    case varint(UInt64)
    case bytes(UnsafeRawBufferPointer)
  }

  private var rest: UnsafeRawBufferPointer

  init(_ message: UnsafeRawBufferPointer) { rest = message }

  mutating func next() -> (number: UInt64, value: Value)? {
    guard let key = varint() else { return nil }
    switch key & 7 {
    case 0:
      guard let value = varint() else { return nil }
      return (key >> 3, .varint(value))
    case 2:
      guard let count = varint(), count <= rest.count else { return nil }
      let bytes = UnsafeRawBufferPointer(rebasing: rest[..<Int(count)])
      rest = UnsafeRawBufferPointer(rebasing: rest[Int(count)...])
      return (key >> 3, .bytes(bytes))
    default:
      return nil
    }
  }

  private mutating func varint() -> UInt64? {
    var value: UInt64 = 0
    var index = 0
    while index < min(rest.count, 10) {
      let byte = rest[index]
      value |= UInt64(byte & 0x7F) << UInt64(7 * index)
      index += 1
      if byte & 0x80 == 0 {
        rest = UnsafeRawBufferPointer(rebasing: rest[index...])
        return value
      }
    }
    return nil
  }
}
