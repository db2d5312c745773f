import Testing
import WhimbrelPlanning

/// What of a subscription would reach the publisher, and what is run in its place.
@Suite struct SubscriptionStatementTests {
  @Test(arguments: [
    (
      "CREATE SUBSCRIPTION s CONNECTION 'host=x' PUBLICATION p",
      "CREATE SUBSCRIPTION s CONNECTION 'host=x' PUBLICATION p WITH (connect = false)"
    ),
    (
      "create subscription s connection '' publication connect, \"with\" with (copy_data, binary = on, Enabled = true)",
      "create subscription s connection '' publication connect, \"with\" with (connect = false, binary = on)"
    ),
    (
      "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p WITH (connect, slot_name = 'a,b)')",
      "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p WITH (connect = false, slot_name = 'a,b)')"
    ),
    (
      "ALTER SUBSCRIPTION s ADD PUBLICATION p",
      "ALTER SUBSCRIPTION s ADD PUBLICATION p WITH (refresh = false)"
    ),
    (
      "ALTER SUBSCRIPTION s SET PUBLICATION p WITH (copy_data = false, refresh = true)",
      "ALTER SUBSCRIPTION s SET PUBLICATION p WITH (refresh = false)"
    ),
    ("ALTER SUBSCRIPTION s SET (failover = true)", nil),
  ])
  func connects(_ sql: String, _ text: String?) throws {
    let statement = try #require(try SQLSplitter.split(SourceText(name: "x", text: sql)).first)
    #expect(SubscriptionStatement.of(statement) == .connects(text: text))
  }

  @Test(
    arguments: [
      ("CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p WITH (connect = 'off')", .local),
      ("ALTER SUBSCRIPTION s DROP PUBLICATION p WITH (refresh=0)", .local),
      ("ALTER SUBSCRIPTION s CONNECTION 'host=y'", .local),
      ("ALTER SUBSCRIPTION s ENABLE", .starts),
      ("ALTER SUBSCRIPTION s REFRESH PUBLICATION WITH (copy_data = false)", .starts),
      ("DROP SUBSCRIPTION IF EXISTS \"S 1\"", .drops("S 1")), ("DROP PUBLICATION s", nil),
    ] as [(String, SubscriptionStatement?)])
  func others(_ sql: String, _ kind: SubscriptionStatement?) throws {
    let statement = try #require(try SQLSplitter.split(SourceText(name: "x", text: sql)).first)
    #expect(SubscriptionStatement.of(statement) == kind)
  }
}
