import CPostgres

/// What a statement gave back: a table of text values, read in place from libpq's memory, or from
/// that of a file which kept them.
///
///     let rows = try await connection.query("SELECT oid, relname FROM pg_catalog.pg_class")
///     for row in rows.indices { print(rows.int(row, 0), rows[row, 1]) }
package struct Rows: Sendable {
  private enum Backing: Sendable {
    case result(ResultBox)
    case stored(StoredRows)
  }

  private let backing: Backing
  package let count: Int
  package let columnCount: Int

  init(_ result: ResultBox) {
    backing = .result(result)
    count = Int(PQntuples(result.pointer))
    columnCount = Int(PQnfields(result.pointer))
  }

  init(_ stored: StoredRows) {
    backing = .stored(stored)
    count = stored.count
    columnCount = stored.names.count
  }

  package var indices: Range<Int> { 0..<count }
  package var isEmpty: Bool { count == 0 }

  /// The value as text; nil for NULL.
  package subscript(row: Int, column: Int) -> String? {
    withBytes(row, column) { $0.map { String(decoding: $0, as: UTF8.self) } }
  }

  /// The value of the only row that is there in most of our own queries, or nil.
  package subscript(column: Int) -> String? { isEmpty ? nil : self[0, column] }

  /// The value's bytes as the server sent them, or nil for NULL; valid inside `body` only.
  @inline(__always)
  package func withBytes<T, E: Error>(
    _ row: Int, _ column: Int, _ body: (UnsafeBufferPointer<UInt8>?) throws(E) -> T
  ) throws(E) -> T {
    precondition(
      row >= 0 && row < count && column >= 0 && column < columnCount,
      "row \(row), column \(column) of \(count) rows and \(columnCount) columns")
    switch backing {
    case .stored(let stored): return try stored.withBytes(row * columnCount + column, body)
    case .result(let result):
      let pointer = result.pointer
      // `defer` keeps the memory alive until the body is done with it.
      defer { withExtendedLifetime(result) {} }
      guard PQgetisnull(pointer, Int32(row), Int32(column)) == 0,
        let start = PQgetvalue(pointer, Int32(row), Int32(column))
      else { return try body(nil) }
      let length = Int(PQgetlength(pointer, Int32(row), Int32(column)))
      let bytes = UnsafeRawBufferPointer(start: start, count: length)
      return try body(bytes.assumingMemoryBound(to: UInt8.self))
    }
  }

  package func bytes(_ row: Int, _ column: Int) -> [UInt8]? {
    withBytes(row, column) { $0.map(Array.init) }
  }

  package func isNull(_ row: Int, _ column: Int) -> Bool {
    withBytes(row, column) { $0 == nil }
  }

  /// The value as an integer; nil for NULL and for what is no decimal integer.
  package func int(_ row: Int, _ column: Int) -> Int? {
    withBytes(row, column) { $0.flatMap(decimal) }
  }

  /// The value as an object identifier; nil for NULL.
  package func oid(_ row: Int, _ column: Int) -> UInt32? {
    int(row, column).flatMap { UInt32(exactly: $0) }
  }

  /// The value as a boolean, which the server writes as `t` and `f`; nil for NULL.
  package func bool(_ row: Int, _ column: Int) -> Bool? {
    withBytes(row, column) { $0.map { $0.first == UInt8(ascii: "t") } }
  }

  /// The first byte, as of a `"char"` column such as `relkind`; nil for NULL and the empty text.
  package func char(_ row: Int, _ column: Int) -> UInt8? {
    withBytes(row, column) { $0?.first }
  }

  package func name(ofColumn column: Int) -> String? {
    switch backing {
    case .result(let result): PQfname(result.pointer, Int32(column)).map { String(cString: $0) }
    case .stored(let stored): stored.names.indices.contains(column) ? stored.names[column] : nil
    }
  }

  /// The index of the first column called `name`, compared by bytes; nil when there is none.
  package func column(_ name: String) -> Int? {
    (0..<columnCount).first {
      self.name(ofColumn: $0).map { $0.utf8.elementsEqual(name.utf8) } ?? false
    }
  }

  /// What the server did, as it says it: `SELECT 3`, `CREATE TABLE`.
  package var commandTag: String {
    switch backing {
    case .result(let result): String(cString: PQcmdStatus(result.pointer))
    case .stored: "SELECT \(count)"
    }
  }

  /// How many rows the statement read, changed or copied; nil for one that counts none.
  package var affected: Int? {
    switch backing {
    case .result(let result): Int(String(cString: PQcmdTuples(result.pointer)))
    case .stored: count
    }
  }
}

/// Owns a `PGresult`.
///
/// Proof that it may be sent: nothing here or in `Rows` calls a libpq function that writes to a
/// result after its connection has handed it over, libpq documents results as read-only then and
/// free to be passed between threads (chapter "Behavior in Threaded Programs"), and it is freed
/// once, when nobody holds this object.
final class ResultBox: @unchecked Sendable {
  let pointer: OpaquePointer

  init(owning pointer: OpaquePointer) { self.pointer = pointer }

  deinit { PQclear(pointer) }
}

private func decimal(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  let negative = bytes.first == UInt8(ascii: "-")
  let digits = bytes.dropFirst(negative ? 1 : 0)
  guard !digits.isEmpty else { return nil }
  var value = 0
  for byte in digits {
    guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
    let (tens, carried) = value.multipliedReportingOverflow(by: 10)
    let digit = Int(byte - UInt8(ascii: "0"))
    let (sum, over) = tens.addingReportingOverflow(negative ? -digit : digit)
    guard !carried, !over else { return nil }
    value = sum
  }
  return value
}
