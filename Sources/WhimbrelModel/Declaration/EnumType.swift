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
  package var commentText = ""
  package var place: SourcePlace?

  /// - Parameter renaming: former labels, and what the rows that hold them say afterwards.
  public init<Labels: RawRepresentable & CaseIterable>(
    _ type: Labels.Type, name: String = "", schema: String = "",
    renaming: KeyValuePairs<String, Labels> = [:], file: String = #filePath, line: Int = #line,
    column: Int = #column
  ) where Labels.RawValue == String {
    self.init(
      type, name: name, schema: schema, renaming: renaming,
      place: SourcePlace(file: file, line: line, column: column))
  }

  /// An enum type whose labels no Swift type lists.
  public init(
    _ name: String, labels: [String], schema: String = "", file: String = #filePath,
    line: Int = #line, column: Int = #column
  ) {
    self.name = name
    self.schema = schema
    self.labels = labels
    place = SourcePlace(file: file, line: line, column: column)
  }

  init<Labels: RawRepresentable & CaseIterable>(
    _ type: Labels.Type, name: String, schema: String, renaming: KeyValuePairs<String, Labels>,
    place: SourcePlace?
  ) where Labels.RawValue == String {
    self.name = name.isEmpty ? String(describing: type).snakeCased : name
    self.schema = schema
    labels = type.allCases.map(\.rawValue)
    renamedLabels = renaming.map { ($0.key, $0.value.rawValue) }
    self.place = place
  }

  /// The name it had before.
  public func renamed(from name: String) -> EnumType {
    var copy = self
    copy.formerName = name
    return copy
  }

  /// What `COMMENT ON TYPE` says.
  public func comment(_ text: String) -> EnumType {
    var copy = self
    copy.commentText = text
    return copy
  }
}
