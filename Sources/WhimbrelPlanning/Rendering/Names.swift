import WhimbrelModel

/// How names are written: short in the managed schema, which comes first in the pinned search path.
package struct Names: Sendable {
  /// The schema whose objects need no schema in front.
  package var home: Name

  package init(home: Name = "public") { self.home = home }

  package func qualified(_ schema: Name, _ name: Name) -> String {
    schema.isEmpty || schema == home ? name.quoted : "\(schema.quoted).\(name.quoted)"
  }

  package func qualified(_ id: ObjectID) -> String { qualified(id.schema, id.name) }

  package func list(_ names: [Name]) -> String {
    names.map(\.quoted).joined(separator: ", ")
  }
}
