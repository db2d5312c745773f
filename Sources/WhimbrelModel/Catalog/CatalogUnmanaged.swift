extension Catalog {
  /// An object or attribute that was seen and is left alone.
  package struct Unmanaged: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// What it is that is not managed: the stable word for it in JSON, each with its line in
    /// docs/detects.md.
    package enum Subject: String, CaseIterable, Hashable, Sendable {
      case language, accessMethod = "access-method", baseType = "base-type"
      case securityLabel = "security-label"
      /// DEPENDS ON EXTENSION.
      case extensionDependent = "extension-dependent"
      /// Privileges on objects of extensions, other than the extension gives.
      case memberPrivileges = "member-privileges"
      /// A partition's copy of a trigger, enabled in another way than the original.
      case partitionTrigger = "partition-trigger"
      /// A partition that DETACH PARTITION CONCURRENTLY has left half detached.
      case pendingDetach = "pending-detach"
      /// ALTER DATABASE … SET and ALTER ROLE … IN DATABASE … SET.
      case databaseSetting = "database-setting"
      case largeObjects = "large-objects"
      /// A comment on a type that comes with an object: pg_dump leaves it out too.
      case implicitTypeComment = "implicit-type-comment"
      /// A table's columns in another order than in the other catalog.
      case columnOrder = "column-order"
      case unstableText = "unstable-text"
    }

    package var subject: Subject
    package var object: String
    /// The object's id, where it has one.
    package var id: ObjectID?
    package var reason: String

    package init(_ subject: Subject, object: String, reason: String) {
      self.subject = subject
      self.object = object
      self.reason = reason
    }

    package init(_ subject: Subject, _ id: ObjectID, reason: String) {
      self.init(subject, object: id.description, reason: reason)
      self.id = id
    }

    package var description: String { "\(object): \(reason)" }

    package static func < (left: Self, right: Self) -> Bool {
      let (one, other) = ([left.object, left.reason], [right.object, right.reason])
      return one.lexicographicallyPrecedes(other) { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
  }

  /// What was seen in any of these and is left alone, in one order.
  package static func unmanaged(in catalogs: [Catalog]) -> [Unmanaged] {
    Set(catalogs.flatMap(\.unmanaged)).sorted()
  }
}
