/// A native enum type: brought along by the columns that use it, declared itself when none does.
///
/// ```swift
/// EnumType(PlantKind.self, name: "plantkind")
/// ```
public struct EnumType: Sendable {
  package var name: String
  package var schema: String
  package var labels: [String]
  /// The former label → the one its rows hold afterwards.
  package var renamedLabels: [(former: String, label: String)] = []
  package var formerName = ""
  /// Empty for the schema it is in.
  package var formerSchema = ""
  package var commentText = ""
  package var place: SourcePlace?

  /// - Parameters:
  ///   - renaming: former labels, and what they are called now.
  ///   - replacing: labels that go, and what the rows that hold them say afterwards.
  public init<Labels: RawRepresentable & CaseIterable>(
    _ type: Labels.Type, name: String = "", schema: String = "",
    renaming: KeyValuePairs<String, Labels> = [:], replacing: KeyValuePairs<String, Labels> = [:],
    file: String = #filePath, line: Int = #line, column: Int = #column
  ) where Labels.RawValue == String {
    self.init(
      type, name: name, schema: schema, labels: Array(renaming) + Array(replacing),
      place: SourcePlace(file: file, line: line, column: column))
  }

  /// An enum type whose labels no Swift type lists.
  ///
  /// - Parameter replacing: former labels, and what the rows that hold them say afterwards.
  public init(
    _ name: String, labels: [String], schema: String = "",
    replacing: KeyValuePairs<String, String> = [:], file: String = #filePath, line: Int = #line,
    column: Int = #column
  ) {
    self.name = name
    self.schema = schema
    self.labels = labels
    renamedLabels = replacing.map { ($0.key, $0.value) }
    place = SourcePlace(file: file, line: line, column: column)
  }

  init<Labels: RawRepresentable & CaseIterable>(
    _ type: Labels.Type, name: String, schema: String, labels: [(key: String, value: Labels)],
    place: SourcePlace?
  ) where Labels.RawValue == String {
    self.name = name.isEmpty ? String(describing: type).snakeCased : name
    self.schema = schema
    self.labels = type.allCases.map(\.rawValue)
    renamedLabels = labels.map { ($0.key, $0.value.rawValue) }
    self.place = place
  }

  /// The name it had before, and the schema when it was in another one.
  public func renamed(from name: String, in schema: String = "") -> EnumType {
    var copy = self
    copy.formerName = name
    copy.formerSchema = schema
    return copy
  }

  /// What `COMMENT ON TYPE` says.
  public func comment(_ text: String) -> EnumType {
    var copy = self
    copy.commentText = text
    return copy
  }
}
