import Foundation

/// A shell that starts a server, waits until its owner is gone, stops the server and removes its
/// folder. It notices by the end of a pipe, so exit, crash and SIGKILL are all the same to it.
struct Watchdog: Sendable {
  private let pid: pid_t
  /// Our end of the pipe. Closing it, or dying, ends the server.
  let leash: Int32
  /// The end of a pipe that the server holds open: end of file says that it has died.
  private let life: Int32

  // Everything on disk is done by this shell, never by the owner: a kill at any moment finds
  // either nothing made yet or a watchdog in charge of what is made.
  // A shell starts background commands with SIGINT and SIGQUIT ignored, until the server sets its
  // own handlers: SIGTERM before it ends one that has not come that far.
  private static let script = """
    folder=$1 template=$2; shift 2
    umask 077
    mkdir "$folder" || exit 1
    exec >"$folder/log" 2>&1
    if cp -a --reflink=auto "$template" "$folder/data" 2>/dev/null ||
      { rm -rf "$folder/data"; cp -Rp "$template" "$folder/data"; }
    then
      "$@" -D "$folder/data" <&4 4<&- &
      server=$!
      trap '' HUP INT TERM
      exec 3>&-
      while read -r ignored; do :; done
      kill -TERM $server; kill -QUIT $server
      wait $server
    else
      exec 3>&-
      while read -r ignored; do :; done
    fi
    rm -rf "$folder"
    """

  /// Starts `server` (a command line without `-D`) on a copy of `template` in the new folder
  /// `folder`. Throws when the shell cannot be started.
  init(
    folder: String, template: String, server: [String], account: ServerAccount
  ) throws {
    let leash = try Spawn.pipe()
    defer { close(leash.reader) }
    do {
      let life = try Spawn.pipe()
      defer { close(life.writer) }
      let null = open("/dev/null", O_RDONLY | O_CLOEXEC)
      defer { close(null) }
      do {
        pid = try Spawn.launch(
          account.shell(Self.script, name: "whimbrel-watchdog", [folder, template] + server),
          environment: Spawn.cleanEnvironment(),
          descriptors: [0: leash.reader, 3: life.writer, 4: null], newSession: true)
      } catch {
        close(life.reader)
        throw error
      }
      self.life = life.reader
    } catch {
      close(leash.writer)
      throw error
    }
    self.leash = leash.writer
  }

  /// Waits at most `milliseconds` and says whether the server has died.
  func hasDied(within milliseconds: Int32) -> Bool {
    var watched = pollfd(fd: life, events: Int16(POLLIN), revents: 0)
    return poll(&watched, 1, milliseconds) > 0
  }

  /// Lets go: the server is stopped and its folder removed. Returns when that is done.
  func release() {
    close(leash)
    close(life)
    Spawn.wait(for: pid)
  }
}
