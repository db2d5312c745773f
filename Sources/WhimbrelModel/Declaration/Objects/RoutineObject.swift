/// What functions and procedures have alike.
public protocol RoutineObject: SchemaObject {
  /// How it runs.
  var code: RoutineCode { get set }
}

/// A routine's body and how it runs.
public struct RoutineCode: Sendable {
  package var arguments: [Argument]
  package var language: String
  package var body: SQL
  package var isStandard = false
  package var isSecurityDefiner = false
  package var settings: [String] = []
  package var volatility = Function.Volatility.volatile
  package var parallel = Function.Parallel.unsafe
  package var isStrict = false
  package var isLeakproof = false
  package var cost: SQLText?
  package var rows: SQLText?

  package init(_ arguments: [Argument], language: String, body: SQL) {
    self.arguments = arguments
    self.language = language
    self.body = body
  }
}

extension RoutineObject {
  /// The body is `RETURN …` or `BEGIN ATOMIC … END` and is parsed when it is made: PostgreSQL then
  /// knows what it needs.
  public func standardBody() -> Self { with { $0.code.isStandard = true } }

  /// Runs with the rights of its owner.
  public func securityDefiner() -> Self { with { $0.code.isSecurityDefiner = true } }

  /// A setting while it runs: `.setting("search_path", "public, pg_temp")`.
  public func setting(_ name: String, _ value: String) -> Self {
    with { $0.code.settings.append("\(name)=\(value)") }
  }
}

extension Lowering {
  mutating func routine(_ object: some RoutineObject, result: SQLText?) -> Catalog.Routine {
    let place = object.details.place
    let inputs = object.code.arguments.filter { $0.mode != .out }
    let signature = inputs.map { typeName($0.type, place).printed.text }
    let list = object.code.arguments.map { sql(of: $0, place) }.joined(separator: ", ")
    let text = SQLText(self.text(of: object.code.body, place))
    let arguments = SQLText(list)
    var routine = Catalog.Routine(
      schema: name(ofSchema: object.details.schema), name: Name(object.details.name),
      signature: SQLText(signature.joined(separator: ", ")),
      arguments: Expression(arguments, authored: arguments), result: result,
      language: Name(object.code.language),
      body: object.code.isStandard ? .sql(Expression(text, authored: text)) : .source(text))
    routine.isSecurityDefiner = object.code.isSecurityDefiner
    routine.settings = OptionList(object.code.settings.map { SQLText($0) })
    routine.volatility = .init(rawValue: object.code.volatility.rawValue) ?? .volatile
    routine.parallel = .init(rawValue: object.code.parallel.rawValue) ?? .unsafe
    routine.isStrict = object.code.isStrict
    routine.isLeakproof = object.code.isLeakproof
    routine.cost = object.code.cost
    routine.rows = object.code.rows
    return routine
  }

  mutating func sql(of result: Function.Result, _ place: SourcePlace) -> SQLText? {
    switch result.kind {
    case .type(let type): SQLText(typeName(type, place).sql)
    case .set(let type): SQLText("SETOF \(typeName(type, place).sql)")
    case .table(let columns):
      SQLText("TABLE(\(columns.map { sql(of: $0, place) }.joined(separator: ", ")))")
    case .arguments: nil
    }
  }

  private mutating func sql(of argument: Argument, _ place: SourcePlace) -> String {
    let name = argument.name.isEmpty ? "" : Name(argument.name).quoted + " "
    let value = argument.value.map { " DEFAULT \(text(of: $0.expression, place))" }
    return "\(argument.mode.rawValue)\(name)\(typeName(argument.type, place).sql)\(value ?? "")"
  }
}
