import Synchronization

/// Cancels what a run's connection is doing, whichever connection that is by now.
final class CancelBox: Sendable {
  private let state = Mutex<Canceller?>(nil)

  var canceller: Canceller? {
    get { state.withLock { $0 } }
    set { state.withLock { $0 = newValue } }
  }

  /// Called on the thread that cancels the task; the request itself goes by another one.
  func cancel() {
    guard let canceller else { return }
    Task.detached { canceller.cancel() }
  }
}
