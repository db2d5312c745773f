import WhimbrelModel

/// The rows that a step goes through in batches: a table and the columns that tell its rows, in whose
/// order they come.
///
/// ```sql
/// -- whimbrel: batches of 10000 from plants by id
/// ```
package struct BatchSource: Hashable, Sendable, CustomStringConvertible {
  package var table: WrittenName
  package var keys: [Name]
  /// How many rows are changed in one transaction.
  package var size: Int

  package static let usualSize = 10_000
  /// The name under which a batch's keys can be read.
  package static let name = "batch"

  package init(table: WrittenName, keys: [Name], size: Int = usualSize) {
    self.table = table
    self.keys = keys
    self.size = size
  }

  /// Reads what follows the directive's name; nil when it says something else.
  init?(_ argument: String) {
    let source = SourceText(name: "", text: argument)
    guard let tokens = try? SQLScanner.scan(source) else { return nil }
    var reader = TokenReader(tokens, of: source)
    size = Self.usualSize
    if reader.take("of") {
      guard let count = reader.takeNumber(), count > 0 else { return nil }
      size = count
    }
    guard reader.take("from"), let table = reader.takeName(), reader.take("by") else { return nil }
    self.table = table
    keys = []
    repeat {
      guard let key = reader.takeName(), key.schema == nil else { return nil }
      keys.append(key.name)
    } while reader.takeSymbol(",")
    if !reader.rest.isEmpty { return nil }
  }

  package var description: String { "of \(size) from \(table) by \(keyList)" }

  package var keyList: String { keys.map(\.quoted).joined(separator: ", ") }

  /// The keys as one value that is compared in their order.
  package var keyValue: String { keys.count == 1 ? keyList : "(\(keyList))" }

  /// What stands before a statement that goes through the rows with these keys; all of them without a
  /// condition.
  package func clause(where condition: String? = nil) -> String {
    let filter = condition.map { " WHERE \($0)" } ?? ""
    return "WITH \(Self.name) AS (SELECT \(keyList) FROM \(table)\(filter))\n"
  }
}
