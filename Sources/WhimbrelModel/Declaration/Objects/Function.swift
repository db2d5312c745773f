/// An argument of a function or procedure: `Argument("day", .date).default(.today)`.
public struct Argument: Sendable {
  /// Which way a value goes.
  public enum Mode: String, Sendable {
    case `in` = ""
    case out = "OUT "
    case `inout` = "INOUT "
    case variadic = "VARIADIC "
  }
  package var name: String
  package var type: SQLType
  package var mode: Mode
  package var value: DefaultValue?

  public init(_ name: String, _ type: SQLType, _ mode: Mode = .in) {
    self.name = name
    self.type = type
    self.mode = mode
  }

  /// An argument without a name: `$1`.
  public init(_ type: SQLType, _ mode: Mode = .in) { self.init("", type, mode) }

  /// The value when a call gives none.
  public func `default`(_ value: DefaultValue) -> Argument {
    var copy = self
    copy.value = value
    return copy
  }
}

/// A function: `Function("half", Argument("n", .integer), returns: .integer, body: "SELECT n / 2")`
/// (manual: CREATE FUNCTION).
public struct Function: RenamableObject, LoweredObject, RoutineObject {
  /// What a call gives.
  public struct Result: Sendable {
    package enum Kind: Sendable {
      case type(SQLType)
      case set(SQLType)
      case table([Argument])
      case arguments
    }
    package let kind: Kind

    /// `.type(.integer)`
    public static func type(_ type: SQLType) -> Result { Result(kind: .type(type)) }
    /// Any number of values: `.set(of: .named("plants"))`.
    public static func set(of type: SQLType) -> Result { Result(kind: .set(type)) }
    /// Rows: `.table(Argument("id", .uuid), Argument("name", .text))`.
    public static func table(_ columns: Argument...) -> Result { Result(kind: .table(columns)) }
    /// For a trigger.
    public static let trigger = Result.type(.named("trigger"))
    /// For an event trigger.
    public static let eventTrigger = Result.type(.named("event_trigger"))
    /// Nothing.
    public static let void = Result.type(.named("void"))
    /// What its OUT arguments say.
    public static let arguments = Result(kind: .arguments)
  }

  public var details: ObjectDetails
  package var result: Result
  public var code: RoutineCode
  package var isWindow = false

  /// - Parameter language: `sql`, `plpgsql` or another one that is installed.
  public init(
    _ name: String, _ arguments: Argument..., returns result: Result, language: String = "sql",
    schema: String = "", body: SQL, file: String = #filePath, line: Int = #line,
    column: Int = #column
  ) {
    details = ObjectDetails(
      name, schema: schema, SourcePlace(file: file, line: line, column: column))
    self.result = result
    code = RoutineCode(arguments, language: language, body: body)
  }

  /// What PostgreSQL may take for granted about its results.
  public enum Volatility: String, Sendable { case volatile, stable, immutable }
  /// Whether it may run in a parallel worker.
  public enum Parallel: String, Sendable { case unsafe, restricted, safe }

  /// VOLATILE is what a function is when nothing is said.
  public func volatility(_ volatility: Volatility) -> Function {
    with { $0.code.volatility = volatility }
  }
  public func parallel(_ parallel: Parallel) -> Function { with { $0.code.parallel = parallel } }
  /// NULL for a NULL among the arguments, without a call.
  public func strict() -> Function { with { $0.code.isStrict = true } }
  public func leakproof() -> Function { with { $0.code.isLeakproof = true } }
  /// A call's estimated cost, in units of `cpu_operator_cost`.
  public func cost(_ cost: Int) -> Function { with { $0.code.cost = "\(cost)" } }
  /// The number of rows that a set is expected to have.
  public func rows(_ rows: Int) -> Function { with { $0.code.rows = "\(rows)" } }

  func lower(into model: inout Lowering) {
    var lowered = model.routine(self, result: model.sql(of: result, details.place))
    if isWindow { lowered.kind = .window }
    model.add(.routine(lowered), details)
  }
}

/// A procedure: `Procedure("tidy", Argument("days", .integer), body: "DELETE FROM …")`
/// (manual: CREATE PROCEDURE).
public struct Procedure: RenamableObject, LoweredObject, RoutineObject {
  public var details: ObjectDetails
  public var code: RoutineCode

  public init(
    _ name: String, _ arguments: Argument..., language: String = "sql", schema: String = "",
    body: SQL, file: String = #filePath, line: Int = #line, column: Int = #column
  ) {
    details = ObjectDetails(
      name, schema: schema, SourcePlace(file: file, line: line, column: column))
    code = RoutineCode(arguments, language: language, body: body)
  }

  func lower(into model: inout Lowering) {
    var lowered = model.routine(self, result: nil)
    lowered.kind = .procedure
    model.add(.routine(lowered), details)
  }
}
