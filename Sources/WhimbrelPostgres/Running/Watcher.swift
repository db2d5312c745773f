import Synchronization
import WhimbrelPlanning

/// Looks at a session from another one, and tells whom it waits for and how far it has got.
struct Watcher {
  let string: ConnectionString
  /// How long nobody looks.
  let delay: Duration
  let blockers: BlockerBox
  let onEvent: @Sendable (RunEvent) -> Void

  /// Goes on until the task is cancelled. Connects only when there is something to watch for: most
  /// steps are done before.
  func watch(_ pid: Int) async {
    do {
      let began = ContinuousClock.now
      try await Task.sleep(for: delay)
      let connection = try await Connection.connect(to: string)
      defer { Task { await connection.close() } }
      try await connection.pin(.own)
      while !Task.isCancelled {
        try await look(at: pid, connection, began.duration(to: .now))
        try await Task.sleep(for: .seconds(1))
      }
    } catch is CancellationError {
      return
    } catch let error as ConnectionError where error.kind == .interrupted {
      return
    } catch {
      // What is watched goes on all the same.
      if !Task.isCancelled { onEvent(.remark("cannot see what the statement waits for: \(error)")) }
    }
  }

  private func look(at pid: Int, _ connection: Connection, _ waited: Duration) async throws {
    let rows = try await connection.pipeline([
      Query(
        """
        SELECT DISTINCT \(SessionInfo.columns)
        FROM pg_catalog.unnest(pg_catalog.pg_blocking_pids($1::pg_catalog.int4)) l (pid)
          LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
        """, ["\(pid)"]),
      Query(
        """
        SELECT p.phase, p.blocks_done, p.blocks_total, p.current_locker_pid
        FROM pg_catalog.pg_stat_progress_create_index p WHERE p.pid = $1::pg_catalog.int4
        """, ["\(pid)"]),
    ])
    let blockers = rows[0].indices.map { SessionInfo(rows[0], $0) }
    if !blockers.isEmpty, !Task.isCancelled {
      self.blockers.sessions = blockers
      onEvent(.blocked(by: blockers, for: waited))
    }
    guard !rows[1].isEmpty, let phase = rows[1][0, 0], !Task.isCancelled else { return }
    onEvent(
      .building(
        BuildProgress(
          phase: phase, done: rows[1].int(0, 1) ?? 0, total: rows[1].int(0, 2) ?? 0)))
  }
}

/// Whom a statement was last seen to wait for, for the error when it has waited in vain.
final class BlockerBox: Sendable {
  private let state = Mutex<[SessionInfo]>([])

  var sessions: [SessionInfo] {
    get { state.withLock { $0 } }
    set { state.withLock { $0 = newValue } }
  }
}

extension RunnerDriver {
  /// Does `body`, part of `work`, with a watcher beside it.
  func watching(_ work: Work, _ body: () async throws -> Void) async throws {
    blockers.sessions = []
    // Whom a short lock time-out waits for has to be seen before it is over.
    let patience = work.piece.step?.lockTimeout.map { Duration.milliseconds($0.milliseconds) }
    let delay = min(
      .milliseconds(500), max(.milliseconds(30), (patience ?? options.lockTimeout) / 3))
    let watcher = Watcher(
      string: run.string, delay: delay, blockers: blockers, onEvent: run.onEvent)
    let pid = await connection.backendPID
    let task = Task { await watcher.watch(pid) }
    defer { task.cancel() }
    try await body()
  }
}
