import WhimbrelModel

extension Catalog.Extension: Planned {
  /// IF NOT EXISTS: another owner may have installed it; the runner remembers which it was.
  package func create(_ names: Names) -> [Statement] {
    let place = schema.isEmpty || schema == names.home ? nil : "WITH SCHEMA \(schema.quoted)"
    let version = version.map { "VERSION \($0.literal)" }
    return [
      Statement(
        clauses("CREATE EXTENSION IF NOT EXISTS", name.quoted, place, version), for: id)
    ]
  }

  package func drop(_ names: Names) -> [Statement] {
    [Statement("DROP EXTENSION \(name.quoted)", for: id)]
  }

  package func alter(to new: Self, _ names: Names) -> Alteration {
    var statements: [Statement] = []
    if schema != new.schema && !new.schema.isEmpty {
      statements.append(
        Statement("ALTER EXTENSION \(name.quoted) SET SCHEMA \(new.schema.quoted)", for: id))
    }
    if let version = new.version, version != self.version {
      statements.append(
        Statement("ALTER EXTENSION \(name.quoted) UPDATE TO \(version.literal)", for: id))
    }
    return .inPlace(statements)
  }
}
