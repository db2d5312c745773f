import Foundation
import Synchronization

/// Stands between a client and a server on unix sockets, and cuts the connection once, after a
/// number of protocol messages in either direction.
final class CuttingProxy: Sendable {
  private struct State {
    var messages = 0
    var cut: Int?
    var wasCut = false
    var isClosed = false
  }

  let folder: String
  private let server: String
  private let listener: Int32
  private let state: Mutex<State>

  /// Messages that have passed so far, both ways.
  var messages: Int { state.withLock { $0.messages } }
  var wasCut: Bool { state.withLock { $0.wasCut } }

  /// Listens as port 5432 in a folder of its own; `cut` nil only counts.
  init(to serverFolder: String, cutAfter cut: Int?) throws {
    folder =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("wp-\(UInt32.random(in: .min ... .max))").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    server = "\(serverFolder)/.s.PGSQL.5432"
    state = Mutex(State(cut: cut))
    listener = try Self.socket()
    let bound = try Self.withAddress("\(folder)/.s.PGSQL.5432") { [listener] in
      bind(listener, $0, $1)
    }
    guard bound == 0, listen(listener, 8) == 0 else { throw TestServerError("no proxy: \(errno)") }
    let thread = Thread { [self] in accept() }
    thread.start()
  }

  func close() throws {
    state.withLock { $0.isClosed = true }
    shutdown(listener, Int32(SHUT_RDWR))
    Foundation.close(listener)
    try FileManager.default.removeItem(atPath: folder)
  }

  private func accept() {
    while true {
      let client = Foundation.accept(listener, nil, nil)
      guard client >= 0, !state.withLock({ $0.isClosed }) else { return }
      guard let upstream = try? Self.socket(),
        (try? Self.withAddress(server) { connect(upstream, $0, $1) }) == 0
      else {
        Foundation.close(client)
        continue
      }
      let pair = Pair(client: client, server: upstream)
      Thread { [self] in pump(pair, fromClient: true) }.start()
      Thread { [self] in pump(pair, fromClient: false) }.start()
    }
  }

  /// Both ends of one connection; each direction closes them once.
  private final class Pair: Sendable {
    let client: Int32
    let server: Int32
    private let users = Mutex(2)

    init(client: Int32, server: Int32) {
      self.client = client
      self.server = server
    }

    func end() {
      shutdown(client, Int32(SHUT_RDWR))
      shutdown(server, Int32(SHUT_RDWR))
      let left = users.withLock { users in
        users -= 1
        return users
      }
      if left == 0 {
        Foundation.close(client)
        Foundation.close(server)
      }
    }
  }

  /// Passes whole messages on, so that a cut comes between two of them.
  private func pump(_ pair: Pair, fromClient: Bool) {
    let (source, target) = fromClient ? (pair.client, pair.server) : (pair.server, pair.client)
    // A start-up message has no type before its length.
    var isFirst = fromClient
    var buffer: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    defer { pair.end() }
    while true {
      let count = recv(source, &chunk, chunk.count, 0)
      guard count > 0 else { return }
      buffer += chunk[..<count]
      while let length = Self.length(of: buffer, isFirst: isFirst), buffer.count >= length {
        guard passes() else { return }
        let message = Array(buffer[..<length])
        guard send(target, message, message.count, Int32(MSG_NOSIGNAL)) == message.count else {
          return
        }
        buffer.removeFirst(length)
        isFirst = false
      }
    }
  }

  /// Counts a message; false when the connection is cut before it.
  private func passes() -> Bool {
    state.withLock { state in
      state.messages += 1
      guard let cut = state.cut, state.messages > cut, !state.wasCut else { return true }
      state.wasCut = true
      return false
    }
  }

  private static func length(of buffer: [UInt8], isFirst: Bool) -> Int? {
    let start = isFirst ? 0 : 1
    guard buffer.count >= start + 4 else { return nil }
    return start + buffer[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  private static func socket() throws -> Int32 {
    #if os(Linux)
      let made = Foundation.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let made = Foundation.socket(AF_UNIX, SOCK_STREAM, 0)
    #endif
    guard made >= 0 else { throw TestServerError("no socket: \(errno)") }
    return made
  }

  private static func withAddress(
    _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) throws -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
      throw TestServerError("too long for a socket: \(path)")
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}
