import WhimbrelModel
import WhimbrelPlanning

/// What an application does between the revisions of a run; what it throws ends the run there.
///
/// They are called on the way the run takes, while the runner's lock is held and no transaction is open.
package struct RunCallbacks: Sendable {
  package typealias Callback<Value> = @Sendable (Value) async throws -> Void

  /// Once, with all that is going to be done, before the first of it.
  package var beforeRun: Callback<[RunUnit]>
  package var beforeRevision: Callback<RunUnit>
  /// When it is committed.
  package var afterRevision: Callback<RunUnit>

  package init(
    beforeRun: @escaping Callback<[RunUnit]>, beforeRevision: @escaping Callback<RunUnit>,
    afterRevision: @escaping Callback<RunUnit>
  ) {
    self.beforeRun = beforeRun
    self.beforeRevision = beforeRevision
    self.afterRevision = afterRevision
  }

  /// Which of them were called in this run.
  struct Progress {
    var hasBegun = false
    var begun: RevisionID?
    var finished = 0
  }
}

extension RunnerDriver {
  /// Before the first piece of a revision; a revision that is tried again is not begun again.
  mutating func callBefore(_ action: RunnerAction, of units: [RunUnit]) async throws {
    guard let callbacks = run.callbacks, let work = action.work, called.begun != work.unit.id
    else { return }
    if !called.hasBegun { try await callbacks.beforeRun(units) }
    called.hasBegun = true
    try await callbacks.beforeRevision(work.unit)
    called.begun = work.unit.id
  }

  mutating func callAfter() async throws {
    guard let callbacks = run.callbacks, called.finished < report.done.count else { return }
    called.finished = report.done.count
    try await callbacks.afterRevision(report.done[report.done.count - 1].unit)
  }
}
