/// Texts of revisions, for tests of what reads them.
enum RevisionText {
  static func header(_ changes: (String, String)...) -> String {
    var lines = [
      "-- m", "--", "-- Revision ID: 0123456789ab", "-- Revises: ",
      "-- Create Date: 2025-12-24T03:31:04Z",
    ]
    for (line, replacement) in changes {
      if let index = lines.firstIndex(of: line) {
        lines[index] = replacement
      } else {
        lines.append(replacement)
      }
    }
    return lines.joined(separator: "\n") + "\n\n-- whimbrel: upgrade\n\n-- whimbrel: downgrade\n"
  }

  /// The upgrade begins in line 2; the downgrade is empty.
  static func upgrade(_ sql: String) -> String {
    """
    -- Revision ID: 0123456789ab
    -- Revises:
    -- Create Date: 2025-12-24T03:31:04Z
    -- whimbrel: upgrade
    \(sql)
    -- whimbrel: downgrade

    """
  }
}
