import WhimbrelModel

/// Where scratch databases may be made, and what becomes of them.
package struct ScratchOptions: Sendable {
  package enum Place: Sendable {
    /// A throwaway server from local binaries, else the target's own where the role may.
    case automatic
    /// The server that a URL names.
    case url(ConnectionString)
    /// A throwaway server from local binaries, or an error.
    case local
    /// The target's own server, for hand-written revisions too.
    case server
  }

  package var place: Place
  /// Leaves the databases for a look at what went wrong.
  package var keeps: Bool

  package init(place: Place = .automatic, keeps: Bool = false) {
    self.place = place
    self.keeps = keeps
  }
}

/// What a scratch server must be like to stand in for the target.
package struct ScratchNeeds: Sendable {
  /// nil when there is no target: the newest that is installed.
  package var major: Int?
  package var extensions: [Name]
  /// The target's encoding and locale, as CREATE DATABASE takes them; empty for UTF8 and C.UTF-8.
  package var databaseOptions: String

  package init(major: Int? = nil, extensions: [Name] = [], databaseOptions: String = "") {
    self.major = major
    self.extensions = extensions
    self.databaseOptions = databaseOptions
  }

  /// What the database behind a connection asks for.
  package init(of target: Connection, extensions: [Name]) async throws {
    let version = await target.serverVersion
    // The ICU locale moved to `datlocale` in 17.
    let locale = version.major >= 17 ? "datlocale" : version.major >= 15 ? "daticulocale" : "NULL"
    let provider = version.major >= 15 ? "datlocprovider" : "'c'"
    let rows = try await target.query(
      """
      SELECT pg_catalog.pg_encoding_to_char(encoding), datcollate, datctype, \(provider), \(locale)
      FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()
      """)
    var options = "ENCODING \(SQLText(rows[0, 0] ?? "UTF8").literal)"
    options += " LC_COLLATE \(SQLText(rows[0, 1] ?? "C").literal)"
    options += " LC_CTYPE \(SQLText(rows[0, 2] ?? "C").literal)"
    if rows[0, 3] == "i", let icu = rows[0, 4] {
      options += " LOCALE_PROVIDER icu ICU_LOCALE \(SQLText(icu).literal)"
    } else if rows[0, 3] == "b", let builtin = rows[0, 4] {
      options += " LOCALE_PROVIDER builtin BUILTIN_LOCALE \(SQLText(builtin).literal)"
    }
    self.init(major: version.major, extensions: extensions, databaseOptions: options)
  }
}
