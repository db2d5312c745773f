import WhimbrelModel

extension Catalog.Schema: Planned {
  package func create(_ names: Names) -> [Statement] {
    [Statement("CREATE SCHEMA \(name.quoted)", for: id)]
  }

  package func drop(_ names: Names) -> [Statement] {
    [Statement("DROP SCHEMA \(name.quoted)", for: id)]
  }

  package func alter(to new: Self, _ names: Names) -> Alteration { .inPlace([]) }
}
