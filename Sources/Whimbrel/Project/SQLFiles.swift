import WhimbrelPlanning

/// SQL that says what a database should be: a file, or a folder of files in order of their names.
enum SQLFiles {
  /// Throws `Failure` when there is nothing to read.
  static func read(_ path: String, shown: String) throws -> [SourceText] {
    guard Files.exists(path) else {
      throw Failure("there is no file \(shown)", help: "name an SQL file, or a folder of them")
    }
    guard Files.isFolder(path) else {
      return [SourceText(name: shown, bytes: try Files.read(path, shown: shown))]
    }
    let names = try Files.names(in: path, shown: shown).filter { $0.hasSuffix(".sql") }
    guard !names.isEmpty else {
      throw Failure("there is no .sql file in \(shown)", help: "put the schema's SQL there")
    }
    return try names.map { name in
      let file = "\(shown)/\(name)"
      return SourceText(name: file, bytes: try Files.read("\(path)/\(name)", shown: file))
    }
  }
}
