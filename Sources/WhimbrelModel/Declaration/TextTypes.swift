/// Text and bytes (manual: Character Types, Binary Data Types, Bit String Types).
extension SQLType {
  public static let text = SQLType("text")
  public static let bytea = SQLType("bytea")
  /// PostgreSQL's own names, of at most 63 bytes.
  public static let name = SQLType("name")
  /// One byte, as PostgreSQL's own catalogs use it.
  public static let internalChar = SQLType("\"char\"")
  public static let varchar = SQLType("character varying", authored: "varchar")
  public static let char = SQLType("character(1)", base: "character", authored: "char")
  public static let bit = SQLType("bit(1)", base: "bit", authored: "bit")
  public static let varbit = SQLType("bit varying", authored: "varbit")

  /// At most so many characters.
  public static func varchar(_ length: Int) -> SQLType {
    sized("character varying", "varchar", length, maximum: 10_485_760)
  }

  /// Exactly so many characters, filled up with spaces.
  public static func char(_ length: Int) -> SQLType {
    sized("character", "char", length, maximum: 10_485_760)
  }

  /// Exactly so many bits.
  public static func bit(_ length: Int) -> SQLType {
    sized("bit", "bit", length, maximum: 83_886_080)
  }

  /// At most so many bits.
  public static func varbit(_ length: Int) -> SQLType {
    sized("bit varying", "varbit", length, maximum: 83_886_080)
  }

  private static func sized(_ base: String, _ short: String, _ length: Int, maximum: Int)
    -> SQLType
  {
    SQLType("\(base)(\(length))", base: base, authored: "\(short)(\(length))")
      .checked((1...maximum).contains(length), "\(short) has a length from 1 to \(maximum)")
  }
}
