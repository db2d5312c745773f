/// What the graph knows of a revision.
package struct GraphNode: Hashable, Sendable {
  package var id: RevisionID
  package var parents: [RevisionID]
  package var dependsOn: [RevisionID]
  package var replaces: [RevisionID]
  package var labels: [String]
  /// The file's name below `versions/`.
  package var file: String

  package init(
    id: RevisionID, parents: [RevisionID], dependsOn: [RevisionID] = [],
    replaces: [RevisionID] = [], labels: [String] = [], file: String
  ) {
    self.id = id
    self.parents = parents
    self.dependsOn = dependsOn
    self.replaces = replaces
    self.labels = labels
    self.file = file
  }

  package init(_ revision: Revision, file: String? = nil) {
    self.init(
      id: revision.id, parents: revision.parents, dependsOn: revision.header.dependsOn,
      replaces: revision.header.replaces, labels: revision.header.branchLabels,
      file: file ?? revision.fileName)
  }

  /// All that must be applied before it.
  package var needs: [RevisionID] { parents + dependsOn.filter { !parents.contains($0) } }
}

/// Why revisions make no graph.
package enum GraphError: Error, Hashable, Sendable, CustomStringConvertible {
  case duplicateID(RevisionID, files: [String])
  case duplicateLabel(String, files: [String])
  /// `key` is the header's key that names `id`.
  case unknownID(RevisionID, key: String, file: String)
  /// The files in the order of the circle; the first needs the second.
  case cycle(files: [String])

  package var description: String {
    switch self {
    case .duplicateID(let id, let files):
      "\(files.joined(separator: " and ")) have the same id \(id)"
    case .duplicateLabel(let label, let files):
      "\(files.joined(separator: " and ")) have the same branch label \"\(label)\""
    case .unknownID(let id, let key, let file):
      "\(file) names \(id) in \"\(key)\", and no revision has that id"
    case .cycle(let files):
      "these revisions go in a circle: "
        + (files + files.prefix(1)).joined(separator: " needs ")
    }
  }

  package var help: String {
    switch self {
    case .duplicateID:
      "a copied file needs an id of its own: write it with \"whimbrel revision --empty\""
    case .duplicateLabel: "remove it from one of them"
    case .unknownID(_, "Revises", _):
      "take the missing file back from version control, or fetch the branch it is on"
    case .unknownID: "correct the id, or take the missing file back from version control"
    case .cycle: "correct \"Revises\" or \"Depends On\" in one of them"
    }
  }
}

/// Every reason at once.
package struct GraphErrors: Error, Hashable, Sendable, CustomStringConvertible {
  package let all: [GraphError]
  package var description: String {
    all.map { "\($0)\nhelp: \($0.help)" }.joined(separator: "\n")
  }
}
