import WhimbrelModel

/// How names are written: short in the managed schema, which comes first in the pinned search path.
package struct Names: Sendable {
  /// The schema whose objects need no schema in front.
  package var home: Name
  /// Tables that others inherit from, before: what is said of their columns goes to these too, unless
  /// it is said of them alone.
  var parents: Set<ObjectID> = []

  package init(home: Name = "public") { self.home = home }

  package func qualified(_ schema: Name, _ name: Name) -> String {
    schema.isEmpty || schema == home ? name.quoted : "\(schema.quoted).\(name.quoted)"
  }

  package func qualified(_ id: ObjectID) -> String { qualified(id.schema, id.name) }

  /// A table as ALTER TABLE takes it for what each child has of its own.
  func alone(_ id: ObjectID) -> String {
    parents.contains(id) ? "ONLY \(qualified(id))" : qualified(id)
  }

  package func list(_ names: [Name]) -> String {
    names.map(\.quoted).joined(separator: ", ")
  }
}

extension Names {
  func with(parentsOf catalog: Catalog) -> Names {
    var names = self
    for case .table(let table) in catalog.objects.values {
      names.parents.formUnion(table.parents)
    }
    return names
  }
}

extension Catalog.Table {
  /// The tables it inherits from, or the one it is a partition of.
  var parents: [ObjectID] { inherits + (partitionOf.map { [$0.parent] } ?? []) }
}
