/// Who may do what with an object.
package struct Privileges: Hashable, Sendable {
  package var grants: Set<Grant>

  package init(grants: Set<Grant>) { self.grants = grants }

  /// One privilege given to one role.
  package struct Grant: Hashable, Sendable {
    package enum Grantee: Hashable, Sendable {
      /// Everybody (PUBLIC).
      case everyone
      /// The object's owner, whoever that is in this database.
      case owner
      case role(Name)
    }
    package var grantee: Grantee
    /// `SELECT`, `USAGE`, …
    package var privilege: String
    package var isGrantable: Bool

    package init(_ privilege: String, to grantee: Grantee, isGrantable: Bool = false) {
      self.privilege = privilege
      self.grantee = grantee
      self.isGrantable = isGrantable
    }
  }
}
