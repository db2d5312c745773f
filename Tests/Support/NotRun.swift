import Foundation
import Synchronization

/// Cases that a server could not run: counted and printed, never taken for passed.
package enum NotRun {
  private struct Reason: Hashable {
    let place: String
    let why: String
  }

  private static let tests = Mutex<[Reason: Set<String>]>([:])

  /// Notes that `test` did not run on `place`; each reason is printed once now, and the count when
  /// the process ends.
  package static func note(on place: String, because why: String, test: String) {
    let reason = Reason(place: place, why: why)
    let isNew = tests.withLock { tests in
      if tests.isEmpty { atexit { NotRun.report() } }
      defer { tests[reason, default: []].insert(test) }
      return tests[reason] == nil
    }
    if isNew { say("not run on \(place): \(why)") }
  }

  private static func report() {
    let all = tests.withLock { $0 }
    for (reason, tests) in all.sorted(by: { $0.key.place < $1.key.place }) {
      say("not run: \(tests.count) cases on \(reason.place): \(reason.why)")
    }
  }

  private static func say(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }
}
