import WhimbrelModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Printout {
  /// One row of a system catalog.
  struct Line: Sendable {
    /// What it is about, and the relation that goes with.
    let object: ObjectID
    let whole: ObjectID?
    let isManaged: Bool
    /// The catalog's name, then a `column=value` after each separator.
    let text: String
  }

  /// A row where it lies: a proof compares tens of thousands of them, and most are alike.
  struct RowKey: Hashable {
    let rows: Rows
    let row: Int
    /// Whether the owner is a part of it.
    let owners: Bool

    static let ownerColumn = 7

    static func == (left: RowKey, right: RowKey) -> Bool {
      for column in 0..<left.rows.columnCount where left.owners || column != ownerColumn {
        let isSame = left.rows.withBytes(left.row, column) { one in
          right.rows.withBytes(right.row, column) { other in
            guard let one, let other else { return one == nil && other == nil }
            guard one.count == other.count, let start = one.baseAddress,
              let otherStart = other.baseAddress
            else { return one.count == other.count }
            return memcmp(start, otherStart, one.count) == 0
          }
        }
        if !isSame { return false }
      }
      return true
    }

    /// What it is about tells most of them apart.
    func hash(into hasher: inout Hasher) {
      for column in 1...3 {
        rows.withBytes(row, column) { bytes in
          if let bytes { hasher.combine(bytes: UnsafeRawBufferPointer(bytes)) }
          hasher.combine(UInt8(ascii: ";"))
        }
      }
    }
  }

  func keys(owners: Bool) -> [RowKey] {
    answers.flatMap { rows in rows.indices.map { RowKey(rows: rows, row: $0, owners: owners) } }
  }
}

extension Printout.RowKey {
  /// The object's own name, which tells most rows that are not looked for.
  var name: String { rows[row, 2] ?? "" }

  var object: ObjectID {
    ObjectID(
      ObjectKind.titled[rows[row, 0] ?? ""] ?? .database, schema: Name(rows[row, 1] ?? ""),
      Name(name), member: Name(rows[row, 3] ?? ""))
  }

  var whole: ObjectID? {
    rows[row, 5].map { ObjectID(.table, schema: Name(rows[row, 4] ?? ""), Name($0)) }
  }

  var line: Printout.Line {
    let owner = owners ? rows[row, Self.ownerColumn] ?? "" : ""
    return Printout.Line(
      object: object, whole: whole, isManaged: rows.bool(row, 6) ?? true,
      text: (rows[row, 8] ?? "")
        + (owner.isEmpty ? "" : "\(Printout.separator)owner=\(owner)"))
  }
}

extension ObjectKind {
  fileprivate static let titled = Dictionary(
    allCases.map { ($0.title, $0) }, uniquingKeysWith: { first, _ in first })
}
