/// Replica identity and CLUSTER name an index of the table; who has partitions is partitioned.
enum TableOptionValidator: Validator {
  static func validate(_ model: Lowering, _ problems: inout Problems) {
    for table in model.tables {
      let lowered = table.lowered
      if case .index(let name) = lowered.replicaIdentity, !table.hasIndex(name) {
        problems.report(
          table.place,
          "the replica identity of \(table.swiftName) is no index of it: \(name.quoted)",
          help: "name a unique index or key of \(table.swiftName)")
      }
      if let name = lowered.clusteredOn, !table.hasIndex(name) {
        problems.report(
          table.place, "\(table.swiftName) is clustered on no index of it: \(name.quoted)",
          help: "name an index or key of \(table.swiftName)")
      }
      let isAboutPartitions = table.type.options.contains { option in
        if case .partitions = option.kind { true } else { false }
      }
      if isAboutPartitions, lowered.partitionKey == nil {
        problems.report(
          table.place, "\(table.swiftName) says who manages its partitions and is not partitioned",
          help: "add .partitioned(by: \"RANGE (…)\") to its options, or remove .partitions")
      }
    }
  }
}

extension DeclaredTable {
  fileprivate func hasIndex(_ name: Name) -> Bool {
    indexes.contains { $0.lowered.name == name }
      || constraints.contains { $0.subject.kind.isRelation && $0.lowered.name == name }
  }
}
