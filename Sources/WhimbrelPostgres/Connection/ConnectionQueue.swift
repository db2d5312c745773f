import Dispatch

/// Runs a connection's jobs one after another on a thread that may block in libpq.
///
/// The cooperative pool has as many threads as cores; a query that blocks one of them holds up
/// everything else.
final class ConnectionQueue: SerialExecutor {
  private let queue = DispatchQueue(label: "whimbrel.connection")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }
}
