import Synchronization

/// Ctrl-C: what it stops, and what is still cleaned up.
package enum Interrupts {
  /// True for what must still run after Ctrl-C: a rollback, a ledger row, a database to drop.
  @TaskLocal package static var isShielded = false

  static func admit() throws(ConnectionError) {}
}
