/// The other built-in types (manual: Data Types), by chapter.
extension SQLType {
  public static let uuid = SQLType("uuid")
  public static let json = SQLType("json")
  public static let jsonb = SQLType("jsonb")
  public static let jsonpath = SQLType("jsonpath")
  public static let xml = SQLType("xml")

  // Network Address Types
  public static let inet = SQLType("inet")
  public static let cidr = SQLType("cidr")
  public static let macaddr = SQLType("macaddr")
  public static let macaddr8 = SQLType("macaddr8")

  // Geometric Types
  public static let point = SQLType("point")
  public static let line = SQLType("line")
  public static let lseg = SQLType("lseg")
  public static let box = SQLType("box")
  public static let path = SQLType("path")
  public static let polygon = SQLType("polygon")
  public static let circle = SQLType("circle")

  // Text Search Types
  public static let tsvector = SQLType("tsvector")
  public static let tsquery = SQLType("tsquery")

  // Range Types
  public static let int4range = SQLType("int4range")
  public static let int8range = SQLType("int8range")
  public static let numrange = SQLType("numrange")
  public static let tsrange = SQLType("tsrange")
  public static let tstzrange = SQLType("tstzrange")
  public static let daterange = SQLType("daterange")
  public static let int4multirange = SQLType("int4multirange")
  public static let int8multirange = SQLType("int8multirange")
  public static let nummultirange = SQLType("nummultirange")
  public static let tsmultirange = SQLType("tsmultirange")
  public static let tstzmultirange = SQLType("tstzmultirange")
  public static let datemultirange = SQLType("datemultirange")

  // Object Identifier Types, and what PostgreSQL counts with
  public static let oid = SQLType("oid")
  public static let regclass = SQLType("regclass")
  public static let regcollation = SQLType("regcollation")
  public static let regconfig = SQLType("regconfig")
  public static let regdictionary = SQLType("regdictionary")
  public static let regnamespace = SQLType("regnamespace")
  public static let regoper = SQLType("regoper")
  public static let regoperator = SQLType("regoperator")
  public static let regproc = SQLType("regproc")
  public static let regprocedure = SQLType("regprocedure")
  public static let regrole = SQLType("regrole")
  public static let regtype = SQLType("regtype")
  public static let pgLSN = SQLType("pg_lsn")
  public static let pgSnapshot = SQLType("pg_snapshot")
  public static let xid = SQLType("xid")
  public static let xid8 = SQLType("xid8")
  public static let cid = SQLType("cid")
  public static let tid = SQLType("tid")
}
