import Foundation

/// A shell that starts a server, waits until its owner is gone, stops the server and removes its
/// folder. It notices by the end of a pipe, so exit, crash and SIGKILL are all the same to it.
///
/// It is no child of ours for longer than it takes to start: what embeds us may wait for children
/// of its own, and must not meet ours.
struct Watchdog: Sendable {
  /// Our end of the pipe. Closing it, or dying, ends the server.
  let leash: Int32
  /// The end of a pipe that the server holds open: end of file says that it has died.
  private let life: Int32
  /// The end of a pipe that the shell holds open: end of file says that all is cleared away.
  private let cleared: Int32

  // Everything on disk is done by this shell, never by the owner: a kill at any moment finds
  // either nothing made yet or a watchdog in charge of what is made.
  // A shell starts background commands with SIGINT and SIGQUIT ignored, until the server sets its
  // own handlers: SIGTERM before it ends one that has not come that far.
  private static let script = """
    folder=$1 template=$2; shift 2
    umask 077
    {
      mkdir "$folder" || exit 1
      exec >"$folder/log" 2>&1
      if cp -a --reflink=auto "$template" "$folder/data" 2>/dev/null ||
        { rm -rf "$folder/data"; cp -Rp "$template" "$folder/data"; }
      then
        "$@" -D "$folder/data" </dev/null 5>&- &
        server=$!
        trap '' HUP INT TERM
        exec 3>&-
        kept=
        while read -r word; do kept=$word; done
        test -z "$kept" || sleep 3600
        kill -TERM $server; kill -QUIT $server
        wait $server
      else
        exec 3>&-
        while read -r ignored; do :; done
      fi
      rm -rf "$folder"
    } <&4 4<&- &
    """

  /// Starts `server` (a command line without `-D`) on a copy of `template` in the new folder
  /// `folder`. Throws when the shell cannot be started.
  init(
    folder: String, template: String, server: [String], account: ServerAccount
  ) throws {
    let pipes = try [Spawn.pipe(), Spawn.pipe(), Spawn.pipe()]
    let (leash, life, cleared) = (pipes[0], pipes[1], pipes[2])
    defer { for inChild in [leash.reader, life.writer, cleared.writer] { close(inChild) } }
    do {
      let shell = try Spawn.launch(
        account.shell(Self.script, name: "whimbrel-watchdog", [folder, template] + server),
        environment: Spawn.cleanEnvironment(),
        descriptors: [3: life.writer, 4: leash.reader, 5: cleared.writer], newSession: true)
      Spawn.wait(for: shell)
    } catch {
      for ours in [leash.writer, life.reader, cleared.reader] { close(ours) }
      throw error
    }
    self.leash = leash.writer
    self.life = life.reader
    self.cleared = cleared.reader
  }

  /// Waits at most `milliseconds` and says whether the server has died.
  func hasDied(within milliseconds: Int32) -> Bool { Spawn.isClosed(life, within: milliseconds) }

  /// Leaves the server for an hour after its owner is gone.
  func keep() {
    var word = Array("keep\n".utf8)
    while write(leash, &word, word.count) < 0, errno == EINTR {}
  }

  /// Lets go: the server is stopped and its folder removed. Returns when that is done.
  func release() {
    close(leash)
    while !Spawn.isClosed(cleared, within: -1) {}
    close(life)
    close(cleared)
  }
}
