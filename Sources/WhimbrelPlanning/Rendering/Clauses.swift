import WhimbrelModel

/// The clauses of one statement, joined by spaces once; nil ones are left out.
func clauses(_ parts: String?...) -> String {
  parts.compactMap { $0 }.joined(separator: " ")
}

/// A parenthesised list with one item a line.
func block(_ items: [String]) -> String {
  items.isEmpty ? "()" : "(\n  " + items.joined(separator: ",\n  ") + "\n)"
}

/// Storage parameters as the catalog keeps them: `name=value` texts.
enum StorageOptions {
  /// `fillfactor = 70, "odd name" = 'a b'`; a value is quoted, which PostgreSQL takes for every type.
  static func list(_ options: some Swift.Sequence<SQLText>, prefix: String = "") -> String {
    options.map { option in
      let (name, value) = split(option)
      return "\(prefix)\(Name(name).quoted) = \(plain(value) ? value : SQLText(value).literal)"
    }.joined(separator: ", ")
  }

  /// What turns one list into another: values to set, names to reset. What is set goes to the end of the
  /// list, so those that stay where they are come first in the new one too.
  static func change(
    from old: OptionList, to new: OptionList
  ) -> (set: [SQLText], reset: [String]) {
    let names = Set(new.map { split($0).name })
    let reset = old.map { split($0).name }.filter { !names.contains($0) }
    let stays = Set(new).intersection(old)
    var kept = Array(new.prefix { stays.contains($0) })
    while !old.filter({ kept.contains($0) }).elementsEqual(kept) { kept.removeLast() }
    return (Array(new.dropFirst(kept.count)), reset)
  }

  /// `SET (…)` and `RESET (…)`, where something is to be set or reset.
  static func actions(from old: OptionList, to new: OptionList, prefix: String = "") -> [String] {
    let (set, reset) = change(from: old, to: new)
    let names = reset.map { prefix + Name($0).quoted }.joined(separator: ", ")
    return (set.isEmpty ? [] : ["SET (\(list(set, prefix: prefix)))"])
      + (reset.isEmpty ? [] : ["RESET (\(names))"])
  }

  static func split(_ option: SQLText) -> (name: String, value: String) {
    let bytes = option.text.utf8
    guard let equals = bytes.firstIndex(of: UInt8(ascii: "=")) else { return (option.text, "true") }
    return (
      String(option.text[..<equals]), String(option.text[bytes.index(after: equals)...])
    )
  }

  private static func plain(_ value: String) -> Bool {
    !value.isEmpty && value.utf8.first != UInt8(ascii: ".")
      && value.utf8.allSatisfy { ($0 >= 48 && $0 <= 57) || $0 == UInt8(ascii: ".") }
      || value == "true" || value == "false" || value == "on" || value == "off" || value == "auto"
  }
}

/// Options of a foreign object as the catalog keeps them, `name=value`.
enum ForeignOptions {
  static func clause(_ options: OptionList) -> String? {
    options.isEmpty
      ? nil : "OPTIONS (" + options.map { item($0) }.joined(separator: ", ") + ")"
  }

  /// `OPTIONS (ADD a 'b', SET c 'd', DROP e)`; nil when nothing changes.
  static func change(from old: OptionList, to new: OptionList) -> String? {
    let before = Dictionary(
      old.map { StorageOptions.split($0) }.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    let after = Set(new.map { StorageOptions.split($0).name })
    let gone = old.map { StorageOptions.split($0).name }.filter { !after.contains($0) }
    var items: [String] = []
    for option in new {
      let (name, value) = StorageOptions.split(option)
      if let current = before[name] {
        if SQLText(current) != SQLText(value) { items.append("SET " + item(option)) }
      } else {
        items.append("ADD " + item(option))
      }
    }
    items += gone.map { "DROP \(Name($0).quoted)" }
    return items.isEmpty ? nil : "OPTIONS (" + items.joined(separator: ", ") + ")"
  }

  private static func item(_ option: SQLText) -> String {
    let (name, value) = StorageOptions.split(option)
    return "\(Name(name).quoted) \(SQLText(value).literal)"
  }
}
