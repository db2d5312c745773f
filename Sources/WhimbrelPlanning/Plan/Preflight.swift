import WhimbrelModel

/// A question to the rows before anything is changed: a SELECT that finds those which do not fit what
/// is to come.
///
/// It reads tables as they are before its revision: whoever makes one says relations as relations, so
/// that those which are renamed by the same revision are read by their former names.
///
///     Preflight(
///       "rows with null in \(column: id, names)",
///       "SELECT id FROM \(table: table, names) WHERE room IS NULL")
package struct Preflight: Hashable, Sendable {
  package private(set) var title: RowText
  package private(set) var query: RowText

  /// `title` says what the rows are that `query` finds, in a few words without a full stop.
  package init(_ title: RowText, _ query: RowText) {
    self.title = title
    self.query = query
  }

  /// The same, asked before these renames are done.
  func asked(before renames: HintedRenames) -> Preflight {
    Preflight(title.said(before: renames), query.said(before: renames))
  }
}

/// A text with relations and columns in it that may be called otherwise before a revision.
package struct RowText: Hashable, Sendable, ExpressibleByStringInterpolation {
  enum Piece: Hashable, Sendable {
    case text(String)
    /// What FROM takes.
    case source(ObjectID, sql: String, alias: String?)
    /// What a person reads.
    case path(ObjectID, text: String)
  }

  private var pieces: [Piece]

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var pieces: [Piece] = []

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendInterpolation(_ text: RowText) { pieces += text.pieces }
    package mutating func appendLiteral(_ literal: String) { pieces.append(.text(literal)) }
    package mutating func appendInterpolation(_ text: some CustomStringConvertible) {
      pieces.append(.text(text.description))
    }

    /// A table to read from, under another name where `alias` gives one.
    package mutating func appendInterpolation(
      from table: ObjectID, as alias: String? = nil, _ names: Names
    ) {
      pieces.append(.source(table, sql: names.qualified(table), alias: alias))
    }

    /// The name of a table or of a column with its table, for a person.
    package mutating func appendInterpolation(name id: ObjectID, _ names: Names) {
      let member = id.member.isEmpty ? "" : ".\(id.member.quoted)"
      pieces.append(.path(id, text: names.qualified(id) + member))
    }
  }

  package init(stringLiteral text: String) { pieces = [.text(text)] }
  package init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }

  package var text: String {
    pieces.map { piece in
      switch piece {
      case .text(let text), .path(_, let text): text
      case .source(_, let sql, let alias): alias.map { "\(sql) AS \($0)" } ?? sql
      }
    }.joined()
  }

  func said(before renames: HintedRenames) -> RowText {
    var copy = self
    copy.pieces = pieces.map { piece in
      switch piece {
      case .text: return piece
      case .source(let id, _, let alias):
        guard let source = renames.formerSource(of: id) else { return piece }
        return .text("\(source) AS \(alias ?? id.name.quoted)")
      case .path(let id, _):
        guard let former = renames.former(id) else { return piece }
        let member = former.member.isEmpty ? "" : ".\(former.member.quoted)"
        return .text(renames.names.qualified(former) + member)
      }
    }
    return copy
  }
}

extension HintedRenames {
  /// What a table or column was called, nil when it was called the same.
  fileprivate func former(_ id: ObjectID) -> ObjectID? {
    let table = formerTable(of: id)
    if id.member.isEmpty { return table == id ? nil : table }
    let column = changes.lazy.compactMap { change -> ObjectID? in
      if case .rename(let from, let to) = change, to == id { return from }
      return nil
    }.first
    let former = column ?? table.with(id.kind, member: id.member)
    return former == id ? nil : former
  }

  private func formerTable(of id: ObjectID) -> ObjectID {
    let table = id.with(.table)
    for case .rename(let from, let to) in changes where to == table { return from }
    // A table whose schema has another name now.
    for case .rename(let from, let to) in changes where to.kind == .schema && to.name == id.schema {
      return ObjectID(.table, schema: from.name, id.name)
    }
    return table
  }

  /// A table as it was, with its columns under their new names; nil when nothing of it is renamed.
  fileprivate func formerSource(of id: ObjectID) -> String? {
    let table = formerTable(of: id)
    let renamed = changes.compactMap { change -> (former: Name, new: Name)? in
      guard case .rename(let from, let to) = change, to.kind == .column, to.with(.table) == id
      else { return nil }
      return (from.member, to.member)
    }
    if renamed.isEmpty { return table == id ? nil : names.qualified(table) }
    let newNames = Dictionary(renamed.map { ($0.former, $0.new) }, uniquingKeysWith: { $1 })
    let columns = old.columns(of: table).map { column -> String in
      newNames[column.name].map { "\(column.name.quoted) AS \($0.quoted)" } ?? column.name.quoted
    }
    return "(SELECT \(columns.joined(separator: ", ")) FROM \(names.qualified(table)))"
  }
}
