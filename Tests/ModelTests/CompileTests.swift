import Foundation
import Testing

/// Models that the compiler has to refuse: each file marks the error it expects of the line above.
@Suite struct CompileTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "MustNotCompile")
  private static let negative = "Negative.swift"

  static var files: [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (names ?? []).filter { $0.hasSuffix(".swift") && $0 != negative }.sorted()
  }

  @Test func thereAreFiles() {
    #expect(CompileTests.files.count >= 10)
  }

  @Test(arguments: files)
  func mistakeIsRefused(file: String) throws {
    let text = try String(
      contentsOf: CompileTests.folder.appending(path: file), encoding: .utf8)
    #expect(text.contains("// expected-error@-1 {{"))
    let (status, output) = try CompileTests.verify(file)
    #expect(status == 0, "\(output)")
  }

  @Test func markWithoutItsErrorFails() throws {
    let (status, output) = try CompileTests.verify(CompileTests.negative)
    #expect(status != 0)
    #expect(output.contains("expected error not produced"))
  }

  /// What docs/model.md shows is what the compiler takes.
  @Test func thePageCompiles() throws {
    let root = CompileTests.folder.appending(path: "../../..").standardized
    let page = try String(contentsOf: root.appending(path: "docs/model.md"), encoding: .utf8)
    let blocks = page.components(separatedBy: "```swift\n").dropFirst()
      .map { $0.components(separatedBy: "```").first ?? "" }
    #expect(blocks.count >= 3)
    var text = """
      import WhimbrelModel
      protocol MigrationCommand { static var schema: Schema { get } }
      struct Users: Table { let id = Column(.uuid).primaryKey() }

      """
    for (number, block) in blocks.enumerated() {
      text += block.replacing("import Whimbrel\n", with: "").replacing("@main ", with: "")
        .replacing("struct Rootly", with: "struct Rootly\(number)")
    }
    let file = FileManager.default.temporaryDirectory.appending(path: "model-\(UUID()).swift")
    try text.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let (status, output) = try CompileTests.compile(["-parse-as-library", file.path])
    #expect(status == 0, "\(output)")
  }

  /// Has the compiler compare a file's errors with its marks.
  private static func verify(_ file: String) throws -> (status: Int32, output: String) {
    try compile(["-verify", "-verify-ignore-unrelated", folder.appending(path: file).path])
  }

  private static func compile(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      [
        "swiftc", "-frontend", "-typecheck", "-swift-version", "6", "-I", modules,
      ] + platform + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  /// The built modules, beside this test's own executable or bundle.
  private static var modules: String {
    let arguments = ProcessInfo.processInfo.arguments
    let bundle = arguments.firstIndex(of: "--test-bundle-path").flatMap {
      arguments.dropFirst($0 + 1).first
    }
    var place = URL(filePath: bundle ?? arguments[0])
    while place.path != "/" {
      place.deleteLastPathComponent()
      let modules = place.appending(path: "Modules")
      if FileManager.default.fileExists(atPath: modules.path) { return modules.path }
    }
    return ".build/debug/Modules"
  }

  private static var platform: [String] {
    #if os(macOS)
      let sdk = ProcessInfo.processInfo.environment["SDKROOT"]
      return (sdk.map { ["-sdk", $0] } ?? []) + ["-target", "arm64-apple-macosx15.0"]
    #else
      return []
    #endif
  }
}
