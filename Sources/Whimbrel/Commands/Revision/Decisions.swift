import WhimbrelModel
import WhimbrelPlanning

/// What only a person can decide about a new revision: what is dropped, and what is only renamed.
struct Decisions {
  /// Something that the revisions have and the model has not.
  struct Open {
    let object: ObjectName
    let id: ObjectID
    /// What it may have become: objects of its kind that are new.
    let candidates: [ObjectID]
  }

  let old: Catalog
  let new: Catalog
  let home: Name
  let hints: Hints

  /// The kinds whose loss loses rows, or what others rely on.
  private static let kinds: Set<ObjectKind> = [.table, .column, .schema, .extension, .sequence]

  /// The drops among `changes` that were not asked for.
  func open(in changes: [Change], allowed: [ObjectName]) -> [Open] {
    var open: [Open] = []
    for change in changes {
      switch change {
      case .drop(let id) where Self.kinds.contains(id.kind) && !isPart(id, of: changes):
        guard !allowed.contains(where: { $0.names(id, home: home) }) else { continue }
        open.append(
          Open(object: ObjectName(id, home: home), id: id, candidates: candidates(for: id, changes))
        )
      case .alter(let id) where id.kind == .enumType:
        open += labels(of: id).filter { label in
          !allowed.contains {
            $0.kind == "label" && label.object.path.suffix($0.path.count) == $0.path[...]
          }
        }
      default: break
      }
    }
    return open
  }

  /// A column goes with its table, a sequence with the column that owns it.
  private func isPart(_ id: ObjectID, of changes: [Change]) -> Bool {
    if id.kind == .column { return changes.contains(.drop(id.with(.table))) }
    guard case .sequence(let sequence)? = old[id], let owner = sequence.ownedBy else {
      return false
    }
    return changes.contains(.drop(owner)) || changes.contains(.drop(owner.with(.table)))
  }

  private func candidates(for id: ObjectID, _ changes: [Change]) -> [ObjectID] {
    changes.compactMap { change in
      guard case .create(let other) = change, other.kind == id.kind else { return nil }
      if id.kind == .column {
        return other.schema == id.schema && other.name == id.name ? other : nil
      }
      return id.kind == .table ? other : nil
    }
  }

  private func labels(of id: ObjectID) -> [Open] {
    guard case .enumType(let before)? = old[id], case .enumType(let after)? = new[id] else {
      return []
    }
    let said = hints.labels[id] ?? [:]
    return before.labels.filter { !after.labels.contains($0) && said[$0] == nil }.map { label in
      let type = ObjectName(id, home: home)
      return Open(
        object: ObjectName(kind: "label", path: type.path + [Name(label.text)]), id: id,
        candidates: [])
    }
  }
}

extension Decisions.Open {
  /// What can be pasted, a line each, each with its own way out.
  func lines(isSQL: Bool) -> [String] {
    var lines = ["  \(title) is in the revisions and not in the model"]
    lines.append("    --drop \(shellQuoted(object.text))")
    if object.kind == "label" {
      let label = object.path.last?.text ?? ""
      lines.append(
        isSQL
          ? "    -- whimbrel: replacing \(label) with NEW     (after the CREATE TYPE)"
          : "    renaming: [\"\(label)\": .new]     (in .enum of the column)")
      return lines
    }
    let former = (id.member.isEmpty ? id.name : id.member).text
    for candidate in candidates.prefix(4) {
      let name = (candidate.member.isEmpty ? candidate.name : candidate.member).text
      let hint: String
      if isSQL {
        hint = "-- whimbrel: renamed from \(former)     (at the end of the line of \(name))"
      } else if id.kind == .column {
        hint = ".renamed(from: \"\(former)\")     (on the column \(name))"
      } else {
        hint = "static let formerName = \"\(former)\"     (in the table \(name))"
      }
      lines.append("    \(hint)")
    }
    if id.kind != .column { lines.append("    --unmanaged \(shellQuoted(object.text))") }
    return lines
  }

  var title: String {
    object.kind == "label"
      ? "the label '\(object.path.last?.text ?? "")' of \(id)" : id.description
  }

  private func shellQuoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "_.:-".utf8.contains(byte) || byte >= 0x80
    }
    return isPlain ? text : "'" + text.map { $0 == "'" ? "'\\''" : String($0) }.joined() + "'"
  }
}
