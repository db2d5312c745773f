import WhimbrelModel

extension Catalog.Aggregate: Planned {
  package func create(_ names: Names) -> [Statement] { [statement("CREATE", names)] }

  private func statement(_ verb: String, _ names: Names) -> Statement {
    Statement(
      "\(verb) AGGREGATE \(names.qualified(id))(\(arguments)) \(block(options.map(\.text)))",
      for: id)
  }

  package func drop(_ names: Names) -> [Statement] {
    [Statement("DROP AGGREGATE \(names.qualified(id))(\(identity))", for: id)]
  }

  /// CREATE OR REPLACE changes neither arguments nor result, nor an ordinary aggregate into another kind.
  package func alter(to new: Self, _ names: Names) -> Alteration {
    guard arguments == new.arguments, result == new.result,
      options.contains("HYPOTHETICAL") == new.options.contains("HYPOTHETICAL")
    else { return .rebuild }
    return .inPlace([new.statement("CREATE OR REPLACE", names)])
  }
}
