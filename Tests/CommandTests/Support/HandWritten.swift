import Foundation
import Testing

extension Workspace {
  /// A revision that a person wrote: begun empty, filled in, and taken into the sum.
  func writeRevision(
    _ message: String, _ upgrade: String, _ downgrade: String
  ) async throws {
    try await expect(.whimbrel, "revision", "-m", message, "--empty")
    let name = try #require(
      try revisions.last {
        $0.hasSuffix("\(message.replacingOccurrences(of: " ", with: "_")).sql")
      })
    let text = try read("versions/\(name)")
    let head = try #require(text.components(separatedBy: "-- whimbrel: upgrade").first)
    try write(
      "versions/\(name)",
      "\(head)-- whimbrel: upgrade\n\n\(upgrade)\n\n-- whimbrel: downgrade\n\n\(downgrade)\n")
    try await expect(.whimbrel, "verify", "--rehash")
  }
}
