/// A server's version as PostgreSQL numbers it: `150018` is 15.18.
package struct ServerVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let number: Int

  package init(_ number: Int) { self.number = number }

  /// The major version `major` at its first release.
  package init(major: Int) { self.init(major * 10_000) }

  package var major: Int { number / 10_000 }
  package var minor: Int { number % 10_000 }
  package var description: String { "\(major).\(minor)" }

  package static func < (one: Self, other: Self) -> Bool { one.number < other.number }
}
