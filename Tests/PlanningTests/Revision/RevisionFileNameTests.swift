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

  @Test func names() throws {
    #expect(
      try RevisionFileName().make(
        moment: "2025-12-24T03:31:04", message: "Initial!", id: .numbered(1))
        == "20251224_033104_initial.sql")
    let own = try RevisionFileName(pattern: "{{year}}-{{revision}} {{slug}}{x}}", slugLength: 4)
    #expect(
      own.make(moment: "2025-12-24T03:31:04", message: "Add plants", id: .numbered(255))
        == "2025-0000000000ff add{x}}.sql")
  }

  @Test(arguments: [
    ("{{slug}}_{{yaer}}", 40, "unknown place {{yaer}}", "did you mean {{year}}?"),
    ("{{slug}}{{x}}", 40, "unknown place {{x}}", "{{year}} {{month}}"),
    ("{{year}}", 40, "the same for all revisions of a second", "{{slug}} or {{revision}}"),
    ("a/{{slug}}", 40, "is no name of a file", "slashes"),
    (".{{slug}}", 40, "is no name of a file", "a dot"),
    ("{{slug}}", 0, "a slug cannot have 0 characters", "from 1 to 120"),
  ])
  func patternsThatAreNone(pattern: String, length: Int, message: String, help: String) {
    let error = #expect(throws: RevisionWriteError.self) {
      try RevisionFileName(pattern: pattern, slugLength: length)
    }
    #expect(error?.message.contains(message) == true, "\(String(describing: error))")
    #expect(error?.help.contains(help) == true)
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
