/// Connection strings for servers of ours, which listen on a unix socket alone.
enum Conninfo {
  /// A libpq keyword string.
  ///
  /// The port and an empty `hostaddr` are said so that `PGPORT` and `PGHOSTADDR` in the
  /// environment cannot lead to another server.
  static func text(socketFolder: String, port: Int, database: String) -> String {
    "host=\(quoted(socketFolder)) hostaddr='' port=\(port) user=postgres"
      + " dbname=\(quoted(database))"
  }

  /// A URL that libpq, psql and other tools read.
  static func url(socketFolder: String, port: Int, database: String) -> String {
    "postgresql:///\(percent(database))?host=\(percent(socketFolder, keeping: "/"))"
      + "&port=\(port)&user=postgres"
  }

  static func quoted(_ value: String) -> String {
    let plain = value.utf8.allSatisfy { isUnreserved($0) || $0 == UInt8(ascii: "/") }
    if plain && !value.isEmpty { return value }
    var bytes: [UInt8] = []
    for byte in value.utf8 {
      if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\\") { bytes.append(0x5c) }
      bytes.append(byte)
    }
    return "'" + String(decoding: bytes, as: UTF8.self) + "'"
  }

  private static func percent(_ value: String, keeping: String = "") -> String {
    var text = ""
    for byte in value.utf8 {
      if isUnreserved(byte) || keeping.utf8.contains(byte) {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return text
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      return true
    default: return false
    }
  }
}
