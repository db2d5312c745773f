extension Catalog {
  /// A sequence of its own (an identity column's is part of the column).
  package struct Sequence: Hashable, Sendable {
    package var schema: Name
    package var name: Name
    package var options: SequenceOptions
    package var isUnlogged = false
    /// The column it goes with, as OWNED BY says.
    package var ownedBy: ObjectID?
    package var id: ObjectID { ObjectID(.sequence, schema: schema, name) }
    package init(schema: Name, name: Name, options: SequenceOptions) {
      self.schema = schema
      self.name = name
      self.options = options
    }
  }

  /// What CREATE SEQUENCE and an identity column can say; every value is given.
  package struct SequenceOptions: Hashable, Sendable {
    /// `smallint`, `integer` or `bigint`.
    package var type: SQLText
    package var start: Int64
    package var increment: Int64
    package var minimum: Int64
    package var maximum: Int64
    package var cache: Int64
    package var isCycled: Bool

    /// Fills what is not said with PostgreSQL's defaults (manual: CREATE SEQUENCE).
    package init(
      type: SQLText, start: Int64? = nil, increment: Int64 = 1, minimum: Int64? = nil,
      maximum: Int64? = nil, cache: Int64 = 1, isCycled: Bool = false
    ) {
      let range = SequenceOptions.range(of: type)
      let low = minimum ?? (increment > 0 ? 1 : range.lowerBound)
      let high = maximum ?? (increment > 0 ? range.upperBound : -1)
      self.type = type
      self.start = start ?? (increment > 0 ? low : high)
      self.increment = increment
      self.minimum = low
      self.maximum = high
      self.cache = cache
      self.isCycled = isCycled
    }

    /// The values a sequence's type can hold (manual: CREATE SEQUENCE).
    package static func range(of type: SQLText) -> ClosedRange<Int64> {
      switch type.text {
      case "smallint": Int64(Int16.min)...Int64(Int16.max)
      case "integer": Int64(Int32.min)...Int64(Int32.max)
      default: Int64.min...Int64.max
      }
    }
  }
}
