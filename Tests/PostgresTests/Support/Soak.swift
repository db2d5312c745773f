import Foundation
import Synchronization

/// What a test does again and again at random moments: few times in `make test`, as often as
/// docs/guarantees.md says in `make soak`.
///
/// `WHIMBREL_TEST_SEED` gives the same moments again, as far as a machine's load allows that.
final class Soak: Sendable {
  static let isOn = ProcessInfo.processInfo.environment["WHIMBREL_TEST_SOAK"] != nil

  static func count(_ all: Int, else few: Int) -> Int { isOn ? all : few }

  let seed: UInt64
  private let what: String
  private let began = ContinuousClock.now
  private let state: Mutex<(random: UInt64, count: Int)>

  init(_ what: String) {
    self.what = what
    let named = ProcessInfo.processInfo.environment["WHIMBREL_TEST_SEED"].flatMap { UInt64($0) }
    let seed = named ?? UInt64.random(in: 0..<1_000_000_000)
    self.seed = seed
    state = Mutex((seed, 0))
  }

  var count: Int { state.withLock { $0.count } }

  /// Counts, and gives the new count.
  @discardableResult
  func add(_ count: Int) -> Int {
    state.withLock { state in
      state.count += count
      return state.count
    }
  }

  /// Evenly distributed, by SplitMix64.
  func random(in range: ClosedRange<Double>) -> Double {
    let bits = state.withLock { state in
      state.random &+= 0x9E37_79B9_7F4A_7C15
      var z = state.random
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
    let share = Double(bits >> 11) / Double(1 << 53)
    return range.lowerBound + share * (range.upperBound - range.lowerBound)
  }

  /// Says on standard error what was done, in a soak.
  func report() {
    guard Self.isOn else { return }
    let seconds = began.duration(to: .now).components.seconds
    let line = "soak: \(what) \(count) times in \(seconds) s, seed \(seed)\n"
    FileHandle.standardError.write(Data(line.utf8))
  }
}
