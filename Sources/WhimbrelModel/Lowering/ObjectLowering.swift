/// A table of the model, or a view by its name.
package enum RelationPath: Sendable {
  case table(any Table.Type)
  case view(String, schema: String)
}

/// A trigger's function, and what it is called with.
package struct FunctionPath: Sendable {
  package var name: String
  package var schema: String
  package var arguments: [String]

  package init(_ name: String, _ schema: String, _ arguments: [String]) {
    self.name = name
    self.schema = schema
    self.arguments = arguments
  }
}

/// What a model says beside its tables.
extension Lowering {
  mutating func lowerObjects() {
    for element in schema.elements {
      guard case .object(let object) = element.kind else { continue }
      guard let known = object as? any LoweredObject else {
        problems.report(
          object.details.place, "\(type(of: object)) is no kind of object that Whimbrel has",
          help: "use one of its kinds, or a SQLFile")
        continue
      }
      known.lower(into: &self)
    }
  }

  mutating func add(_ object: CatalogObject, _ details: ObjectDetails) {
    let id = object.id
    if let other = objects[id] {
      let at = other.place.map { " (line \($0.line))" } ?? ""
      problems.report(
        details.place, "\(id) is declared twice\(at)", help: "keep one, or give it another name")
    }
    objects[id] = Declared(lowered: object, place: details.place)
    comment(on: id, details.comment)
    if !details.formerName.isEmpty { hints.renames[id] = id.renamed(to: Name(details.formerName)) }
  }

  /// A statement of its own, for what is no object.
  mutating func add(_ statement: String, _ details: ObjectDetails) {
    statements.append((SQLText(statement), details.place))
  }

  mutating func expression(_ sql: SQL, _ place: SourcePlace) -> Expression {
    let text = SQLText(self.text(of: sql, place))
    return Expression(text, authored: text)
  }

  /// The text of a piece of SQL that belongs to no one table.
  mutating func text(of sql: SQL, _ place: SourcePlace) -> String {
    var text = ""
    for segment in sql.segments {
      switch segment {
      case .raw(let raw): text += raw
      case .table(let table): text += id(of: .table(table), place).map(path) ?? ""
      case .path(let path): text += name(of: path, place).quoted
      case .column:
        problems.report(
          place, "SQL outside of a table mentions a Column",
          help: "write \\(\\Table.column), a key path")
      }
    }
    if text.utf8.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }) {
      problems.report(place, "the SQL is empty", help: "write SQL, or leave the declaration out")
    }
    return text
  }

  /// The id of a table that the model has, or of a view.
  mutating func id(of relation: RelationPath, _ place: SourcePlace?) -> ObjectID? {
    switch relation {
    case .view(let view, let schema):
      return ObjectID(.view, schema: name(ofSchema: schema), Name(view))
    case .table(let table): return declared(table, place)?.id
    }
  }

  func id(of function: FunctionPath) -> ObjectID {
    ObjectID(.function, schema: name(ofSchema: function.schema), Name(function.name))
  }

  mutating func name(of path: ColumnPath, _ place: SourcePlace) -> Name {
    guard let table = declared(path.table, place), let column = path.column(table.instance) else {
      return ""
    }
    return name(of: column.identity, in: table, place)
  }

  /// As a statement names it.
  func path(_ id: ObjectID) -> String {
    id.schema == managed ? id.name.quoted : "\(id.schema.quoted).\(id.name.quoted)"
  }

  private mutating func declared(_ table: any Table.Type, _ place: SourcePlace?) -> DeclaredTable? {
    if let position = positions[ObjectIdentifier(table)] { return tables[position] }
    problems.report(
      place, "\(table) is not in the schema", help: "add \(table).self to the schema")
    return nil
  }

  /// An index of a materialised view: its keys are SQL, names and expressions.
  mutating func add(_ index: Index, on view: ObjectID) {
    var names: [Name] = []
    let elements = index.keys.compactMap { key -> Catalog.IndexElement? in
      guard case .expression(let sql) = key.indexElement.key else {
        problems.report(
          index.place, "an index of \(view) mentions a Column",
          help: "write its name: Index(\"id\")")
        return nil
      }
      let text = self.text(of: sql, index.place)
      let (element, name) = indexElement(
        key.indexElement, SQLWords.name(text).map { .column($0) } ?? .expression(text))
      names.append(name)
      return element
    }
    var lowered = Catalog.Index(
      schema: view.schema, name: Name(index.name), relation: view,
      method: Name(index.method.name), elements: elements)
    lowered.isUnique = index.isUnique
    lowered.isNullsNotDistinct = index.isNullsNotDistinct
    lowered.predicate = index.predicate.map { expression($0, index.place) }
    lowered.options = OptionList(index.parameters.map { SQLText($0) })
    lowered.tablespace = index.tablespaceName.isEmpty ? nil : Name(index.tablespaceName)
    if index.name.isEmpty {
      let subject = NameSubject(
        kind: .index, table: view.name, columns: PostgresNames.distinct(names))
      lowered.name = schema.naming.name(for: subject) {
        objects[ObjectID(.index, schema: view.schema, $0)] == nil
      }
    }
    var details = ObjectDetails(lowered.name.text, index.place)
    (details.comment, details.formerName) = (index.commentText, index.formerName)
    add(.index(lowered), details)
  }
}

extension ObjectID {
  /// The same with another name: a part's is its member, unless that is a routine's arguments.
  fileprivate func renamed(to name: Name) -> ObjectID {
    var copy = self
    if kind.hasMemberName { copy.member = name } else { copy.name = name }
    return copy
  }
}
