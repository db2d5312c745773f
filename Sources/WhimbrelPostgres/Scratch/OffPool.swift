import Dispatch

/// Runs blocking work on a thread of its own, so that it holds none of the cooperative pool's.
func offPool<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws
  -> Result
{
  try await withCheckedThrowingContinuation { continuation in
    DispatchQueue.global().async { continuation.resume(with: .init(catching: work)) }
  }
}

/// Runs blocking work that cannot fail on a thread of its own.
func offPool(_ work: @escaping @Sendable () -> Void) async {
  await withCheckedContinuation { continuation in
    DispatchQueue.global().async {
      work()
      continuation.resume()
    }
  }
}
