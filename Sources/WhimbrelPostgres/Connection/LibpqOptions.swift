import CPostgres

/// libpq's own reader of connection strings, and what it knows of keywords.
enum LibpqOptions {
  /// Keyword to value, of those given in `text`; throws without a word of what may be a password.
  static func parse(_ text: String, isURL: Bool) throws(ConnectionError) -> [String: String] {
    var message: UnsafeMutablePointer<CChar>?
    guard let options = PQconninfoParse(text, &message) else {
      let said = message.map { String(cString: $0) } ?? "out of memory"
      PQfreemem(message)
      throw ConnectionError(
        .invalidString,
        "cannot read the connection string: " + safe(said, about: text, isURL: isURL),
        help: isURL ? ConnectionURL.escapeHelp : nil)
    }
    defer { PQconninfoFree(options) }
    return values(options)
  }

  /// A connection string with nothing in it that libpq would not show; nil when this libpq cannot read it.
  static func withoutSecrets(_ text: String) -> String? {
    guard let options = PQconninfoParse(text, nil) else { return nil }
    defer { PQconninfoFree(options) }
    var kept: [String] = []
    var hasSecret = false
    var option = options
    while let keyword = option.pointee.keyword {
      // "*" marks a password's field.
      let isSecret = option.pointee.dispchar.map { String(cString: $0) == "*" } ?? false
      if isSecret {
        if option.pointee.val != nil { hasSecret = true }
      } else if let value = option.pointee.val {
        kept.append("\(String(cString: keyword))=\(Conninfo.quoted(String(cString: value)))")
      }
      option += 1
    }
    return hasSecret ? kept.joined(separator: " ") : text
  }

  /// What PG* variables, a service file and libpq itself give, read anew at each call.
  static var defaults: [String: String] {
    guard let options = PQconndefaults() else { return [:] }
    defer { PQconninfoFree(options) }
    return values(options)
  }

  /// Keyword to the PG* variable that gives its default.
  static let variables: [String: String] = {
    var all: [String: String] = [:]
    each { option in
      if let variable = option.envvar {
        all[String(cString: option.keyword)] = String(cString: variable)
      }
    }
    return all
  }()

  /// Every keyword that this libpq knows.
  static let keywords: Set<String> = {
    var all: Set<String> = []
    each { all.insert(String(cString: $0.keyword)) }
    return all
  }()

  private static func each(_ body: (PQconninfoOption) -> Void) {
    guard let options = PQconndefaults() else { return }
    defer { PQconninfoFree(options) }
    var option = options
    while option.pointee.keyword != nil {
      body(option.pointee)
      option += 1
    }
  }

  private static func values(_ options: UnsafeMutablePointer<PQconninfoOption>)
    -> [String: String]
  {
    var all: [String: String] = [:]
    var option = options
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val {
        all[String(cString: keyword)] = String(cString: value)
      }
      option += 1
    }
    return all
  }

  /// libpq quotes the piece that it stumbled over, and a piece of a password is one too: only an
  /// unknown keyword is shown, and only where no password can have come before it.
  private static func safe(_ message: String, about text: String, isURL: Bool) -> String {
    let message = message.trimmed
    if !isURL, message.hasPrefix("invalid connection option"),
      !text.lowercased().contains("passw")
    {
      return message
    }
    return message.replacing(/"[^"]+"|"".*$|".*$/) { match in
      match.output == "\"=\"" ? "\"=\"" : "\"\(Redactor.mark)\""
    }
  }
}
