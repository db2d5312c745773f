import CPostgres

/// Asks the server to cancel what a connection runs, from any thread.
///
/// The one part of a connection that crosses threads. Proof that it may: a `PGcancel` is not
/// changed after `PQgetCancel` made it, `PQcancel` only reads it and is documented as safe on
/// any thread and in signal handlers (libpq, chapter "Canceling Queries in Progress"), and it is
/// freed once, when nobody holds this object.
package final class Canceller: @unchecked Sendable {
  private let handle: OpaquePointer

  init?(of connection: OpaquePointer) {
    guard let handle = PQgetCancel(connection) else { return nil }
    self.handle = handle
  }

  deinit { PQfreeCancel(handle) }

  /// Sends the request and waits until the server has taken it; false when it could not be sent.
  ///
  /// Opens a connection of its own, so it blocks as long as the network does. A server that runs
  /// nothing ignores it.
  @discardableResult
  package func cancel() -> Bool {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
      PQcancel(handle, buffer.baseAddress, Int32(buffer.count)) == 1
    }
  }
}
