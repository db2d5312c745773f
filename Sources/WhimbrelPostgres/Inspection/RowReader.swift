import WhimbrelModel

/// Reads one row's values from left to right, as the query selects them.
struct RowReader {
  private let rows: Rows
  private let row: Int
  private var column = 0

  init(_ rows: Rows, _ row: Int) {
    self.rows = rows
    self.row = row
  }

  private mutating func next() -> Int {
    defer { column += 1 }
    return column
  }

  /// Throws `InspectionError` for a NULL where PostgreSQL has none.
  private func unwrap<T>(_ value: T?, _ column: Int) throws(InspectionError) -> T {
    guard let value else {
      throw InspectionError(column: rows.name(ofColumn: column) ?? "\(column)")
    }
    return value
  }

  mutating func name() throws(InspectionError) -> Name { Name(try string()) }
  mutating func text() throws(InspectionError) -> SQLText { SQLText(try string()) }
  mutating func string() throws(InspectionError) -> String {
    let column = next()
    return try unwrap(rows[row, column], column)
  }
  mutating func oid() throws(InspectionError) -> OID {
    let column = next()
    return try unwrap(rows.oid(row, column), column)
  }
  mutating func int() throws(InspectionError) -> Int {
    let column = next()
    return try unwrap(rows.int(row, column), column)
  }
  mutating func bool() throws(InspectionError) -> Bool {
    let column = next()
    return try unwrap(rows.bool(row, column), column)
  }
  mutating func ints() throws(InspectionError) -> [Int] {
    let column = next()
    return try unwrap(rows.ints(row, column), column)
  }
  mutating func oids() throws(InspectionError) -> [OID] {
    try ints().map { OID(truncatingIfNeeded: $0) }
  }

  mutating func nameIfAny() -> Name? { rows[row, next()].map { Name($0) } }
  mutating func textIfAny() -> SQLText? { rows[row, next()].map { SQLText($0) } }
  mutating func expressionIfAny() -> Expression? { textIfAny().map { Expression($0) } }
  mutating func oidIfAny() -> OID? { rows.oid(row, next()) }
  mutating func intIfAny() -> Int? { rows.int(row, next()) }
  mutating func intsIfAny() -> [Int]? { rows.ints(row, next()) }
  /// Empty for NULL.
  mutating func texts() -> [SQLText] { (rows.strings(row, next()) ?? []).map { SQLText($0) } }
  mutating func names() -> [Name] { (rows.strings(row, next()) ?? []).map { Name($0) } }
  /// A function's name as `regproc` prints it; nil where there is none, which it prints as `-`.
  mutating func functionIfAny() -> SQLText? { textIfAny().flatMap { $0 == "-" ? nil : $0 } }
  /// The texts in a `bytea`, each ended by a NUL byte; it prints as `\\x` and hexadecimal digits.
  mutating func nulTerminated() -> [SQLText] {
    guard let digits = rows.bytes(row, next())?.dropFirst(2) else { return [] }
    var texts: [SQLText] = []
    var text: [UInt8] = []
    var high: UInt8?
    for digit in digits {
      let value = digit - (digit >= UInt8(ascii: "a") ? UInt8(ascii: "a") - 10 : UInt8(ascii: "0"))
      guard let first = high else {
        high = value
        continue
      }
      high = nil
      let byte = first << 4 | value
      if byte != 0 {
        text.append(byte)
      } else {
        texts.append(SQLText(String(decoding: text, as: UTF8.self)))
        text.removeAll()
      }
    }
    return texts
  }
  /// `name=value` pairs.
  mutating func options() -> OptionList { OptionList(texts()) }
  /// One character of a `"char"` column; a space for the empty one.
  mutating func char() throws(InspectionError) -> Character {
    let column = next()
    if rows.isNull(row, column) { return try unwrap(nil, column) }
    return rows.char(row, column).map { Character(UnicodeScalar($0)) } ?? " "
  }
  mutating func charIfAny() -> Character? {
    rows.char(row, next()).map { Character(UnicodeScalar($0)) }
  }
}

/// The server's catalogs are not as the manual says.
struct InspectionError: Error, CustomStringConvertible {
  /// The column of the query that is NULL and should not be.
  let column: String
  var description: String {
    "the database's catalogs cannot be read: \"\(column)\" is empty where PostgreSQL has a value\n"
      + "help: check the catalogs, for example with pg_dump --schema-only"
  }
}

extension Rows {
  /// Calls `body` for every row.
  func forEach(_ body: (inout RowReader) throws -> Void) rethrows {
    for row in indices {
      var reader = RowReader(self, row)
      try body(&reader)
    }
  }
}
