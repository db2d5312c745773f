import Foundation
import WhimbrelModel

/// A database of a command's own, empty at first.
package struct ScratchDatabase: Sendable {
  package let name: Name
  package let connection: Connection
  private let admin: ConnectionString
  private let registration: Interrupts.Registration?

  private static let prefix = "whimbrel_scratch_"

  static func make(on scratch: Scratch, options: String) async throws -> ScratchDatabase {
    let seconds = String(Int(Date().timeIntervalSince1970), radix: 16)
    let random = String(UInt64.random(in: .min ... .max), radix: 36)
    let name = Name("\(prefix)\(seconds)_\(random)")
    let adminString = try await scratch.admin()
    let admin = try await Connection.connect(to: adminString)
    do {
      try await admin.query(
        "CREATE DATABASE \(name.quoted) TEMPLATE template0"
          + (options.isEmpty || scratch.isThrowaway && !options.contains("UTF8")
            ? "" : " \(options)"))
    } catch {
      await admin.close()
      throw error
    }
    await admin.close()
    let string = adminString.with(database: name.text)
    // A throwaway server is gone with the process; elsewhere Ctrl-C has to drop it.
    let registration =
      scratch.isThrowaway || scratch.options.keeps
      ? nil
      : Interrupts.onInterrupt {
        let done = DispatchSemaphore(value: 0)
        Task.detached {
          await Interrupts.shielded { await drop(name, on: adminString) }
          done.signal()
        }
        _ = done.wait(timeout: .now() + 1)
      }
    do {
      let connection = try await Connection.connect(to: string)
      if !scratch.isThrowaway { try await connection.execute("SET synchronous_commit = off") }
      return ScratchDatabase(
        name: name, connection: connection, admin: adminString, registration: registration)
    } catch {
      await drop(name, on: adminString)
      throw error
    }
  }

  /// Drops it, after Ctrl-C too. What cannot be dropped now is swept by a later command.
  ///
  /// On a throwaway server it goes with all else, which takes no time of its own.
  package func drop(isThrowaway: Bool = false) async {
    await connection.close()
    if !isThrowaway { await Interrupts.shielded { await Self.drop(name, on: admin) } }
    registration?.forget()
  }

  private static func drop(_ name: Name, on admin: ConnectionString) async {
    guard let connection = try? await Connection.connect(to: admin) else { return }
    let statement = Query("DROP DATABASE IF EXISTS \(name.quoted) WITH (FORCE)")
    do {
      _ = try await connection.query(statement)
    } catch {
      // Nothing but its subscriptions keeps one from going; else a later command sweeps it.
      await Subscriptions.drop(in: name, on: admin)
      _ = try? await connection.query(statement)
    }
    await connection.close()
  }

  /// Drops scratch databases that are a minute old and that nobody is connected to.
  static func sweep(_ connection: Connection, _ admin: ConnectionString) async throws {
    let rows = try await connection.query(
      """
      SELECT d.datname FROM pg_catalog.pg_database d
      WHERE d.datname LIKE 'whimbrel\\_scratch\\_%'
        AND pg_catalog.pg_has_role(d.datdba, 'USAGE')
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_activity a WHERE a.datid = d.oid)
      """)
    let now = Int(Date().timeIntervalSince1970)
    for row in rows.indices {
      guard let name = rows[row, 0],
        let made = name.dropFirst(prefix.count).split(separator: "_").first,
        let seconds = Int(made, radix: 16), now - seconds > 60
      else { continue }
      let statement = Query("DROP DATABASE IF EXISTS \(Name(name).quoted)")
      if (try? await connection.query(statement)) == nil {
        await Subscriptions.drop(in: Name(name), on: admin)
        _ = try? await connection.query(statement)
      }
    }
  }
}
