import WhimbrelModel

extension Catalog.EnumType: Planned {
  package func create(_ names: Names) -> [Statement] {
    let labels = self.labels.map(\.literal)
    let line = labels.joined(separator: ", ")
    let list = line.utf8.count <= 60 ? "(\(line))" : block(labels)
    return [Statement("CREATE TYPE \(names.qualified(id)) AS ENUM \(list)", for: id)]
  }

  package func drop(_ names: Names) -> [Statement] {
    [Statement("DROP TYPE \(names.qualified(id))", for: id)]
  }

  /// New labels only, in any place: each is put after the label before it, left to right, so that its
  /// anchor exists. Anything else is a swap of the type, which the planner does.
  package func alter(to new: Self, _ names: Names) -> Alteration {
    let added = Set(new.labels).subtracting(labels)
    guard new.labels.filter({ !added.contains($0) }) == labels else { return .rebuild }
    var statements: [Statement] = []
    for (position, label) in new.labels.enumerated() where added.contains(label) {
      let anchor: String
      if position > 0 {
        let isLast = position == new.labels.count - 1
        anchor =
          isLast && labels.count + statements.count == position
          ? "" : " AFTER \(new.labels[position - 1].literal)"
      } else {
        anchor = labels.first.map { " BEFORE \($0.literal)" } ?? ""
      }
      statements.append(
        Statement(
          "ALTER TYPE \(names.qualified(id)) ADD VALUE \(label.literal)\(anchor)", for: id,
          mode: .commitsBeforeUse))
    }
    return .inPlace(statements)
  }
}
