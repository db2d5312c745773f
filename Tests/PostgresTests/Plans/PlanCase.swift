import Foundation
import Testing

/// A text that a newcomer can read: a schema before, a schema after, and the statements expected
/// between them.
///
///     == a column is added
///     -- before
///     CREATE TABLE t (a int);
///     -- after
///     CREATE TABLE t (a int, b text);
///     -- plan
///     ALTER TABLE t ADD COLUMN b text;
struct PlanCase: Sendable, CustomTestStringConvertible {
  var name: String
  var before: String
  var after: String
  /// Not compared when it is nil.
  var plan: String?
  var extensions: [String]
  /// The first major version that has what it needs.
  var since: Int

  var testDescription: String { name }

  /// All cases of a file in the folder `Cases`.
  static func all(in file: String) throws -> [PlanCase] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let url = folder.appendingPathComponent("Cases/\(file).sql")
    let text = try String(contentsOf: url, encoding: .utf8)
    return text.components(separatedBy: "\n== ").dropFirst().map(PlanCase.init)
  }

  private init(_ text: String) {
    var parts: [String: String] = [:]
    var key = "name"
    for line in text.components(separatedBy: "\n") {
      if ["-- before", "-- after", "-- plan"].contains(line) || line.hasPrefix("-- extensions ")
        || line.hasPrefix("-- since ")
      {
        let words = line.split(separator: " ").dropFirst()
        key = String(words.first ?? "")
        if words.count > 1 {
          parts[key] = words.dropFirst().joined(separator: " ")
        } else {
          parts[key] = ""
        }
      } else {
        parts[key, default: ""] += line + "\n"
      }
    }
    name = parts["name", default: ""].trimmingCharacters(in: .whitespacesAndNewlines)
    before = parts["before", default: ""]
    after = parts["after", default: ""]
    plan = parts["plan"]?.trimmingCharacters(in: .whitespacesAndNewlines)
    extensions = parts["extensions", default: ""].split(whereSeparator: \.isWhitespace).map(
      String.init)
    since = parts["since"].flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) } ?? 0
  }
}
