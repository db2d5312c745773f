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
      // No extension has scripts for the way back.
      if let current = self.version, version.isOlderVersion(than: current) {
        return .rebuild
      }
      statements.append(
        Statement("ALTER EXTENSION \(name.quoted) UPDATE TO \(version.literal)", for: id))
    }
    return .inPlace(statements)
  }
}

extension SQLText {
  /// Whether both are numbers with points between them, and this is the smaller one.
  fileprivate func isOlderVersion(than other: SQLText) -> Bool {
    func numbers(_ text: SQLText) -> [Int]? {
      var numbers: [Int] = []
      for part in text.text.utf8.split(separator: UInt8(ascii: ".")) {
        guard let number = Int(String(part) ?? "") else { return nil }
        numbers.append(number)
      }
      return numbers
    }
    guard let left = numbers(self), let right = numbers(other) else { return false }
    return left.lexicographicallyPrecedes(right)
  }
}
