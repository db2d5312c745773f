import Foundation
import Testing

@testable import Whimbrel

/// Words on the command line.
@Suite struct ArgumentTests {
  private let message = Option("message", short: "m", "TEXT", "")
  private let drop = OptionList("drop", "OBJECT", "")
  private let dry = Flag("dry-run", short: "n", "")
  private let target = Positional("TARGET", isRequired: false, "")

  private var parser: ArgumentParser {
    ArgumentParser(
      command: "whimbrel x", parameters: [message.form, drop.form, dry.form],
      positionals: [target])
  }

  private func parse(_ words: String...) throws -> Arguments {
    try #require(try parser.parse(words))
  }

  @Test func forms() throws {
    #expect(try parse("--message", "a b")[message] == "a b")
    #expect(try parse("--message=a=b")[message] == "a=b")
    #expect(try parse("-m", "-x")[message] == "-x")
    #expect(try parse("-mtext")[message] == "text")
    #expect(try parse("-nm", "text")[message] == "text")
    #expect(try parse("-n")[dry])
    #expect(try !parse()[dry])
    #expect(try parse("--drop", "a.b", "--drop=table:c")[drop] == ["a.b", "table:c"])
    #expect(try parse("-1")[target] == "-1")
    #expect(try parse("--", "--dry-run")[target] == "--dry-run")
    #expect(try parser.parse(["-n", "--help"]) == nil)
  }

  @Test(arguments: [
    (["--messag", "x"], "did you mean --message?"), (["--message"], "write --message TEXT"),
    (["--dry-run=1"], "write --dry-run alone"), (["a", "b"], "see whimbrel x --help"),
    (["--message", "--dry-run"], "--message=--dry-run"), (["-q"], "see whimbrel x --help"),
  ])
  func refused(_ words: [String], _ help: String) throws {
    let error = try #require(throws: UsageError.self) { try parser.parse(words) }
    #expect(error.help.contains(help))
  }

  @Test func everyCommandIsDocumented() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("docs/commands.md")
    let docs = try String(contentsOf: file, encoding: .utf8)
    for command in Program.commands {
      for name in [command.name] + command.aliases {
        #expect(docs.contains("`\(name)`") || docs.contains("`\(name) "), "\(name)")
      }
    }
  }

  @Test func everyCommandHasAnExample() {
    for command in Program.commands {
      #expect(!command.examples.isEmpty, "\(command.name)")
      #expect(!command.summary.hasSuffix("."), "\(command.name)")
      let page = HelpPage.page(of: command, program: "whimbrel")
      #expect(page.contains("examples:"))
      let names = (command.parameters + GlobalOptions.all).map(\.form.name)
      #expect(Set(names).count == names.count, "\(command.name) has an option twice")
    }
  }

  @Test func json() {
    let value: JSON = ["a": ["x\n\"\u{1}", 1, true, nil], "b": [], "c": [:]]
    #expect(
      value.text
        == "{\n  \"a\": [\n    \"x\\n\\\"\\u0001\",\n    1,\n    true,\n    null\n  ],\n  \"b\": [],\n  \"c\": {}\n}"
    )
  }

  @Test(arguments: [
    ("users.nickname", "users.nickname"), ("table:plants", "table:plants"),
    ("table:audit.log", "table:audit.log"), ("label:mood.Sad", "label:mood.\"Sad\""),
    ("\"Odd\".\"a.b\"", "\"Odd\".\"a.b\""),
  ])
  func objects(_ text: String, _ shown: String) throws {
    #expect(try #require(ObjectName(text)).text == shown)
  }

  @Test(arguments: ["plants", "tabel:x", "table:", "\"open.x", "a..b"])
  func noObjects(_ text: String) { #expect(ObjectName(text) == nil) }

  @Test(arguments: [
    ("static let schema = Schema { Users.self }", "Schema { Users.self; Plants.self }"),
    (
      "Schema(naming: .prefixed) {\n    Users.self\n  }",
      "Schema(naming: .prefixed) {\n    Users.self\n    Plants.self\n  }"
    ),
    ("Schema(naming: .prefixed, [Users.self])", "[Users.self, Plants.self]"),
    ("Schema([\n  Users.self,\n])", "[\n  Users.self,\n  Plants.self\n]"),
    ("Schema { Plants.self }", "Schema { Plants.self }"),
    ("Schema {}", "Schema { Plants.self}"),
  ])
  func addsToTheSchema(_ text: String, _ expected: String) throws {
    let source = SchemaSource(path: "Schema.swift", bytes: Array(text.utf8))
    let bytes = try #require(source.adding("Plants"))
    #expect(String(decoding: bytes, as: UTF8.self).contains(expected))
  }
}
