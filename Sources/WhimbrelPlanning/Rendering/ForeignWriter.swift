import WhimbrelModel

extension Catalog.ForeignDataWrapper: Planned {
  package func create(_ names: Names) -> [Statement] {
    [
      Statement(
        clauses(
          "CREATE FOREIGN DATA WRAPPER", name.quoted, handler.map { "HANDLER \($0)" },
          validator.map { "VALIDATOR \($0)" }, ForeignOptions.clause(options)), for: id)
    ]
  }

  package func drop(_ names: Names) -> [Statement] {
    [Statement("DROP FOREIGN DATA WRAPPER \(name.quoted)", for: id)]
  }

  package func alter(to new: Self, _ names: Names) -> Alteration {
    .inPlace([
      Statement(
        clauses(
          "ALTER FOREIGN DATA WRAPPER", name.quoted,
          handler == new.handler ? nil : new.handler.map { "HANDLER \($0)" } ?? "NO HANDLER",
          validator == new.validator
            ? nil : new.validator.map { "VALIDATOR \($0)" } ?? "NO VALIDATOR",
          ForeignOptions.change(from: options, to: new.options)), for: id)
    ])
  }
}

extension Catalog.ForeignServer: Planned {
  package func create(_ names: Names) -> [Statement] {
    [
      Statement(
        clauses(
          "CREATE SERVER", name.quoted, type.map { "TYPE \($0.literal)" },
          version.map { "VERSION \($0.literal)" }, "FOREIGN DATA WRAPPER", wrapper.quoted,
          ForeignOptions.clause(options)), for: id)
    ]
  }

  package func drop(_ names: Names) -> [Statement] {
    [Statement("DROP SERVER \(name.quoted)", for: id)]
  }

  package func alter(to new: Self, _ names: Names) -> Alteration {
    guard wrapper == new.wrapper, type == new.type else { return .rebuild }
    return .inPlace([
      Statement(
        clauses(
          "ALTER SERVER", name.quoted,
          version == new.version ? nil : "VERSION \(new.version?.literal ?? "NULL")",
          ForeignOptions.change(from: options, to: new.options)), for: id)
    ])
  }
}

extension Catalog.UserMapping: Planned {
  private var path: String {
    "USER MAPPING FOR \(role == "public" ? "PUBLIC" : role.quoted) SERVER \(server.quoted)"
  }

  package func create(_ names: Names) -> [Statement] {
    [Statement(clauses("CREATE", path, ForeignOptions.clause(options)), for: id)]
  }

  package func drop(_ names: Names) -> [Statement] { [Statement("DROP \(path)", for: id)] }

  package func alter(to new: Self, _ names: Names) -> Alteration {
    guard let change = ForeignOptions.change(from: options, to: new.options) else {
      return .inPlace([])
    }
    return .inPlace([Statement("ALTER \(path) \(change)", for: id)])
  }
}
