import WhimbrelModel

extension Catalog.Cast: Planned {
  private var path: String { "CAST (\(source.printed) AS \(target.printed))" }

  package func create(_ names: Names) -> [Statement] {
    let how =
      switch method {
      case .function(let function): "WITH FUNCTION \(function)"
      case .text: "WITH INOUT"
      case .binary: "WITHOUT FUNCTION"
      }
    return [
      Statement(
        clauses(
          "CREATE \(path)", how,
          context == .explicit ? nil : "AS \(context.rawValue.uppercased())"), for: id)
    ]
  }

  package func drop(_ names: Names) -> [Statement] { [Statement("DROP \(path)", for: id)] }
  package func alter(to new: Self, _ names: Names) -> Alteration { .rebuild }
}

extension Catalog.Conversion: Planned {
  package func create(_ names: Names) -> [Statement] {
    [
      Statement(
        clauses(
          "CREATE", isDefault ? "DEFAULT" : nil, "CONVERSION", names.qualified(id), "FOR",
          source.literal, "TO", target.literal, "FROM", function.text), for: id)
    ]
  }

  package func drop(_ names: Names) -> [Statement] {
    [Statement("DROP CONVERSION \(names.qualified(id))", for: id)]
  }

  package func alter(to new: Self, _ names: Names) -> Alteration { .rebuild }
}

extension Catalog.Transform: Planned {
  private var path: String { "TRANSFORM FOR \(type.printed) LANGUAGE \(language.quoted)" }

  package func create(_ names: Names) -> [Statement] {
    let functions = [
      fromSQL.map { "FROM SQL WITH FUNCTION \($0)" }, toSQL.map { "TO SQL WITH FUNCTION \($0)" },
    ]
    return [
      Statement(
        "CREATE \(path) (\(functions.compactMap { $0 }.joined(separator: ", ")))", for: id)
    ]
  }

  package func drop(_ names: Names) -> [Statement] { [Statement("DROP \(path)", for: id)] }
  package func alter(to new: Self, _ names: Names) -> Alteration { .rebuild }
}
