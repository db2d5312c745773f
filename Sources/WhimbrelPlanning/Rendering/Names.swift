import WhimbrelModel

/// How names are written: short in the managed schema, which comes first in the pinned search path.
package struct Names: Sendable {
  /// The schema whose objects need no schema in front.
  package var home: Name
  /// Tables that others inherit from, before: what is said of their columns goes to these too, unless
  /// it is said of them alone.
  var parents: Set<ObjectID> = []
  /// What needs its schema in front in any case, for the server has one of its own of that name.
  var hidden: Set<ObjectID> = []

  package init(home: Name = "public") { self.home = home }

  package func qualified(_ schema: Name, _ name: Name) -> String {
    schema.isEmpty || schema == home ? name.quoted : "\(schema.quoted).\(name.quoted)"
  }

  /// The object, or the one that it is a part of.
  package func qualified(_ id: ObjectID) -> String {
    if !hidden.isEmpty, id.schema == home, hidden.contains(id.nameHolder) {
      return "\(id.schema.quoted).\(id.name.quoted)"
    }
    return qualified(id.schema, id.name)
  }

  /// A table as ALTER TABLE takes it for what each child has of its own.
  func alone(_ id: ObjectID) -> String {
    parents.contains(id) ? "ONLY \(qualified(id))" : qualified(id)
  }

  package func list(_ names: [Name]) -> String {
    names.map(\.quoted).joined(separator: ", ")
  }
}

extension Names {
  /// For statements that lead from one catalog to the other.
  func hiding(in old: Catalog, _ new: Catalog) -> Names {
    var names = self
    names.hidden = Set(old.hidden.union(new.hidden).map(\.nameHolder))
    return names
  }

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

extension ObjectID {
  /// One id for all that go by a name: relations share theirs, routines are not told apart by their
  /// arguments, and parts go by the name of what they belong to.
  fileprivate var nameHolder: ObjectID {
    switch kind {
    case .view, .materializedView, .sequence, .index, .column, .columnDefault, .constraint,
      .trigger, .rule, .policy:
      with(.table)
    case .domainConstraint: with(.domain)
    default: with(kind)
    }
  }
}
