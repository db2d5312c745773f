import Foundation
import Testing
import WhimbrelTemplates

/// What `make` hands to the executable, with stand-ins for Swift and for the executable.
@Suite(.serialized) struct MakefileTests {
  /// A folder with the template as its Makefile, and a `swift` that builds nothing.
  private let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "whimbrel-make-\(UInt32.random(in: .min ... .max))"
    try FileManager.default.createDirectory(
      atPath: "\(folder)/docs", withIntermediateDirectories: true)
    let makefile = Templates.makefile.replacingOccurrences(of: "{{executable}}", with: "App")
    try makefile.write(toFile: "\(folder)/Makefile", atomically: true, encoding: .utf8)
    try program("swift", "case \"$*\" in *--show-bin-path*) echo '\(folder)' ;; esac")
    try program("App", "for word; do printf '<%s>' \"$word\"; done; printf '%s' \"${x-}\"")
  }

  private func program(_ name: String, _ text: String) throws {
    try "#!/bin/sh\n\(text)\n".write(
      toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: "\(folder)/\(name)")
  }

  /// What is printed on standard output and standard error together, and the exit code.
  private func make(
    _ words: [String], environment: [String: String] = [:]
  ) async throws -> (String, Int32) {
    let folder = folder
    // Waiting for a process holds a thread, and tests that measure time need theirs.
    return try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(
          with: Result { try Self.make(in: folder, words, environment: environment) })
      }
    }
  }

  private static func make(
    in folder: String, _ words: [String], environment: [String: String]
  ) throws -> (String, Int32) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["make", "-C", folder, "--no-print-directory"] + words
    process.environment = ProcessInfo.processInfo.environment
      .filter { !$0.key.hasPrefix("MAKE") && $0.key != "MFLAGS" }
      .merging(environment) { $1 }
      .merging(["SWIFT": "\(folder)/swift"]) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (String(decoding: output, as: UTF8.self), process.terminationStatus)
  }

  private func remove() { try? FileManager.default.removeItem(atPath: folder) }

  @Test(arguments: [
    "it's \"done\"", "a=b", "50% off: $HOME", "x; rm -rf y", "grow 🌱", "test", "docs", "setup",
    String(repeating: "x", count: 300), String(repeating: "ten bytes ", count: 29) + "and more",
    "# and : and #", "add f(x)", "x=$(shell echo expanded)", "back\\slash\\: `id` $(id) $$", "*",
    "migration", "model", "Makefile", "two  spaces", "%", "a;b", "| & <", "SHELL=/bin/false",
  ])
  func aMessageArrivesAsItWasTyped(message: String) async throws {
    defer { remove() }
    let (output, code) = try await make(["migration", message])
    #expect(output == "<revision><-m><\(message)>")
    #expect(code == 0)
  }

  @Test(arguments: ["-x starts with a dash", "= starts so", "a := $(shell id)", "it's $HOME"])
  func aMessageMayBeSaidByVariable(message: String) async throws {
    defer { remove() }
    #expect(try await make(["migration", "MSG=\(message)"]) == ("<revision><-m><\(message)>", 0))
  }

  @Test func wordsNeedNoQuotes() async throws {
    defer { remove() }
    #expect(
      try await make(["migration", "add", "test", "table"]) == ("<revision><-m><add test table>", 0)
    )
  }

  @Test func furtherOptionsAreNoPartOfTheMessage() async throws {
    defer { remove() }
    #expect(
      try await make(["migration", "less", "ARGS=--drop users.nickname"])
        == ("<revision><-m><less><--drop><users.nickname>", 0))
  }

  @Test func aMessageIsNeeded() async throws {
    defer { remove() }
    let (output, code) = try await make(["migration"])
    #expect(output.hasPrefix("usage: make migration \"what changes\"\n"))
    #expect(code == 2)
  }

  @Test(arguments: [
    (["migrate"], "<upgrade>"), (["migrate", "TO=ab12"], "<upgrade><ab12>"),
    (["downgrade"], "<downgrade>"), (["downgrade", "TO=-2"], "<downgrade><-2>"),
    (["check"], "<check>"), (["status", "ARGS=--format json"], "<status><--format><json>"),
    (["model", "NAME=Plants"], "<new><Plants>"), (["model", "Plants"], "<new><Plants>"),
  ])
  func targetsCallCommands(words: [String], printed: String) async throws {
    defer { remove() }
    // A TO in the environment is somebody else's.
    #expect(try await make(words, environment: ["TO": "elsewhere"]) == (printed, 0))
  }

  /// Every word that the docs offer is there, in the repository's own Makefile.
  @Test func documentedWords() async throws {
    defer { remove() }
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path
    let docs = try String(contentsOfFile: "\(root)/docs/commands.md", encoding: .utf8)
    let words = Set(docs.matches(of: /`make ([a-z]+)/).map { String($0.output.1) })
    #expect(words.count > 9)
    for word in words.sorted() {
      let message = ["migration", "model"].contains(word) ? ["x"] : []
      let (output, code) = try await make(["-C", root, "-n", word] + message)
      #expect(code == 0, "make \(word): \(output)")
    }
  }

  @Test func withoutAWordThereIsHelp() async throws {
    defer { remove() }
    let (output, code) = try await make([])
    #expect(output.contains("make migration \"message\""))
    #expect(code == 0)
  }
}
