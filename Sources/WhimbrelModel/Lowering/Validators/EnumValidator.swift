/// Enum types without labels, with one label twice, or with one that PostgreSQL refuses.
enum EnumValidator: Validator {
  static func validate(_ model: Lowering, _ problems: inout Problems) {
    for (id, type) in model.enums {
      let name = type.lowered.name.quoted
      if type.lowered.labels.isEmpty {
        problems.report(
          type.place, "enum type \(name) has no labels", help: "give the Swift enum a case")
      }
      var seen: Set<SQLText> = []
      for label in type.lowered.labels {
        if !seen.insert(label).inserted {
          problems.report(
            type.place, "enum type \(name) has label \(label.literal) twice",
            help: "give each case a raw value of its own")
        }
        if label.text.utf8.count > Name.maximumLength {
          problems.report(
            type.place,
            "label \(label.literal) of enum type \(name) has \(label.text.utf8.count) bytes",
            help: "give it one of at most \(Name.maximumLength) bytes")
        }
        if label.text.utf8.contains(0) {
          problems.report(
            type.place, "a label of enum type \(name) holds a zero byte",
            help: "give it a raw value without one")
        }
      }
      let hints = model.hints.labels[id] ?? [:]
      // In a chain (a becomes b, b becomes c) the former label is one that another one becomes.
      for former in hints.keys.sorted()
      where seen.contains(former) && !hints.values.contains(former) {
        problems.report(
          type.place,
          "label \(former.literal) of enum type \(name) is said to become another, and still there",
          help: "remove the case, or take it out of renaming: or replacing:")
      }
      for label in Set(hints.values).sorted() where !seen.contains(label) {
        problems.report(
          type.place,
          "enum type \(name) has no label \(label.literal), which former rows are said to hold",
          help: "name one of its labels in replacing:")
      }
    }
  }
}
