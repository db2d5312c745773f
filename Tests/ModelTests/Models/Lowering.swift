import WhimbrelModel

/// Lowers a few tables, named as PostgreSQL would.
func lower(_ tables: any Table.Type..., naming: NamingConvention = .postgres) throws
  -> DeclaredSchema
{
  try Schema(naming: naming, tables).lowered()
}

/// The mistakes of a schema as `line: message | help`, lines counted from one of the test's.
func mistakes(_ schema: Schema, from line: Int) -> [String] {
  do throws(DeclarationErrors) {
    _ = try schema.lowered()
    return []
  } catch {
    return error.errors.map { error in
      let place = error.place.map { "\($0.line - line)" } ?? "-"
      return "\(place): \(error.message) | \(error.help)"
    }
  }
}

func mistakes(_ tables: any Table.Type..., from line: Int) -> [String] {
  mistakes(Schema(tables), from: line)
}
