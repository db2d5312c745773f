/// Rename hints of which not more than one can be true.
enum RenameValidator: Validator {
  static func validate(_ model: Lowering, _ problems: inout Problems) {
    let places = model.places
    var first: [ObjectID: ObjectID] = [:]
    for (new, former) in model.declaredRenames.sorted(by: { $0.key < $1.key }) {
      let place = places[new]
      if new == former {
        problems.report(
          place, "\(new) is renamed from itself", help: "remove the hint, or give the former name")
        continue
      }
      if places[former] != nil, model.declaredRenames[former] == nil {
        problems.report(
          place, "\(new) is renamed from \(former), which is still declared",
          help: "remove the hint, or the declaration of \(former)")
      }
      if let other = first[former] {
        problems.report(
          place, "\(new) and \(other) are both renamed from \(former)",
          help: "keep the hint on one of them")
      }
      first[former] = new
    }
  }
}
