import WhimbrelModel

/// The database's subscriptions. Their connections are read where that is allowed, without the secrets.
enum SubscriptionsPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    // It has a third way since 16, and since 18 is so by itself: said in any case.
    let streaming =
      request.version.major >= 16
      ? "CASE s.substream WHEN 'f' THEN 'false' WHEN 't' THEN 'true' ELSE 'parallel' END"
      : "CASE WHEN s.substream THEN 'true' ELSE 'false' END"
    let options: [(key: String, value: String, usual: String)] = [
      ("binary", "s.subbinary::pg_catalog.text", "'false'"),
      ("synchronous_commit", "s.subsynccommit", "'off'"),
      (
        "two_phase",
        request.since(15, "(s.subtwophasestate <> 'd')::pg_catalog.text", else: "'false'"),
        "'false'"
      ),
      (
        "disable_on_error",
        request.since(15, "s.subdisableonerr::pg_catalog.text", else: "'false'"),
        "'false'"
      ),
      (
        "password_required",
        request.since(16, "s.subpasswordrequired::pg_catalog.text", else: "'true'"), "'true'"
      ),
      (
        "run_as_owner", request.since(16, "s.subrunasowner::pg_catalog.text", else: "'false'"),
        "'false'"
      ),
      ("origin", request.since(16, "s.suborigin", else: "'any'"), "'any'"),
      ("failover", request.since(17, "s.subfailover::pg_catalog.text", else: "'false'"), "'false'"),
    ]
    let list = options.map {
      "CASE WHEN \($0.value) <> \($0.usual) THEN '\($0.key)=' || \($0.value) END"
    }
    return """
      SELECT s.oid, s.subname, s.subowner, \(request.isSuperuser ? "s.subconninfo" : "NULL"),
        s.subpublications, s.subslotname,
        pg_catalog.array_remove(ARRAY['streaming=' || \(streaming), \(list.joined(separator: ", "))], NULL)
      FROM pg_catalog.pg_subscription s
      JOIN pg_catalog.pg_database d ON d.oid = s.subdbid
      WHERE d.datname = pg_catalog.current_database() AND \(request.databaseWide)
      """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let oid = try row.oid()
      let name = try row.name()
      let owner = try row.oid()
      let connection = row.textIfAny()?.text
      var subscription = Catalog.Subscription(name: name, publications: row.names())
      subscription.connection = connection.flatMap(LibpqOptions.withoutSecrets).map { SQLText($0) }
      subscription.slot = row.nameIfAny()
      subscription.options = row.options()
      assembly.register(subscription.id, SystemCatalog.subscription, oid, owner: owner)
      assembly.catalog.insert(.subscription(subscription))
    }
  }
}
