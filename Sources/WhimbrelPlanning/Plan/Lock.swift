import WhimbrelModel

/// The strongest lock a statement takes on an object that others use (manual: Explicit Locking).
package enum Lock: Int, Hashable, Sendable, Comparable {
  case shareUpdateExclusive, share, shareRowExclusive, accessExclusive

  package static func < (left: Lock, right: Lock) -> Bool { left.rawValue < right.rawValue }

  package var title: String {
    switch self {
    case .shareUpdateExclusive: "SHARE UPDATE EXCLUSIVE"
    case .share: "SHARE"
    case .shareRowExclusive: "SHARE ROW EXCLUSIVE"
    case .accessExclusive: "ACCESS EXCLUSIVE"
    }
  }

  /// What others cannot do meanwhile.
  package var blocks: String {
    switch self {
    case .shareUpdateExclusive: "other schema changes"
    case .share, .shareRowExclusive: "writes"
    case .accessExclusive: "reads and writes"
    }
  }
}
