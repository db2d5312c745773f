import WhimbrelModel
import WhimbrelPlanning

/// `new`: a model file from the project's template, added to the schema's list.
enum NewCommand: Command {
  static let name = "new"
  static let summary = "writes a model file, and adds it to the schema's list"
  static let details = """
    The file is made from templates/model.swift, in which {{type}} stands for the struct's name:
    put the columns there that every table of yours has, such as key, owner and timestamps.
    """
  static let table = Positional("TABLE", "the table's name: Plants, or garden_plants")
  static let positionals = [table]
  static let examples: [(words: String, does: String)] = [("Plants", "writes Models/Plants.swift")]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let type = try typeName(arguments[table] ?? "")
    guard let schema = try SchemaSource.find(context.project) else {
      throw Failure(
        "there is no MigrationCommand in Sources", help: "\(context.program) init makes one")
    }
    let models = context.settings.models
    let folder = models.isEmpty ? schema.modelFolder : context.project.path(models)
    let path = "\(folder)/\(type).swift"
    let shown = context.project.shown(path)
    if Files.exists(path) {
      throw Failure("\(shown) is there already", help: "choose another name, or edit that file")
    }
    let template = try ProjectTemplates(context).model()
    guard template.contains("{{type}}") else {
      throw Failure(
        "the template model.swift has no {{type}}",
        help: "write struct {{type}}: Table { … } in it")
    }
    try Files.makeFolder(folder, shown: context.project.shown(folder))
    let text = template.split(separator: "{{type}}", omittingEmptySubsequences: false)
      .joined(separator: type)
    try AtomicFile.create(path, shown: shown, Array(text.utf8))
    context.terminal.print(shown)
    if let bytes = schema.adding(type) {
      let file = context.project.shown(schema.path)
      try AtomicFile.replace(schema.path, shown: file, bytes)
      context.terminal.note("added \(type).self to \(file)")
    } else {
      context.terminal.warn(
        "no list was found in \(context.project.shown(schema.path)): add \(type).self to the Schema"
      )
    }
    return .done
  }

  /// `garden_plants` and `gardenPlants` become `GardenPlants`.
  static func typeName(_ text: String) throws(UsageError) -> String {
    let words = text.split { $0 == "_" || $0 == "-" || $0 == " " }
    let name = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    let isName =
      !name.isEmpty && name.first?.isLetter == true
      && name.allSatisfy { $0.isLetter || $0.isNumber }
    guard isName else {
      throw UsageError(
        "\"\(text)\" cannot be the name of a table's struct",
        help: "begin it with a letter, and use letters, digits and _")
    }
    return name
  }
}
