/// The names PostgreSQL itself chooses (its `makeObjectName` and `ChooseRelationName`).
package enum PostgresNames {
  /// `users_email_key`, and `users_email_key1` when that is taken.
  static func first(
    _ table: Name, _ columns: Name?, _ label: String, where isFree: (Name) -> Bool
  ) -> Name {
    var pass = 0
    while true {
      let name = joined(table, columns, pass == 0 ? label : "\(label)\(pass)")
      if isFree(name) { return name }
      pass += 1
    }
  }

  /// Both parts and the label, the longer part shortened byte by byte until all fit.
  package static func joined(_ table: Name, _ columns: Name?, _ label: String) -> Name {
    let overhead = label.utf8.count + 1 + (columns == nil ? 0 : 1)
    let room = Name.maximumLength - overhead
    var first = table.text.utf8.count
    var second = columns?.text.utf8.count ?? 0
    while first + second > room {
      if first > second { first -= 1 } else { second -= 1 }
    }
    let parts = [table.text.cut(to: first)] + (columns.map { [$0.text.cut(to: second)] } ?? [])
    return Name((parts + [label]).joined(separator: "_"))
  }

  /// The columns' part of a name: joined until it is too long to matter.
  static func addition(_ columns: [Name]) -> Name {
    var joined = ""
    for column in columns {
      if !joined.utf8.isEmpty { joined += "_" }
      joined += column.text
      if joined.utf8.count > Name.maximumLength { break }
    }
    return Name(joined)
  }

  /// The columns of an index, a number behind those that occur again: `lower`, `lower1`.
  package static func distinct(_ columns: [Name]) -> [Name] {
    var distinct: [Name] = []
    for column in columns {
      var name = column
      var number = 0
      while distinct.contains(name) {
        number += 1
        let suffix = "\(number)"
        name = Name(column.text.cut(to: Name.maximumLength - suffix.utf8.count) + suffix)
      }
      distinct.append(name)
    }
    return distinct
  }

  /// What an expression's column is called: its function's name, its cast column's, else `expr`.
  ///
  /// PostgreSQL also looks into CASE and casts of operators; for those, give the index a name.
  static func column(ofExpression text: String) -> Name {
    var rest = text
    while true {
      let bytes = Array(rest.utf8)
      if SQLShape.isCall(rest), let open = bytes.firstIndex(of: UInt8(ascii: "(")) {
        return lastWord(bytes[..<open]) ?? "expr"
      }
      if SQLShape.isParenthesized(rest) {
        rest = String(rest.dropFirst().dropLast())
      } else if let cast = SQLShape.castStart(bytes) {
        rest = String(decoding: bytes[..<cast], as: UTF8.self)
      } else {
        let isWord = SQLWords.end(of: bytes, from: 0) == bytes.count
        return isWord ? lastWord(bytes[...]) ?? "expr" : "expr"
      }
    }
  }

  /// The name at the end of a path: `lower` of `pg_catalog.lower`.
  private static func lastWord(_ path: ArraySlice<UInt8>) -> Name? {
    let words = path.split(separator: UInt8(ascii: "."))
    return SQLWords.identifiers(in: String(decoding: words.last ?? path, as: UTF8.self)).first
  }
}

extension String {
  /// The longest beginning of at most so many bytes that ends where a character's bytes end.
  func cut(to count: Int) -> String {
    if utf8.count <= count { return self }
    var end = utf8.index(utf8.startIndex, offsetBy: max(0, count))
    while end.samePosition(in: unicodeScalars) == nil { end = utf8.index(before: end) }
    return String(self[..<end])
  }
}

extension PostgresNames {
  /// A multirange type's name: `span_multirange`, and `float_multirange` for `float_range`.
  static func multirange(of range: Name) -> Name {
    let word = Array("range".utf8)
    let bytes = Array(range.text.utf8)
    let start = bytes.indices.first { bytes[$0...].starts(with: word) }
    guard let start else { return joined(range, nil, "multirange") }
    let text =
      String(decoding: bytes[..<start], as: UTF8.self) + "multi"
      + String(decoding: bytes[start...], as: UTF8.self)
    return Name(text.cut(to: Name.maximumLength))
  }
}
