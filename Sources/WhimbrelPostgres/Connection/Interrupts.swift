import Dispatch
import Foundation
import Synchronization

/// Ctrl-C: the statements that run are cancelled, nothing new is sent, the command unwinds, and
/// what it could not clean up by itself is cleaned up here before the process ends.
///
///     Interrupts.install()                       // once, in a program of ours
///     let drop = Interrupts.onInterrupt { … }    // until `drop` goes or is told to forget
///     try await Interrupts.shielded { … }        // what must still be sent afterwards
///
/// Without `install` nothing here has an effect: an application that embeds Whimbrel has signal
/// handlers of its own.
package enum Interrupts {
  /// True for what must still run after Ctrl-C: a rollback, a ledger row, a database to drop.
  @TaskLocal package static var isShielded = false

  /// Seconds from the signal to the second request, to the cleaning up of what is left, and to
  /// the end, whatever it does.
  private static let patience = (again: 0.3, cleanup: 1.2, exit: 1.8)

  private struct State {
    var sources: [any DispatchSourceSignal] = []
    var isInterrupted = false
    var nextKey = 0
    /// What is running now, a statement each.
    var cancellers: [Int: Canceller] = [:]
    var cleanups: [Int: @Sendable () -> Void] = [:]
  }

  private static let state = Mutex(State())
  /// Holds the cancel requests that are under way.
  private static let cancelling = DispatchGroup()

  /// True once Ctrl-C was pressed: the command ends with code 130 when it has unwound.
  package static var isInterrupted: Bool { state.withLock { $0.isInterrupted } }

  /// Takes SIGINT and SIGTERM over and ignores SIGPIPE; the second call does nothing.
  ///
  /// A child process inherits an ignored SIGPIPE: whoever starts one sets it back to its default.
  package static func install() {
    signal(SIGPIPE, SIG_IGN)
    let armed = DispatchGroup()
    state.withLock { state in
      guard state.sources.isEmpty else { return }
      state.sources = [SIGINT, SIGTERM].map { source(for: $0, armed) }
    }
    // Sources are armed on another thread; until then a signal ends the process at once.
    _ = armed.wait(timeout: .now() + 1)
  }

  /// Runs `body`, whose statements are sent even after Ctrl-C.
  package static func shielded<T>(
    isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> T
  ) async rethrows -> T {
    try await $isShielded.withValue(true, operation: body)
  }

  /// Has `cleanup` called, on a thread of its own, when the command has not unwound in time.
  ///
  /// It must bear that the command does the same at the same time.
  package static func onInterrupt(_ cleanup: @escaping @Sendable () -> Void) -> Registration {
    state.withLock { state in
      state.nextKey += 1
      state.cleanups[state.nextKey] = cleanup
      return Registration(key: state.nextKey)
    }
  }

  /// Holds a registration until it goes.
  package final class Registration: Sendable {
    private let key: Int
    fileprivate init(key: Int) { self.key = key }
    deinit { forget() }

    /// Ends the registration before the value goes.
    package func forget() {
      // What is taken out goes after the lock is free: its own end may want the lock.
      let taken = Interrupts.state.withLock { $0.cleanups.removeValue(forKey: key) }
      withExtendedLifetime(taken) {}
    }
  }

  /// Runs `body`, which sends a statement that `canceller` can cancel; throws once Ctrl-C was
  /// pressed.
  ///
  /// Shielded, it waits until the cancel requests have arrived, so that none of them hits what is
  /// sent next, and cannot be cancelled.
  static func cancellable<T>(_ canceller: Canceller?, _ body: () throws -> T) throws -> T {
    if isShielded {
      if isInterrupted { _ = cancelling.wait(timeout: .now() + 1) }
      return try body()
    }
    let key: Int? = state.withLock { state in
      if state.isInterrupted { return nil }
      state.nextKey += 1
      state.cancellers[state.nextKey] = canceller
      return state.nextKey
    }
    guard let key else { throw ConnectionError.interrupted }
    defer { state.withLock { $0.cancellers[key] = nil } }
    return try body()
  }

  private static func source(for number: Int32, _ armed: DispatchGroup)
    -> any DispatchSourceSignal
  {
    #if canImport(Darwin)
      signal(number, SIG_IGN)
    #endif
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler { @Sendable in interrupt() }
    armed.enter()
    source.setRegistrationHandler { @Sendable in armed.leave() }
    source.activate()
    return source
  }

  private static func interrupt() {
    let isFirst = state.withLock { state in
      defer { state.isInterrupted = true }
      return !state.isInterrupted
    }
    guard isFirst else { _exit(130) }
    cancelWhatRuns()
    let queue = DispatchQueue.global()
    // A request that came before its statement did is without effect: ask once more.
    queue.asyncAfter(deadline: .now() + patience.again) { cancelWhatRuns() }
    queue.asyncAfter(deadline: .now() + patience.cleanup) {
      for cleanup in state.withLock({ Array($0.cleanups.values) }) { queue.async { cleanup() } }
    }
    queue.asyncAfter(deadline: .now() + patience.exit) { _exit(130) }
  }

  private static func cancelWhatRuns() {
    state.withLock { state in
      for canceller in state.cancellers.values {
        DispatchQueue.global().async(group: cancelling) { canceller.cancel() }
      }
    }
  }
}
