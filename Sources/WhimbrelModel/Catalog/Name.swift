/// A text that PostgreSQL compares byte by byte: Swift's own `==` would make two normal forms one.
package protocol ByteText: Hashable, Comparable, Sendable, CustomStringConvertible,
  ExpressibleByStringInterpolation
{
  var text: String { get }
  init(_ text: String)
}

extension ByteText {
  package init(stringLiteral value: String) { self.init(value) }
  package var description: String { text }
  package var isEmpty: Bool { text.utf8.isEmpty }

  package static func == (left: Self, right: Self) -> Bool {
    let fast = left.text.utf8.withContiguousStorageIfAvailable { l in
      right.text.utf8.withContiguousStorageIfAvailable { r in
        l.count == r.count && l.elementsEqual(r)
      }
    }
    return (fast ?? nil) ?? left.text.utf8.elementsEqual(right.text.utf8)
  }

  package static func < (left: Self, right: Self) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }

  package func hash(into hasher: inout Hasher) {
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable {
      hasher.combine(bytes: UnsafeRawBufferPointer($0))
    }
    if isDone == nil { for byte in text.utf8 { hasher.combine(byte) } }
  }
}

/// The name of an object as the catalog holds it: unquoted, at most 63 bytes of UTF-8.
package struct Name: ByteText {
  package let text: String
  package init(_ text: String) { self.text = text }
}

/// A piece of SQL, an enum label or a comment, exactly as it is written.
package struct SQLText: ByteText {
  package let text: String
  package init(_ text: String) { self.text = text }
}

/// An expression as the server prints it, and as its author wrote it when that is known.
///
/// Two expressions are equal when the server prints them alike; a revision records the author's text.
package struct Expression: Hashable, Sendable, CustomStringConvertible {
  package var printed: SQLText
  package var authored: SQLText?

  package init(_ printed: SQLText, authored: SQLText? = nil) {
    self.printed = printed
    self.authored = authored
  }

  /// What a statement says.
  package var sql: String { (authored ?? printed).text }
  package var description: String { sql }

  package static func == (left: Expression, right: Expression) -> Bool {
    left.printed == right.printed
  }
  package func hash(into hasher: inout Hasher) { hasher.combine(printed) }
}
