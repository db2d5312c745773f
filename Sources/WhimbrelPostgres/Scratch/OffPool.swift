import Dispatch

/// Runs blocking work on a thread of its own, so that it holds none of the cooperative pool's: the global
/// queue's threads are the same few.
func offPool<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws
  -> Result
{
  try await withCheckedThrowingContinuation { continuation in
    ownThread().async { continuation.resume(with: .init(catching: work)) }
  }
}

/// Runs blocking work that cannot fail on a thread of its own.
func offPool(_ work: @escaping @Sendable () -> Void) async {
  await withCheckedContinuation { continuation in
    ownThread().async {
      work()
      continuation.resume()
    }
  }
}

/// A serial queue has a thread made for it, however many are busy.
private func ownThread() -> DispatchQueue { DispatchQueue(label: "whimbrel.blocking") }
