import Foundation

/// The major versions of PostgreSQL that the tests run on.
package enum TestMajors {
  /// What is supported and can be had here; the first one runs every case.
  package static let all = [15, 16, 18]

  /// Whether everything runs everywhere.
  package static var isSoak: Bool {
    ProcessInfo.processInfo.environment["WHIMBREL_TEST_SOAK"] != nil
  }

  /// Those of `all` that a case runs on: the first, and one other that its name chooses; all of them
  /// in a soak.
  package static func chosen<T>(_ all: [T], for name: String) -> [T] {
    guard all.count > 2, !isSoak else { return all }
    let others = all.dropFirst()
    return [all[0], others[others.startIndex + Int(fnv1a(name) % UInt64(others.count))]]
  }

  /// The same in every process, unlike `Hasher`.
  private static func fnv1a(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}

package struct TestServerError: Error, CustomStringConvertible {
  package let description: String
  package init(_ description: String) { self.description = description }
}
