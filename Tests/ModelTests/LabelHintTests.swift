import Testing
import WhimbrelModel

/// What a model says of labels that go or are called otherwise, and of a length that a type has not.
@Suite struct LabelHintTests {
  private enum Mood: String, CaseIterable { case low, high }

  private struct Plants: Table {
    let mood = Column(
      .enum(Mood.self, name: "mood", renaming: ["tall": .high], replacing: ["it's bad": .low]))
    let email = Column(.citext).maxLength(320)
  }

  @Test func labels() throws {
    let lowered = try Schema(naming: .prefixed) { Plants.self }.lowered()
    #expect(
      lowered.hints.labels == [
        ObjectID(.enumType, schema: "public", "mood"): ["tall": "high", "it's bad": "low"]
      ])
  }

  @Test func aTypeThatMoves() throws {
    let lowered = try Schema {
      EnumType(Mood.self, name: "mood", schema: "a").renamed(from: "state", in: "b")
      EnumType("words", labels: ["x", "y"], replacing: ["z": "x"])
    }.lowered()
    #expect(
      lowered.hints.renames == [
        ObjectID(.enumType, schema: "a", "mood"): ObjectID(.enumType, schema: "b", "state")
      ])
    #expect(lowered.hints.labels[ObjectID(.enumType, schema: "public", "words")] == ["z": "x"])
  }

  @Test func aLengthIsACheck() throws {
    let lowered = try Schema(naming: .prefixed) { Plants.self }.lowered()
    let id = ObjectID(
      .constraint, schema: "public", "plants", member: "ck_plants_email")
    guard case .constraint(let constraint)? = lowered.catalog[id] else {
      Issue.record("no check")
      return
    }
    #expect(constraint.kind == .check(Expression("char_length(email) <= 320"), isNoInherit: false))
  }

  @Test func aChainIsNoMistake() throws {
    let type = EnumType(
      "words", labels: ["b", "c"], replacing: ["a": "b", "b": "c"])
    let lowered = try Schema { type }.lowered()
    #expect(lowered.hints.labels.values.first == ["a": "b", "b": "c"])
  }

  @Test func aLabelThatIsNotThere() {
    #expect(throws: (any Error).self) {
      try Schema { EnumType("words", labels: ["b"], replacing: ["a": "c"]) }.lowered()
    }
  }
}
