import Testing

@testable import WhimbrelPlanning

@Suite struct RevisionFileNameTests {
  @Test(arguments: [
    ("initial", "initial"), ("Add plants table", "add_plants_table"),
    ("it's \"done\"", "it_s_done"),
    ("a=b", "a_b"), ("50% off: $HOME", "50_off_home"), ("x; rm -rf y", "x_rm_rf_y"),
    ("🦤", "revision"), ("", "revision"), ("../../etc", "etc"), ("één", "n"),
    ("first\nsecond", "first"),
    (String(repeating: "a", count: 300), String(repeating: "a", count: 40)),
    (String(repeating: "a", count: 39) + " b", String(repeating: "a", count: 39)),
  ])
  func slugs(message: String, slug: String) {
    #expect(RevisionFileName.slug(message) == slug)
  }

  @Test func names() {
    #expect(
      RevisionFileName.make(created: "2025-12-24T03:31:04Z", message: "Initial!")
        == "20251224_033104_initial.sql")
  }

  @Test(arguments: [
    ("0", 0), ("5s", 5_000), ("10min", 600_000), ("250ms", 250), ("1h", 3_600_000), ("", nil),
    ("5", nil), ("s", nil), ("-1s", nil), ("1.5s", nil), ("5 s", nil),
    ("99999999999999999999s", nil),
    ("25d", nil), ("24d", 2_073_600_000), ("1us", nil),
  ])
  func timeouts(text: String, milliseconds: Int?) {
    #expect(StepTimeout(text)?.milliseconds == milliseconds)
  }

  @Test func ids() {
    #expect(RevisionID(random: 0).text == "000000000000")
    #expect(RevisionID(random: .max).text == "ffffffffffff")
    #expect(RevisionID("0123456789AB") == nil)
    #expect(RevisionID("0123456789abc") == nil)
    #expect(RevisionID("0123456789ag") == nil)
  }
}
