/// A part of a schema beside its tables: a `View`, `Function`, `Trigger`, `Policy`, `Domain`, …
///
/// ```swift
/// Schema {
///   Plants.self
///   View("dry_plants", as: "SELECT \(\Plants.id) FROM \(Plants.self) WHERE \(\Plants.moisture) < 0.2")
/// }
/// ```
/// Only the kinds that Whimbrel has conform to it.
public protocol SchemaObject: Sendable {
  /// What is said of an object whatever its kind.
  var details: ObjectDetails { get set }
}

/// What is said of an object whatever its kind: name, schema, comment, former name.
public struct ObjectDetails: Sendable {
  package var name: String
  package var schema: String
  package var comment = ""
  package var formerName = ""
  package let place: SourcePlace

  package init(_ name: String, schema: String = "", _ place: SourcePlace) {
    self.name = name
    self.schema = schema
    self.place = place
  }
}

extension SchemaObject {
  /// What `COMMENT ON` says.
  public func comment(_ text: String) -> Self { with { $0.details.comment = text } }

  func with(_ change: (inout Self) -> Void) -> Self {
    var copy = self
    change(&copy)
    return copy
  }
}

/// An object that PostgreSQL can give another name, so that nothing of it has to be made anew.
public protocol RenamableObject: SchemaObject {}

extension RenamableObject {
  /// The name it had before.
  public func renamed(from name: String) -> Self { with { $0.details.formerName = name } }
}

/// A kind that knows what it becomes in a catalog.
protocol LoweredObject: SchemaObject {
  func lower(into model: inout Lowering)
}
