import Synchronization
import WhimbrelPlanning
import WhimbrelPostgres

/// Tells a person what a run is doing: a line that is written over on a terminal, else a plain line
/// every so often.
final class RunProgress: Sendable {
  private struct State {
    var isOverwriting = false
    var lastLine = ContinuousClock.now
    var began = ContinuousClock.now
    var number = 0
  }

  private let terminal: Terminal
  private let state = Mutex(State())
  private static let pause = Duration.seconds(10)

  init(_ terminal: Terminal) { self.terminal = terminal }

  func take(_ event: RunEvent) {
    switch event {
    case .revisionBegan(let unit, let index, let count):
      state.withLock { $0.began = .now }
      let word = unit.direction == .upgrade ? "applying" : "taking back"
      overwrite("\(word) \(unit.revision.source.name) (\(index + 1) of \(count))")
    case .statementBegan(let unit, let statement, let number):
      state.withLock { $0.number = number + 1 }
      if terminal.verbosity >= .verbose {
        terminal.detail(statement.text + ";")
      } else {
        overwrite("\(unit.revision.source.name): statement \(number + 1) of \(unit.size)")
      }
    case .questionBegan(let unit, let question):
      if terminal.verbosity >= .verbose {
        terminal.detail(question.statement.text + ";")
      } else {
        overwrite("\(unit.revision.source.name): looking for \(question.title)")
      }
    case .callBegan(let unit, let name, let number):
      overwrite("\(unit.revision.source.name): \(name), \(number + 1) of \(unit.size)")
    case .batchFinished(let unit, let name, let cursor):
      often("\(unit.revision.source.name): \(name), up to \(cursor)", elapsed)
    case .waitingForLock(let session, let duration):
      let holder = session.map { ": \($0)" } ?? ""
      often("waiting for another runner\(holder)", duration)
    case .waitingForBackend(let backend, let duration):
      often("waiting for the session that began a statement (pid \(backend.pid))", duration)
    case .blocked(let sessions, let duration):
      often("blocked by " + sessions.map(\.description).joined(separator: "; "), duration)
    case .building(let progress):
      often("\(progress.phase): \(progress.done) of \(progress.total) blocks", elapsed)
    case .resumed(let unit, let statement, _):
      line("going on with line \(statement.line) of \(unit.revision.source.name)")
    case .extensionKept(_, let name):
      line("the extension \(name) stays: it was there before")
    case .retrying(let unit, let attempt, let count, let pause, let error):
      line(
        "\(unit.revision.source.name): \(error.message); try \(attempt) of \(count) in \(pause.short)"
      )
    case .ledgerEdited(let edit):
      line("the ledger now says \(edit.add.map(\.id.text).joined(separator: ", "))")
    case .reconnecting(let attempt): line("the connection is lost; connecting again (\(attempt))")
    case .notice(let notice):
      if notice.severity == "WARNING" { clear(); terminal.warn(notice.message) }
    case .remark(let text): line(text)
    case .revisionFinished(let unit, let duration):
      // Said now rather than in the end, which may be an error.
      guard terminal.format == .human else { break }
      clear()
      let word = unit.direction == .upgrade ? "applied" : "taken back"
      terminal.print("\(word) \(unit.revision.source.name) (\(duration.short))")
    case .statementFinished: break
    }
  }

  /// Leaves the terminal's line empty.
  func end() { clear() }

  private var elapsed: Duration { state.withLock { $0.began.duration(to: .now) } }

  private func overwrite(_ text: String) {
    guard terminal.errors.isTerminal, terminal.verbosity == .normal else { return }
    state.withLock { $0.isOverwriting = true }
    terminal.errors.write("\r\u{1B}[2K\(text)")
  }

  private func often(_ text: String, _ duration: Duration) {
    if terminal.errors.isTerminal { return overwrite("\(text), \(duration.short)") }
    let isDue = state.withLock { state in
      guard state.lastLine.duration(to: .now) > Self.pause || duration < .seconds(1) else {
        return false
      }
      state.lastLine = .now
      return true
    }
    if isDue { terminal.note("\(text), \(duration.short)") }
  }

  private func line(_ text: String) {
    clear()
    terminal.note(text)
  }

  private func clear() {
    let wasOverwriting = state.withLock { state in
      defer { state.isOverwriting = false }
      return state.isOverwriting
    }
    if wasOverwriting { terminal.errors.write("\r\u{1B}[2K") }
  }
}
