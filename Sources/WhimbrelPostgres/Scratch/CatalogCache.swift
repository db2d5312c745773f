import Foundation

/// Keeps canonical catalogs on disk.
package struct CatalogCache: Sendable {
  /// The folder they are kept in.
  package let folder: String
  package init(folder: String) { self.folder = folder }
}
