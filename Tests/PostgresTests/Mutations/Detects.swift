import Foundation
import WhimbrelModel
import WhimbrelPlanning

/// `docs/detects.md`: what is detected and how it is planned, a row a mutation.
enum Detects {
  /// How a plan gets there: by statements that leave every object the same one, by dropping and making
  /// some anew, or by a new type in the place of the old.
  static func way(of plan: Plan, from old: Catalog, to new: Catalog) -> String {
    if plan.statements.contains(where: { $0.sql.hasPrefix("ALTER") && $0.sql.contains("__former") })
    {
      return "new type, columns moved"
    }
    let isRebuilt = plan.statements.contains { statement in
      let isDrop =
        statement.sql.hasPrefix("DROP ")
        || [" DROP CONSTRAINT ", " DROP COLUMN "].contains { statement.sql.contains($0) }
      return isDrop && old.contains(statement.object) && new.contains(statement.object)
    }
    return isRebuilt ? "rebuilt" : "in place"
  }

  /// The way that the page says for a mutation's name; nil when it has no row.
  static func said(of name: String) -> String? { rows[name] }

  private static let rows: [String: String] = {
    let path = "\(TestBinaries.projectRoot)/docs/detects.md"
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    var rows: [String: String] = [:]
    for line in text.split(separator: "\n") where line.hasPrefix("| ") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      if cells.count == 2 { rows[cells[0]] = cells[1] }
    }
    return rows
  }()
}
