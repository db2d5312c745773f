import WhimbrelPlanning

/// A statement of somebody else's in a line, without its constants: those are contents of rows, or
/// worse.
package enum StatementShape {
  /// In characters.
  private static let limit = 200

  package static func of(_ query: String) -> String {
    let source = SourceText(name: "", text: query)
    var line = ""
    do {
      var end = 0
      for token in try SQLScanner.scan(source) where !token.isComment {
        if token.range.lowerBound > end, !line.isEmpty { line += " " }
        end = token.range.upperBound
        let isConstant = token.kind == .string || token.kind == .number
        line += isConstant ? "?" : source.text(token.range)
      }
    } catch {
      // The server cuts long ones anywhere, also within a constant; what comes before is shown.
      let start = query.firstIndex { "'$\"0123456789/-".contains($0) } ?? query.startIndex
      return shortened(
        query[..<start].split(whereSeparator: \.isWhitespace)
          .joined(separator: " ")) + " …"
    }
    return line.count > limit ? shortened(line) + " …" : line
  }

  private static func shortened(_ line: String) -> String { String(line.prefix(limit)) }
}
