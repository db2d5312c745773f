extension Catalog {
  /// Extended statistics.
  package struct Statistics: Hashable, Sendable {
    package var schema: Name
    package var name: Name
    package var relation: ObjectID
    /// Of `ndistinct`, `dependencies`, `mcv`, in this order; empty for a single expression.
    package var kinds: [String]
    package var columns: [Name]
    package var expressions: [Expression] = []
    package var target: Int?
    package var id: ObjectID { ObjectID(.statistics, schema: schema, name) }
    package init(schema: Name, name: Name, relation: ObjectID, kinds: [String], columns: [Name]) {
      self.schema = schema
      self.name = name
      self.relation = relation
      self.kinds = kinds
      self.columns = columns
    }
  }

  /// A text search parser: functions by their names, as SQL.
  package struct TextSearchParser: Hashable, Sendable {
    package var schema: Name
    package var name: Name
    package var start: SQLText
    package var token: SQLText
    package var end: SQLText
    package var types: SQLText
    package var headline: SQLText?
    package var id: ObjectID { ObjectID(.textSearchParser, schema: schema, name) }
    package init(
      schema: Name, name: Name, start: SQLText, token: SQLText, end: SQLText, types: SQLText
    ) {
      self.schema = schema
      self.name = name
      self.start = start
      self.token = token
      self.end = end
      self.types = types
    }
  }

  /// A text search template.
  package struct TextSearchTemplate: Hashable, Sendable {
    package var schema: Name
    package var name: Name
    package var lexize: SQLText
    package var initialize: SQLText?
    package var id: ObjectID { ObjectID(.textSearchTemplate, schema: schema, name) }
    package init(schema: Name, name: Name, lexize: SQLText) {
      self.schema = schema
      self.name = name
      self.lexize = lexize
    }
  }

  /// A text search dictionary.
  package struct TextSearchDictionary: Hashable, Sendable {
    package var schema: Name
    package var name: Name
    /// As SQL, with its schema where the path needs it: `pg_catalog.snowball`.
    package var template: SQLText
    /// As `dictinitoption` has them: `language = 'english'`.
    package var options: SQLText?
    package var id: ObjectID { ObjectID(.textSearchDictionary, schema: schema, name) }
    package init(schema: Name, name: Name, template: SQLText) {
      self.schema = schema
      self.name = name
      self.template = template
    }
  }

  /// A text search configuration.
  package struct TextSearchConfiguration: Hashable, Sendable {
    package var schema: Name
    package var name: Name
    /// As SQL: `pg_catalog."default"`.
    package var parser: SQLText
    /// Sorted by token.
    package var mappings: [Mapping] = []
    package var id: ObjectID { ObjectID(.textSearchConfiguration, schema: schema, name) }
    package init(schema: Name, name: Name, parser: SQLText) {
      self.schema = schema
      self.name = name
      self.parser = parser
    }

    package struct Mapping: Hashable, Sendable {
      package var token: Name
      /// As SQL, in order.
      package var dictionaries: [SQLText]
      package init(token: Name, dictionaries: [SQLText]) {
        self.token = token
        self.dictionaries = dictionaries
      }
    }
  }
}
