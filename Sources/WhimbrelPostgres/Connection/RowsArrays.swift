/// One-dimensional arrays as the server prints them, without a query per element.
extension Rows {
  /// The elements of an array such as `{a,NULL,"b c"}`; nil for a NULL array.
  ///
  /// Reads one dimension, which is all that the catalog has; an `int2vector` or `oidvector`
  /// (`1 2 3`) is read by `ints`. Manual, chapter "Array Input and Output Syntax".
  package func array(_ row: Int, _ column: Int) -> [String?]? {
    withBytes(row, column) { $0.map(elements) }
  }

  /// The elements of an array without NULLs; nil for a NULL array.
  package func strings(_ row: Int, _ column: Int) -> [String]? {
    array(row, column)?.compactMap { $0 }
  }

  /// The integers of `{1,2,3}` or of a vector `1 2 3`; nil for NULL.
  package func ints(_ row: Int, _ column: Int) -> [Int]? {
    withBytes(row, column) { bytes in
      guard let bytes else { return nil }
      var found: [Int] = []
      var current: Int?
      var negative = false
      for byte in bytes {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
          current = (current ?? 0) * 10 + Int(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "-"):
          negative = true
        default:
          if let value = current { found.append(negative ? -value : value) }
          current = nil
          negative = false
        }
      }
      if let value = current { found.append(negative ? -value : value) }
      return found
    }
  }
}

/// An array's text that came from the server some time ago.
enum ArrayText {
  /// Its elements without NULLs; nil for what is no array.
  static func elements(_ text: String) -> [String]? {
    guard text.utf8.contains(UInt8(ascii: "{")) else { return nil }
    return Array(text.utf8).withUnsafeBufferPointer { WhimbrelPostgres.elements($0) }.compactMap {
      $0
    }
  }
}

private func elements(_ bytes: UnsafeBufferPointer<UInt8>) -> [String?] {
  let quote = UInt8(ascii: "\"")
  let backslash = UInt8(ascii: "\\")
  // A lower bound, as in `[0:1]={a,b}`, stands before the brace.
  guard let open = bytes.firstIndex(of: UInt8(ascii: "{")) else { return [] }
  var found: [String?] = []
  var element: [UInt8] = []
  var wasQuoted = false
  var inQuotes = false
  var index = open + 1

  func finish() {
    if wasQuoted || !element.isEmpty {
      let text = String(decoding: element, as: UTF8.self)
      found.append(!wasQuoted && text.uppercased() == "NULL" ? nil : text)
    }
    element.removeAll(keepingCapacity: true)
    wasQuoted = false
  }

  while index < bytes.count {
    let byte = bytes[index]
    if byte == backslash, index + 1 < bytes.count {
      index += 1
      element.append(bytes[index])
    } else if byte == quote {
      inQuotes.toggle()
      wasQuoted = true
    } else if inQuotes {
      element.append(byte)
    } else if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") {
      finish()
    } else {
      element.append(byte)
    }
    index += 1
  }
  return found
}
