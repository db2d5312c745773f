/// A value as JSON, with keys in the order in which they are said.
enum JSON: Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral,
  ExpressibleByNilLiteral
{
  case null
  case bool(Bool)
  case number(Int)
  case string(String)
  case array([JSON])
  case object([(String, JSON)])

  init(stringLiteral value: String) { self = .string(value) }
  init(integerLiteral value: Int) { self = .number(value) }
  init(booleanLiteral value: Bool) { self = .bool(value) }
  init(arrayLiteral elements: JSON...) { self = .array(elements) }
  init(dictionaryLiteral elements: (String, JSON)...) { self = .object(elements) }
  init(nilLiteral: ()) { self = .null }

  init(_ text: String?) { self = text.map(JSON.string) ?? .null }
  init(_ texts: [String]) { self = .array(texts.map(JSON.string)) }

  /// The text, two spaces a level, without a line end at its end.
  var text: String {
    var out = ""
    write(to: &out, indent: "\n")
    return out
  }

  private func write(to out: inout String, indent: String) {
    switch self {
    case .null: out += "null"
    case .bool(let value): out += value ? "true" : "false"
    case .number(let value): out += String(value)
    case .string(let value): Self.write(value, to: &out)
    case .array(let values):
      Self.block("[", "]", values, &out, indent) { $0.write(to: &$1, indent: $2) }
    case .object(let pairs):
      Self.block("{", "}", pairs, &out, indent) { pair, out, indent in
        Self.write(pair.0, to: &out)
        out += ": "
        pair.1.write(to: &out, indent: indent)
      }
    }
  }

  private static func block<Item>(
    _ open: String, _ close: String, _ items: [Item], _ out: inout String, _ indent: String,
    _ write: (Item, inout String, String) -> Void
  ) {
    out += open
    for (index, item) in items.enumerated() {
      out += (index == 0 ? "" : ",") + indent + "  "
      write(item, &out, indent + "  ")
    }
    out += (items.isEmpty ? "" : indent) + close
  }

  private static func write(_ text: String, to out: inout String) {
    out += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let hex = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex
      default: out.unicodeScalars.append(scalar)
      }
    }
    out += "\""
  }
}
