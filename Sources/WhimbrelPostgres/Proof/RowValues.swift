import WhimbrelModel

extension RowShapes {
  /// A value of a type as an SQL expression; another one for another `turn`. nil where nothing is known
  /// of the type.
  func value(of type: Int, turn: Int, depth: Int = 0) -> String? {
    guard let shape = types[type], depth < 8 else { return nil }
    func one(_ type: Int) -> String? { value(of: type, turn: turn, depth: depth + 1) }
    switch shape.kind {
    case UInt8(ascii: "e"):
      guard !shape.labels.isEmpty else { return nil }
      return SQLText(shape.labels[turn % shape.labels.count]).literal + "::\(shape.sql)"
    case UInt8(ascii: "d"): return one(shape.base).map { "\($0)::\(shape.sql)" }
    case UInt8(ascii: "r"):
      return one(shape.subtype).map { "\(shape.sql)(\($0), \($0), '[]')" }
    case UInt8(ascii: "m"): return "'{}'::\(shape.sql)"
    case UInt8(ascii: "c"):
      let fields = shape.fields.map { one($0) ?? "NULL" }
      return "ROW(\(fields.joined(separator: ", ")))::\(shape.sql)"
    default:
      if shape.category == UInt8(ascii: "A"), shape.element != 0 {
        return one(shape.element).map { "ARRAY[\($0)]::\(shape.sql)" } ?? "'{}'::\(shape.sql)"
      }
      guard let texts = Self.texts(of: shape) else { return nil }
      return "'\(texts[turn % texts.count])'"
    }
  }

  /// Texts that the type takes, the likeliest first.
  private static func texts(of shape: TypeShape) -> [String]? {
    if let texts = known[shape.name] { return texts }
    return shape.category == UInt8(ascii: "S") ? known["text"] : nil
  }

  private static let known: [String: [String]] = {
    var known: [String: [String]] = [
      "text": ["a", "Abcdefgh", "a@example.com", "0", "", "https://example.com/a"],
      "bool": ["true", "false"], "char": ["a"], "bpchar": ["a", "A", "0"],
      "date": ["2000-01-01", "2030-01-01"], "time": ["12:00"], "timetz": ["12:00+00"],
      "timestamp": ["2000-01-01", "2030-01-01"], "timestamptz": ["2000-01-01", "2030-01-01"],
      "interval": ["1 day", "1 second"], "uuid": ["00000000-0000-4000-8000-000000000001"],
      "json": ["{}", "[]", "1"], "jsonb": ["{}", "[]", "1"], "jsonpath": ["$"],
      "xml": ["<a/>"], "bytea": ["\\x01"], "bit": ["1", "101", "10101010"], "varbit": ["1"],
      "inet": ["127.0.0.1"], "cidr": ["10.0.0.0/8"], "macaddr": ["08:00:2b:01:02:03"],
      "macaddr8": ["08:00:2b:01:02:03:04:05"], "point": ["(0,0)"], "line": ["{1,1,0}"],
      "lseg": ["[(0,0),(1,1)]"], "box": ["(1,1),(0,0)"], "path": ["[(0,0),(1,1)]"],
      "polygon": ["((0,0),(1,1),(1,0))"], "circle": ["<(0,0),1>"], "tsvector": ["a"],
      "tsquery": ["a"], "pg_lsn": ["0/1"], "tid": ["(0,1)"], "int2vector": ["1"],
      "oidvector": ["1"], "refcursor": ["a"], "pg_snapshot": ["1:1:"], "txid_snapshot": ["1:1:"],
      "hstore": ["a=>1"], "ltree": ["a"], "lquery": ["a"], "cube": ["(1)"], "seg": ["1"],
      "vector": ["[1]", "[1,2,3]"], "geometry": ["POINT(0 0)"], "geography": ["POINT(0 0)"],
    ]
    for name in ["int2", "int4", "int8", "float4", "float8", "numeric", "money"] {
      known[name] = ["1", "0", "5", "100", "-1", "0.5"].map {
        name.hasPrefix("int") && $0 == "0.5" ? "2" : $0
      }
    }
    for name in ["oid", "xid", "xid8", "cid"] { known[name] = ["1", "0"] }
    for name in [
      "class", "type", "proc", "procedure", "oper", "operator", "namespace", "role",
      "collation", "config", "dictionary",
    ] { known["reg\(name)"] = ["0"] }
    return known
  }()
}
