import WhimbrelModel

/// A question of a preflight as a statement for psql: it fails where rows are found.
enum PreflightScript {
  static func block(title: String, query: String) -> String {
    let body = """
      DECLARE
        found bigint;
      BEGIN
        SELECT pg_catalog.count(*) INTO found FROM (
          \(query)
        ) AS rows;
        IF found > 0 THEN
          RAISE '%: %', \(SQLText(title).literal), found;
        END IF;
      END
      """
    let tag = tag(notIn: body)
    return "-- looks for \(title)\nDO \(tag)\n\(body)\n\(tag);"
  }

  private static func tag(notIn body: String) -> String {
    var number = 0
    while true {
      let tag = number == 0 ? "$preflight$" : "$preflight\(number)$"
      if !body.contains(tag) { return tag }
      number += 1
    }
  }
}
