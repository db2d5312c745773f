import WhimbrelModel

/// A routine's arguments, read from what `pg_get_function_arguments` prints.
struct ArgumentList {
  struct Argument: Hashable {
    var mode: String
    var name: Name
    /// Without the default.
    var text: SQLText
    var hasDefault: Bool
  }

  let inputs: [Argument]
  let outputs: [Argument]

  /// `types`: the input types alone, which tell where a name ends.
  init(_ list: SQLText, types: SQLText) {
    var types = TopLevel.split(types.text, at: ",").map(\.trimmed)[...]
    var inputs: [Argument] = []
    var outputs: [Argument] = []
    for piece in TopLevel.split(list.text, at: ",").map(\.trimmed) where !piece.isEmpty {
      var text = piece
      let start = TopLevel.offset(of: " DEFAULT ", in: piece)
      if let start { text = String(piece.utf8.prefix(start)) ?? piece }
      var mode = "IN"
      for word in ["INOUT", "OUT", "VARIADIC", "IN"] where text.hasPrefix(word + " ") {
        mode = word
        text = String(text.dropFirst(word.count + 1))
        break
      }
      let isInput = mode != "OUT"
      let type = isInput ? types.popFirst() : nil
      let argument = Argument(
        mode: mode, name: Self.name(in: text, before: type), text: SQLText(text),
        hasDefault: start != nil)
      if isInput { inputs.append(argument) }
      if mode == "OUT" || mode == "INOUT" { outputs.append(argument) }
    }
    self.inputs = inputs
    self.outputs = outputs
  }

  private static func name(in text: String, before type: String?) -> Name {
    guard let type, text.utf8.count > type.utf8.count, text.hasSuffix(type) else { return "" }
    return Name(String(text.dropLast(type.count)).trimmed)
  }

  /// Whether CREATE OR REPLACE takes the new list: a name may be given, never changed or taken away;
  /// a default likewise.
  func canBecome(_ new: ArgumentList) -> Bool {
    guard inputs.count == new.inputs.count, outputs == new.outputs else { return false }
    return zip(inputs, new.inputs).allSatisfy { old, new in
      old.mode == new.mode && (old.name.isEmpty || old.name == new.name)
        && (!old.hasDefault || new.hasDefault)
    }
  }
}
