import WhimbrelPlanning
import WhimbrelTemplates

/// What files are written from: the project's own templates, else those that are built in.
struct ProjectTemplates {
  let folder: String
  let shown: String

  init(_ context: Context) {
    folder = context.project.path(context.configuration.templates)
    shown = context.project.shown(folder)
  }

  /// Throws `SourceDiagnostics` for a template with unknown or missing places.
  func revision() throws -> RevisionTemplate {
    try RevisionTemplate(try source("revision.sql", builtIn: Templates.revision))
  }

  func model() throws -> String {
    let source = try source("model.swift", builtIn: Templates.model)
    return source.text(source.bytes.indices)
  }

  private func source(_ name: String, builtIn: String) throws -> SourceText {
    let path = "\(folder)/\(name)"
    guard Files.exists(path) else { return SourceText(name: "built-in \(name)", text: builtIn) }
    return SourceText(
      name: "\(shown)/\(name)", bytes: try Files.read(path, shown: "\(shown)/\(name)"))
  }
}
