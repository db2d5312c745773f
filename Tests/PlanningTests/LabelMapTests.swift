import Testing
import WhimbrelModel
import WhimbrelPlanning

/// What hints make of the labels of an enum type, and what is told the way back.
@Suite struct LabelMapTests {
  private func map(
    _ hints: [SQLText: SQLText], _ old: [SQLText], _ new: [SQLText]
  ) -> LabelMap {
    LabelMap(hints, from: old, to: new)
  }

  @Test func aRenamedLabelComesBack() {
    let map = map(["sad": "low"], ["sad", "high"], ["low", "high"])
    #expect(map.moved == ["sad": "low"])
    #expect(map.reversed == ["low": "sad"])
  }

  @Test func aLabelThatJoinsAnotherDoesNot() {
    let map = map(["sad": "low"], ["sad", "low"], ["low"])
    #expect(map.moved == ["sad": "low"])
    #expect(map.reversed == [:])
  }

  @Test func twoThatBecomeOneDoNot() {
    let map = map(["sad": "low", "bad": "low"], ["sad", "bad"], ["low"])
    #expect(map.moved.count == 2)
    #expect(map.reversed == [:])
  }

  @Test func aChainMovesAllAtOnce() {
    let map = map(["a": "b", "b": "c"], ["a", "b"], ["b", "c"])
    #expect(map.moved == ["a": "b", "b": "c"])
    #expect(map.reversed == ["b": "a", "c": "b"])
  }

  @Test func hintsOfLongAgoAreInert() {
    #expect(map(["sad": "low"], ["low", "high"], ["low", "high", "new"]).isEmpty)
    #expect(map(["a": "b", "b": "c"], ["b", "c"], ["b", "c", "d"]).isEmpty)
    #expect(map(["sad": "low"], ["sad", "low"], ["sad", "low", "new"]).isEmpty)
    #expect(map(["sad": "gone"], ["sad", "low"], ["low"]).isEmpty)
  }

  @Test func labelsAreComparedByBytes() {
    let map = map(["e\u{301}": "\u{e9}"], ["e\u{301}"], ["\u{e9}"])
    #expect(map.moved == ["e\u{301}": "\u{e9}"])
  }
}
