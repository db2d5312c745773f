/// Storage parameters, settings and the like, `name=value` each, in the order in which they were set.
///
/// PostgreSQL keeps that order and gives it no meaning: two lists of the same options are equal.
package struct OptionList: Hashable, Sendable, ExpressibleByArrayLiteral {
  package var texts: [SQLText]

  package init(_ texts: some Swift.Sequence<SQLText> = []) { self.texts = Array(texts) }
  package init(arrayLiteral texts: SQLText...) { self.texts = texts }

  package static func == (left: Self, right: Self) -> Bool {
    left.texts == right.texts || left.texts.sorted() == right.texts.sorted()
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(texts.sorted()) }
}

extension OptionList: RandomAccessCollection {
  package var startIndex: Int { texts.startIndex }
  package var endIndex: Int { texts.endIndex }
  package subscript(position: Int) -> SQLText { texts[position] }
}
