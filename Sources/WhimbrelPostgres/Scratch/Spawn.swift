import Foundation
import Synchronization

/// Child processes by posix_spawn: Foundation's Process knows neither sessions nor extra
/// descriptors, and takes over the handling of SIGCHLD.
package enum Spawn {
  /// How a child that was waited for ended.
  package struct Outcome: Sendable {
    /// The exit code, or 128 and the signal's number.
    package let status: Int32
    /// Standard output and standard error, as they came.
    package let output: String
  }

  /// A pipe of which neither end is inherited by children that don't ask for it.
  struct Pipe {
    let reader: Int32
    let writer: Int32
  }

  // A pipe is made and marked in two calls. A child spawned in between would hold the writing
  // end open, and a watchdog would never see its end of file.
  private static let spawning = Mutex(())

  #if os(Linux)
    private static let newSessionFlag: Int16 = 0x80  // POSIX_SPAWN_SETSID, hidden by glibc
    private static let closeByDefault: Int16 = 0
    private typealias FileActions = posix_spawn_file_actions_t
  #else
    private static let newSessionFlag: Int16 = 0x400
    private static let closeByDefault: Int16 = 0x4000  // POSIX_SPAWN_CLOEXEC_DEFAULT
    private typealias FileActions = posix_spawn_file_actions_t?
  #endif

  /// Makes a pipe whose descriptors are above the standard ones. Throws when there are none left.
  static func pipe() throws -> Pipe {
    try spawning.withLock { _ in
      var ends: [Int32] = [-1, -1]
      guard Foundation.pipe(&ends) == 0 else { throw failure("pipe", errno) }
      defer { for end in ends { close(end) } }
      let reader = fcntl(ends[0], F_DUPFD_CLOEXEC, 10)
      let writer = fcntl(ends[1], F_DUPFD_CLOEXEC, 10)
      guard reader >= 0, writer >= 0 else { throw failure("pipe", errno) }
      return Pipe(reader: reader, writer: writer)
    }
  }

  /// Waits at most `milliseconds` (-1: for ever) and says whether all writers of a pipe into which
  /// nothing is written are gone.
  static func isClosed(_ reader: Int32, within milliseconds: Int32) -> Bool {
    var watched = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
    return poll(&watched, 1, milliseconds) > 0
  }

  /// Starts `command` and returns its process id without waiting for it.
  ///
  /// `descriptors` maps a number in the child to a descriptor of ours; standard input, output and
  /// error are the null device unless mapped. Throws when the program cannot be started.
  static func launch(
    _ command: [String], environment: [String: String], descriptors: [Int32: Int32] = [:],
    newSession: Bool = false
  ) throws -> pid_t {
    #if os(Linux)
      var actions = FileActions()
      var attributes = posix_spawnattr_t()
    #else
      var actions: FileActions = nil
      var attributes: posix_spawnattr_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    for standard in Int32(0)...2 where descriptors[standard] == nil {
      let mode = standard == 0 ? O_RDONLY : O_WRONLY
      posix_spawn_file_actions_addopen(&actions, standard, "/dev/null", mode, 0)
    }
    for (inChild, ours) in descriptors.sorted(by: { $0.key < $1.key }) {
      posix_spawn_file_actions_adddup2(&actions, ours, inChild)
    }
    let highest = max(2, descriptors.keys.max() ?? 2)
    for number in 0..<highest where number > 2 && descriptors[number] == nil {
      posix_spawn_file_actions_addclose(&actions, number)
    }
    closeOthers(&actions, from: highest + 1)
    // A server must not inherit that its owner ignores or blocks a signal (SIGPIPE, SIGINT).
    var all = sigset_t()
    var none = sigset_t()
    sigfillset(&all)
    sigdelset(&all, SIGKILL)
    sigdelset(&all, SIGSTOP)
    sigemptyset(&none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setsigmask(&attributes, &none)
    var flags = Self.closeByDefault | Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK)
    if newSession { flags |= newSessionFlag }
    posix_spawnattr_setflags(&attributes, flags)

    var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] =
      environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer {
      for pointer in arguments + variables { free(pointer) }
    }
    var pid: pid_t = 0
    let code = spawning.withLock { _ in
      posix_spawnp(&pid, command[0], &actions, &attributes, &arguments, &variables)
    }
    guard code == 0 else { throw failure(command[0], code) }
    return pid
  }

  /// Closes in the child what it was not given. A server outlives the command that starts it, and a
  /// pipe or socket of the process that it inherited would never be seen to close.
  private static func closeOthers(_ actions: inout FileActions, from lowest: Int32) {
    #if os(Linux)
      // glibc has it since 2.34 and declares it for GNU C only.
      typealias CloseFrom = @convention(c) (UnsafeMutablePointer<FileActions>, Int32) -> Int32
      if let symbol = dlsym(nil, "posix_spawn_file_actions_addclosefrom_np") {
        _ = unsafeBitCast(symbol, to: CloseFrom.self)(&actions, lowest)
        return
      }
      let open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
      for descriptor in open.compactMap({ Int32($0) }) where descriptor >= lowest {
        posix_spawn_file_actions_addclose(&actions, descriptor)
      }
    #endif
  }

  /// Runs `command` to its end and returns its exit code and what it printed.
  ///
  /// Throws when the program cannot be started; a failing exit code is returned, not thrown.
  package static func run(_ command: [String], environment: [String: String]) throws -> Outcome {
    let pipe = try pipe()
    defer { close(pipe.reader) }
    let pid: pid_t
    do {
      defer { close(pipe.writer) }
      pid = try launch(
        command, environment: environment, descriptors: [1: pipe.writer, 2: pipe.writer])
    }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(pipe.reader, &chunk, chunk.count)
      if count > 0 {
        bytes += chunk[..<count]
      } else if count == 0 || errno != EINTR {
        break
      }
    }
    return Outcome(status: wait(for: pid), output: String(decoding: bytes, as: UTF8.self))
  }

  /// Waits for a child to end and returns its exit code, or 128 and the signal's number.
  @discardableResult
  static func wait(for pid: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0 {
      // Where the owner of the process ignores SIGCHLD the kernel has reaped the child for us.
      if errno != EINTR { return 0 }
    }
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }

  /// The environment of the programs we start: nothing of `PG*`, which would redirect them.
  package static func cleanEnvironment() -> [String: String] {
    let own = ProcessInfo.processInfo.environment
    var clean = ["LC_ALL": "C", "TZ": "UTC"]
    clean["PATH"] = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
    for name in ["HOME", "USER", "LOGNAME", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"] {
      clean[name] = own[name]
    }
    return clean
  }

  private static func failure(_ what: String, _ code: Int32) -> ServerError {
    ServerError(
      "cannot start \(what): \(String(cString: strerror(code)))",
      help: "see that the program is there and that this account may run it")
  }
}
