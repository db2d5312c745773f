import WhimbrelModel
import WhimbrelPlanning

/// A rename as an option says it: `plants.name=title`, `table:plants=herbs`.
struct SaidRename {
  let object: ObjectName
  let name: Name

  /// nil when it is not of that form.
  init?(_ text: String) {
    var isQuoted = false
    let split = text.unicodeScalars.lastIndex { scalar in
      if scalar == "\"" { isQuoted.toggle() }
      return scalar == "=" && !isQuoted
    }
    guard let split, let object = ObjectName(String(text[..<split])),
      let now = ObjectName(
        "table:" + String(text[text.unicodeScalars.index(after: split)...])),
      now.path.count == 1
    else { return nil }
    self.object = object
    name = now.path[0]
  }

  /// The new id and the former one, as hints have them.
  ///
  /// Throws `UsageError` when the revisions have no such object, or the model no such other one.
  func hint(
    from old: Catalog, to new: Catalog, home: Name, _ hints: Hints
  ) throws(UsageError) -> (new: ObjectID, former: ObjectID) {
    guard var former = id(in: old, home: home) else {
      throw UsageError(
        "--rename: there is no \(object.kind) \(object.text) in the revisions",
        help: "name what is there already, then = and its new name: --rename plants.name=title")
    }
    var target = former
    if former.isPart {
      // A table's own new name is in the ids of its parts.
      let table = hints.renames.first { $0.value == former.with(.table) }?.key ?? former
      former = table.with(former.kind, member: former.member)
      target = table.with(former.kind, member: name)
    } else {
      target.name = name
    }
    guard new.contains(target) else {
      throw UsageError(
        "--rename: there is no \(target) in the model",
        help: "name after = what the model calls it now")
    }
    return (target, former)
  }

  private func id(in catalog: Catalog, home: Name) -> ObjectID? {
    if let id = catalog.objects.keys.first(where: { object.names($0, home: home) }) { return id }
    guard object.kind == "column" else { return nil }
    for case .table(let table) in catalog.objects.values {
      for column in table.columns {
        let id = table.id.with(.column, member: column.name)
        if object.names(id, home: home) { return id }
      }
    }
    return nil
  }
}
