import Foundation

/// What running a program cost.
struct Cost {
  var seconds: Double
  /// Its own work and the system's for it, in seconds: what a busy machine does not stretch.
  var cpu = 0.0
  /// The most memory it held at once, in bytes.
  var peak: Int
}

/// Programs that are run to be measured.
enum Child {
  /// Runs a program with its output thrown away and waits for its end; throws when it ends with
  /// another code than one of `codes`.
  static func run(
    _ words: [String], environment: [String: String] = [:], codes: Set<Int32> = [0]
  ) throws -> Cost {
    var actions = fileActions()
    defer { posix_spawn_file_actions_destroy(&actions) }
    let all = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = all.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var process: pid_t = 0
    let start = ContinuousClock.now
    let code = posix_spawnp(&process, words[0], &actions, nil, &arguments, &variables)
    guard code == 0 else {
      throw Failure("cannot run \(words[0]): \(String(cString: strerror(code)))")
    }
    var status: Int32 = 0
    var usage = rusage()
    while wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    guard status & 0x7f == 0, codes.contains(status >> 8 & 0xff) else {
      throw Failure("\(words.joined(separator: " ")) ended with \(status >> 8 & 0xff)")
    }
    return Cost(
      seconds: seconds, cpu: Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime),
      peak: peak(usage))
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000
  }

  private static func peak(_ usage: rusage) -> Int {
    #if os(Linux)
      usage.ru_maxrss * 1024
    #else
      usage.ru_maxrss
    #endif
  }

  #if os(Linux)
    private typealias Actions = posix_spawn_file_actions_t
  #else
    private typealias Actions = posix_spawn_file_actions_t?
  #endif

  /// Errors stay on the terminal.
  private static func fileActions() -> Actions {
    #if os(Linux)
      var actions = posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    return actions
  }
}

/// Why nothing could be measured.
struct Failure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
