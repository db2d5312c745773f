import WhimbrelPostgres

/// A step of a revision that is written in Swift: what `-- whimbrel: call NAME` runs.
///
/// ```swift
/// static let dataSteps = [
///   DataStep("slugs", up: { session in
///     try await session.execute("UPDATE plants SET slug = lower(name)")
///   }),
/// ]
/// ```
/// It commits together with the ledger's row: it is done once, or not at all.
public struct DataStep: Sendable {
  /// What the directive calls it.
  public let name: String
  let up: DataSteps.Body?
  let down: DataSteps.Body?

  /// A step in one transaction. Without `down` a revision that calls it cannot be taken back.
  public init(
    _ name: String, up: @escaping @Sendable (MigrationSession) async throws -> Void,
    down: (@Sendable (MigrationSession) async throws -> Void)? = nil
  ) {
    self.name = name
    self.up = Self.once(up)
    self.down = if let down { Self.once(down) } else { nil }
  }

  /// A step in batches, each in a transaction of its own together with its cursor.
  ///
  /// ```swift
  /// DataStep(inBatches: "slugs", up: { session, cursor in
  ///   let rows = try await session.query("SELECT … WHERE id > \(cursor ?? "0") ORDER BY id LIMIT 1000")
  ///   …
  ///   return rows.last?["id"]          // where the next batch begins; nil: all is done
  /// })
  /// ```
  /// The first batch gets nil. After a crash it goes on from the last cursor that was committed.
  public init(
    inBatches name: String,
    up: @escaping @Sendable (MigrationSession, String?) async throws -> String?,
    down: (@Sendable (MigrationSession, String?) async throws -> String?)? = nil
  ) {
    self.name = name
    self.up = Self.body(up)
    self.down = if let down { Self.body(down) } else { nil }
  }

  private static func once(
    _ body: @escaping @Sendable (MigrationSession) async throws -> Void
  ) -> DataSteps.Body {
    Self.body { session, _ in
      try await body(session)
      return nil
    }
  }

  /// The runner sees what the server said, not what the step was told of it.
  private static func body(
    _ body: @escaping @Sendable (MigrationSession, String?) async throws -> String?
  ) -> DataSteps.Body {
    { connection, cursor in
      do {
        return try await body(MigrationSession(connection: connection), cursor)
      } catch let error as MigrationError {
        throw error.cause
      }
    }
  }
}

extension DataSteps {
  init(_ steps: [DataStep]) {
    self.init()
    for step in steps { register(step.name, upgrade: step.up, downgrade: step.down) }
  }
}
