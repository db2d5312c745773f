import WhimbrelModel

/// Gives the rows that hold null in a column a value, before the column refuses null.
struct Backfill {
  let expression: SQLText
  /// The primary key of the table, by which it is gone through; empty when it has none.
  let keys: [Name]

  /// In batches first, then, under a lock that keeps others from writing, what came in meanwhile.
  func statements(_ column: Catalog.Column, of table: Catalog.Table, _ names: Names) -> [Statement]
  {
    let id = table.id.with(.column, member: column.name)
    let relation = names.qualified(table.id)
    let name = column.name.quoted
    let update = "UPDATE \(relation) SET \(name) = \(expression)"
    if keys.isEmpty {
      let note = "changes its rows in one transaction: \(relation) has no primary key"
      return [
        Statement(
          "\(update) WHERE \(name) IS NULL", for: id, hazards: [.note(note)])
      ]
    }
    let schema = table.id.schema == names.home ? nil : table.id.schema
    let source = BatchSource(table: WrittenName(schema: schema, name: table.id.name), keys: keys)
    let batch = "\(source.keyValue) IN (SELECT \(source.keyList) FROM \(BatchSource.name))"
    return [
      Statement(
        "\(source.clause())\(update) WHERE \(batch) AND \(name) IS NULL", for: id,
        hazards: [.note("fills \(relation).\(name) where it is null")], mode: .inBatches(source)),
      Statement(
        "LOCK TABLE \(relation) IN SHARE ROW EXCLUSIVE MODE", for: id, lock: .shareRowExclusive,
        hazards: [.note("for the rows that came in meanwhile")]),
      Statement("\(update) WHERE \(name) IS NULL", for: id),
    ]
  }
}
