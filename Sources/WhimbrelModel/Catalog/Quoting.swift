extension Name {
  /// The longest name PostgreSQL keeps, in bytes (manual: Lexical Structure, Identifiers).
  package static let maximumLength = 63

  /// The name as SQL: in double quotes only where PostgreSQL needs them.
  package var quoted: String {
    if isPlain && !Name.keywords.contains(text) { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted.unicodeScalars.append("\"") }
      quoted.unicodeScalars.append(scalar)
    }
    quoted.append("\"")
    return quoted
  }

  /// Whether it is made of lower-case ASCII letters, digits and underscores, and begins with no digit.
  private var isPlain: Bool {
    guard let first = text.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
    else { return false }
    return text.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
    }
  }

  /// Every keyword of PostgreSQL 14 to 18 that is not free to use as any name (`pg_get_keywords()`,
  /// categories R, T and C), so that a file reads the same whichever server it was written for.
  package static let keywords: Set<String> = Set(
    """
    all analyse analyze and any array as asc asymmetric authorization between bigint binary bit
    boolean both case cast char character check coalesce collate collation column concurrently
    constraint create cross current_catalog current_date current_role current_schema current_time
    current_timestamp current_user dec decimal default deferrable desc distinct do else end except
    exists extract false fetch float for foreign freeze from full grant greatest group grouping
    having ilike in initially inner inout int integer intersect interval into is isnull join json
    json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar
    json_serialize json_table json_value lateral leading least left like limit localtime
    localtimestamp merge_action national natural nchar none normalize not notnull null nullif
    numeric offset on only or order out outer overlaps overlay placing position precision primary
    real references returning right row select session_user setof similar smallint some substring
    symmetric system_user table tablesample then time timestamp to trailing treat trim true union
    unique user using values varchar variadic verbose when where window with xmlattributes
    xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize
    xmltable
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))
}

extension ByteText {
  /// The text as a string constant: `'it''s'`, and `E'…'` when it holds a backslash, so that it reads
  /// the same whatever `standard_conforming_strings` is (manual: String Constants).
  package var literal: String {
    var literal = "'"
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if scalar == "'" || scalar == "\\" { literal.unicodeScalars.append(scalar) }
      if scalar == "\\" { isEscaped = true }
      literal.unicodeScalars.append(scalar)
    }
    literal.append("'")
    return isEscaped ? "E" + literal : literal
  }
}
