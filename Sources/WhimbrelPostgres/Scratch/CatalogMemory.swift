import Synchronization
import WhimbrelModel

/// The catalogs that one command made of the cache's files, so that none is made twice.
final class CatalogMemory: Sendable {
  private struct State: Sendable {
    var making: [String: Task<Catalog?, any Error>] = [:]
    var made: [(key: CacheKey, catalog: Catalog)] = []
  }

  // Who makes many catalogs with one cache has no use for the first ones.
  private static let limit = 4
  private let state = Mutex(State())

  /// The catalog of a file with this digest: what `make` gives, which is called once for all who ask.
  func catalog(
    _ digest: String, _ make: @escaping @Sendable () throws -> Catalog?
  ) async throws -> Catalog? {
    let task = state.withLock { state in
      if let task = state.making[digest] { return task }
      let task = Task { try make() }
      if state.making.count == Self.limit { state.making.removeAll() }
      state.making[digest] = task
      return task
    }
    let catalog = try await task.value
    // A file that was not what it should be is written anew, and may then be read.
    if catalog == nil { state.withLock { $0.making[digest] = nil } }
    return catalog
  }

  /// Takes note of a catalog, and gives the key of another one that is the same.
  func note(_ catalog: Catalog, _ key: CacheKey) -> CacheKey? {
    let others = state.withLock { state in
      let others = state.made
      if !others.contains(where: { $0.key == key }) {
        if others.count == Self.limit { state.made.removeFirst() }
        state.made.append((key, catalog))
      }
      return others
    }
    return others.first { $0.key != key && $0.catalog.isSame(as: catalog) }?.key
  }
}

extension Catalog {
  /// Whether another one has the same objects in the same words, columns in the same order.
  func isSame(as other: Catalog) -> Bool {
    objects == other.objects && comments == other.comments && privileges == other.privileges
      && owners == other.owners && unmanaged == other.unmanaged && inherited == other.inherited
      && role == other.role
  }
}
