/// The files that Whimbrel writes from, embedded in the binary.
public enum Templates {
  /// The text of `revision.sql`, the shape of every revision file.
  public static var revision: String {
    String(decoding: PackageResources.revision_sql, as: UTF8.self)
  }

  /// The text of a project's `Makefile`, in which `{{executable}}` stands for its executable.
  public static var makefile: String { String(decoding: PackageResources.Makefile, as: UTF8.self) }

  /// A table's file, in which `{{type}}` stands for the struct's name. (A name that ends in
  /// `.swift` would be compiled.)
  public static var model: String {
    String(decoding: PackageResources.model_swift_txt, as: UTF8.self)
  }

  /// A program's file with its schema; `{{executable}}` stands for its name.
  public static var schema: String {
    String(decoding: PackageResources.schema_swift_txt, as: UTF8.self)
  }

  /// A git hook: `{{executable}}` stands for the executable, `{{folder}}` for the package's folder in
  /// the repository.
  public static var preCommit: String {
    String(decoding: PackageResources.pre_commit, as: UTF8.self)
  }

  /// A CI workflow, in which `{{executable}}` stands for the executable.
  public static var workflow: String {
    String(decoding: PackageResources.workflow_yml, as: UTF8.self)
  }
}
