import CPostgres
import Foundation

/// Owns a `PGconn`: opens it within a deadline, and closes it when nobody holds it any more.
///
/// Never leaves the actor that made it.
final class ConnectionHandle {
  let pointer: OpaquePointer
  private let notices: NoticeReceiver

  /// Blocks until the connection stands; throws `ConnectionError`.
  init(
    _ string: ConnectionString, timeout: Duration?,
    onNotice: @escaping @Sendable (Notice) -> Void
  ) throws(ConnectionError) {
    let pairs = string.forLibpq
    var keywords = pairs.map { UnsafePointer(strdup($0.keyword)) }
    var values = pairs.map { UnsafePointer(strdup($0.value)) }
    keywords.append(nil)
    values.append(nil)
    defer {
      for text in keywords + values { free(UnsafeMutablePointer(mutating: text)) }
    }
    guard let pointer = PQconnectStartParams(keywords, values, 0) else {
      throw ConnectionError(.noServer, "libpq is out of memory")
    }
    self.pointer = pointer
    notices = NoticeReceiver(handler: onNotice)
    // In words of the server's own language there is no SQLSTATE but in this form.
    PQsetErrorVerbosity(pointer, PQERRORS_VERBOSE)
    try Self.poll(pointer, string, timeout: timeout)
    PQsetErrorVerbosity(pointer, PQERRORS_DEFAULT)
    notices.redactor = string.redactor(also: Self.password(pointer))
    PQsetNoticeReceiver(
      pointer,
      { context, result in
        guard let context, let result else { return }
        Unmanaged<NoticeReceiver>.fromOpaque(context).takeUnretainedValue().receive(result)
      }, Unmanaged.passUnretained(notices).toOpaque())
  }

  deinit { PQfinish(pointer) }

  var redactor: Redactor { notices.redactor }

  /// As libpq's manual has it (chapter "Database Connection Control Functions"): wait for what the
  /// last poll asked for, then poll again.
  private static func poll(
    _ pointer: OpaquePointer, _ string: ConnectionString, timeout: Duration?
  ) throws(ConnectionError) {
    let clock = ContinuousClock()
    let deadline = timeout.map { clock.now.advanced(by: $0) }
    var wanted = PGRES_POLLING_WRITING
    while true {
      if PQstatus(pointer) == CONNECTION_BAD { throw failure(of: pointer, string) }
      switch wanted {
      case PGRES_POLLING_OK: return
      case PGRES_POLLING_FAILED: throw failure(of: pointer, string)
      default: break
      }
      var events = Int16(POLLIN)
      if wanted == PGRES_POLLING_WRITING { events = Int16(POLLOUT) }
      var descriptor = pollfd(fd: PQsocket(pointer), events: events, revents: 0)
      let left = deadline.map { clock.now.duration(to: $0) }
      if let left, left <= .zero { throw late(string, timeout) }
      let milliseconds = left.map { Int32(clamping: $0.milliseconds + 1) } ?? -1
      let ready = Foundation.poll(&descriptor, 1, milliseconds)
      if ready == 0 { throw late(string, timeout) }
      if ready < 0 && errno != EINTR {
        throw ConnectionError(.noServer, "cannot wait for \(string): error \(errno) of poll")
      }
      if ready > 0 { wanted = PQconnectPoll(pointer) }
    }
  }

  private static func failure(of pointer: OpaquePointer, _ string: ConnectionString)
    -> ConnectionError
  {
    let text = string.redactor(also: password(pointer))
      .redact(String(cString: PQerrorMessage(pointer)))
    return ConnectionError(connecting: text, to: string.redacted)
  }

  private static func late(_ string: ConnectionString, _ timeout: Duration?) -> ConnectionError {
    let seconds = (timeout ?? .zero).milliseconds / 1000
    return ConnectionError(
      .timeout, "cannot connect to \(string): no answer within \(seconds) s")
  }

  /// The password in use, also one from the password file.
  private static func password(_ pointer: OpaquePointer) -> String? {
    PQpass(pointer).map { String(cString: $0) }
  }
}

extension Duration {
  var milliseconds: Int64 {
    components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
  }
}

/// What libpq calls with each notice; lives as long as the handle that it belongs to.
private final class NoticeReceiver {
  let handler: @Sendable (Notice) -> Void
  var redactor = Redactor(secrets: [], known: [])

  init(handler: @escaping @Sendable (Notice) -> Void) { self.handler = handler }

  func receive(_ result: OpaquePointer) {
    let fields = PostgresError(result, redacting: redactor)
    handler(
      Notice(
        severity: fields.severity, sqlState: fields.sqlState, message: fields.message,
        detail: fields.detail, hint: fields.hint, context: fields.context))
  }
}
