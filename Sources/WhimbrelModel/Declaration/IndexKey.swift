/// What an index orders its entries by: a `Column`, an expression (`SQL`), either with its order.
///
/// ```swift
/// Index(tenantID, createdAt.descending().nullsLast(), SQL("lower(\(email))").collated("C"))
/// ```
public protocol IndexKey: Sendable {
  /// The key with everything that is said about it.
  var indexElement: IndexElement { get }
}

/// A key of an index or exclusion constraint, with what is said about it.
public struct IndexElement: IndexKey {
  package enum Key: Sendable {
    case column(Column)
    case expression(SQL)
  }
  package var key: Key
  package var collation: CollationName?
  package var operatorClass = ""
  package var operatorClassSchema = ""
  package var operatorClassOptions: [String] = []
  package var isDescending = false
  package var isNullsFirst: Bool?
  package var statisticsTarget: Int?

  public var indexElement: IndexElement { self }
}

extension Column: IndexKey {
  public var indexElement: IndexElement { IndexElement(key: .column(self)) }
}

extension SQL: IndexKey {
  public var indexElement: IndexElement { IndexElement(key: .expression(self)) }
}

extension IndexKey {
  /// From the largest to the smallest, NULLs first unless `nullsLast()`.
  public func descending() -> IndexElement { with { $0.isDescending = true } }

  /// NULLs come before every value.
  public func nullsFirst() -> IndexElement { with { $0.isNullsFirst = true } }

  /// NULLs come after every value.
  public func nullsLast() -> IndexElement { with { $0.isNullsFirst = false } }

  /// Ordered by another collation than the column's.
  public func collated(_ name: String, schema: String = "") -> IndexElement {
    with { $0.collation = CollationName(name: name, schema: schema) }
  }

  /// Compared in another way than its type is: `.operatorClass("gist_trgm_ops", ["siglen": "32"])`.
  public func operatorClass(
    _ name: String, schema: String = "", _ options: KeyValuePairs<String, String> = [:]
  ) -> IndexElement {
    with {
      $0.operatorClass = name
      $0.operatorClassSchema = schema
      $0.operatorClassOptions = options.map { "\($0.key)=\($0.value)" }
    }
  }

  /// How many values of the expression ANALYZE samples.
  public func indexStatistics(_ target: Int) -> IndexElement {
    with { $0.statisticsTarget = target }
  }

  private func with(_ change: (inout IndexElement) -> Void) -> IndexElement {
    var copy = indexElement
    change(&copy)
    return copy
  }
}
