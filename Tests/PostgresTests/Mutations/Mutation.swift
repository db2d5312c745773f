import Foundation
import Testing

/// One small change to the schema in `Cases/base.sql`: a piece of a file in `Cases` that begins with
/// `--- name`, or `--- name (16)` for what came with that major version.
struct Mutation: Sendable, CustomTestStringConvertible {
  let name: String
  let sinceMajor: Int
  let sql: String

  var testDescription: String { name }

  static let base: String = text(of: "base.sql")

  static let all: [Mutation] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.hasSuffix(".sql") && $0 != "base.sql" }.sorted()
      .flatMap { read(text(of: $0)) }
  }()

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Cases").path

  private static func text(of file: String) -> String {
    (try? String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)) ?? ""
  }

  private static func read(_ text: String) -> [Mutation] {
    ("\n" + text).components(separatedBy: "\n--- ").dropFirst().map { piece in
      let lines = piece.split(separator: "\n", maxSplits: 1).map(String.init)
      var name = lines.first ?? ""
      var major = 0
      if name.hasSuffix(")"), let open = name.lastIndex(of: "("),
        let number = Int(name[name.index(after: open)...].dropLast())
      {
        major = number
        name = name[..<open].trimmingCharacters(in: .whitespaces)
      }
      return Mutation(name: name, sinceMajor: major, sql: lines.count > 1 ? lines[1] : "")
    }
  }
}
