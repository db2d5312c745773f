import WhimbrelModel

/// One difference between two catalogs, in the smallest set of words that says them all.
///
/// Ids are objects, columns (`.column`) or their defaults (`.columnDefault`).
package enum Change: Hashable, Sendable {
  /// Only the new catalog has it.
  case create(ObjectID)
  /// Only the old catalog has it.
  case drop(ObjectID)
  /// Both have it, with other attributes.
  case alter(ObjectID)
  /// The same object under another id: nothing of it is made anew.
  case rename(from: ObjectID, to: ObjectID)
  /// Another comment, or one more or less.
  case comment(ObjectID)
  /// Other privileges.
  case privileges(ObjectID)
  /// Another owner.
  case owner(ObjectID)

  /// The id in the catalog that has it; the new one when both have.
  package var id: ObjectID {
    switch self {
    case .create(let id), .drop(let id), .alter(let id), .comment(let id), .privileges(let id),
      .owner(let id):
      id
    case .rename(_, let id): id
    }
  }

  /// The change that takes this one back.
  package var reversed: Change {
    switch self {
    case .create(let id): .drop(id)
    case .drop(let id): .create(id)
    case .rename(let old, let new): .rename(from: new, to: old)
    case .alter, .comment, .privileges, .owner: self
    }
  }
}

extension Change: CustomStringConvertible {
  package var description: String {
    switch self {
    case .create(let id): "add \(id)"
    case .drop(let id): "drop \(id)"
    case .alter(let id): "change \(id)"
    case .rename(let old, let new):
      "rename \(old) to \((new.member.isEmpty ? new.name : new.member).quoted)"
    case .comment(let id): "comment on \(id)"
    case .privileges(let id): "privileges on \(id)"
    case .owner(let id): "owner of \(id)"
    }
  }
}
