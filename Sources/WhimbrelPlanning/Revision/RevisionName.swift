/// What a person may call a revision (revisions.md, The graph).
package enum RevisionName {
  /// Fewer digits of an id name nothing: they would name something else tomorrow.
  package static let shortestPrefix = 4
}
