/// What a command's end says to a program that called it.
enum ExitCode: Int32, Sendable {
  case done = 0
  case failed = 1
  case wrongUsage = 2
  /// `check` or `diff --exit-code` found a difference.
  case difference = 3
  /// A revision was edited, lost, renamed or put in the middle.
  case appendOnlyBroken = 4
  /// Another runner holds the lock, or a lock timed out after the retries.
  case busy = 5
  case decisionNeeded = 6
  /// Everything is rolled back or recorded.
  case interrupted = 130
}
