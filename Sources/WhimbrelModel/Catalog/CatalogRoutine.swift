extension Catalog {
  /// A function, window function or procedure.
  package struct Routine: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable { case function, window, procedure }
    package enum Volatility: String, Hashable, Sendable { case volatile, stable, immutable }
    package enum Parallel: String, Hashable, Sendable { case unsafe, restricted, safe }
    package enum Body: Hashable, Sendable {
      /// What stands between the quotes.
      case source(SQLText)
      /// A C function.
      case library(file: SQLText, symbol: SQLText)
      /// `BEGIN ATOMIC … END` or `RETURN …`, as `pg_get_function_sqlbody` prints it.
      case sql(Expression)
    }

    package var schema: Name
    package var name: Name
    package var kind: Kind
    /// The types of the input arguments as `format_type` prints them, joined by `, `: with the name,
    /// what tells overloads apart.
    package var signature: SQLText
    /// The whole list as `pg_get_function_arguments` prints it: modes, names, defaults.
    package var arguments: Expression
    /// As `pg_get_function_result` prints it (`TABLE(a integer)`); nil for a procedure.
    package var result: SQLText?
    package var language: Name
    package var volatility: Volatility = .volatile
    package var parallel: Parallel = .unsafe
    package var isStrict = false
    package var isLeakproof = false
    package var isSecurityDefiner = false
    /// nil for PostgreSQL's own choice for the language.
    package var cost: SQLText?
    /// Rows a set is expected to have; nil for 1000.
    package var rows: SQLText?
    /// The planner support function's name, as SQL.
    package var support: SQLText?
    /// The types of TRANSFORM FOR TYPE.
    package var transforms: [SQLText] = []
    /// `name=value` as in `proconfig`.
    package var settings: OptionList = []
    package var body: Body

    package var id: ObjectID {
      ObjectID(
        kind == .procedure ? .procedure : .function, schema: schema, name,
        member: Name(signature.text))
    }

    package init(
      schema: Name, name: Name, kind: Kind = .function, signature: SQLText, arguments: Expression,
      result: SQLText?, language: Name, body: Body
    ) {
      self.schema = schema
      self.name = name
      self.kind = kind
      self.signature = signature
      self.arguments = arguments
      self.result = result
      self.language = language
      self.body = body
    }
  }

  /// An aggregate.
  package struct Aggregate: Hashable, Sendable {
    package var schema: Name
    package var name: Name
    /// The input types, as in `Routine.signature`.
    package var signature: SQLText
    /// As `pg_get_function_arguments` prints it: `integer`, `double precision ORDER BY integer`; `*`
    /// when there is none.
    package var arguments: SQLText
    /// As `pg_get_function_identity_arguments` prints it, `*` when there is none: what COMMENT, GRANT
    /// and DROP take.
    package var identity: SQLText
    package var result: TypeName
    /// In the order of the grammar, ready to be written: `SFUNC = shop.f`, `STYPE = integer`,
    /// `INITCOND = '0'`, `PARALLEL = safe`, `HYPOTHETICAL`. Nothing that is the default.
    package var options: [SQLText]
    package var id: ObjectID {
      ObjectID(.aggregate, schema: schema, name, member: Name(signature.text))
    }
    package init(
      schema: Name, name: Name, signature: SQLText, arguments: SQLText, identity: SQLText,
      result: TypeName, options: [SQLText]
    ) {
      self.schema = schema
      self.name = name
      self.signature = signature
      self.arguments = arguments
      self.identity = identity
      self.result = result
      self.options = options
    }
  }
}
