import WhimbrelModel

/// Text search parsers.
enum TextSearchParsersPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT oid, prsname, prsnamespace, prsstart, prstoken, prsend, prslextype, prsheadline
    FROM pg_catalog.pg_ts_parser
    WHERE oid >= '16384' AND prsnamespace IN \(request.namespaces)
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let oid = try row.oid()
      let name = try row.name()
      let catalog = SystemCatalog.textSearchParser
      guard let schema = assembly.schema(of: try row.oid(), catalog, oid) else { return }
      let start = try row.text()
      let token = try row.text()
      let end = try row.text()
      var parser = Catalog.TextSearchParser(
        schema: schema, name: name, start: start, token: token, end: end, types: try row.text())
      parser.headline = row.functionIfAny()
      assembly.add(.textSearchParser(parser), catalog, oid)
    }
  }
}

/// Text search templates.
enum TextSearchTemplatesPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT oid, tmplname, tmplnamespace, tmpllexize, tmplinit
    FROM pg_catalog.pg_ts_template
    WHERE oid >= '16384' AND tmplnamespace IN \(request.namespaces)
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let oid = try row.oid()
      let name = try row.name()
      let catalog = SystemCatalog.textSearchTemplate
      guard let schema = assembly.schema(of: try row.oid(), catalog, oid) else { return }
      var template = Catalog.TextSearchTemplate(
        schema: schema, name: name, lexize: try row.text())
      template.initialize = row.functionIfAny()
      assembly.add(.textSearchTemplate(template), catalog, oid)
    }
  }
}

/// Text search dictionaries.
enum TextSearchDictionariesPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT d.oid, d.dictname, d.dictnamespace, d.dictowner,
      CASE WHEN pg_catalog.pg_ts_template_is_visible(t.oid)
        THEN pg_catalog.quote_ident(t.tmplname)
        ELSE pg_catalog.format('%I.%I', n.nspname, t.tmplname) END,
      d.dictinitoption
    FROM pg_catalog.pg_ts_dict d
    JOIN pg_catalog.pg_ts_template t ON t.oid = d.dicttemplate
    JOIN pg_catalog.pg_namespace n ON n.oid = t.tmplnamespace
    WHERE d.oid >= '16384' AND d.dictnamespace IN \(request.namespaces)
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let oid = try row.oid()
      let name = try row.name()
      let catalog = SystemCatalog.textSearchDictionary
      guard let schema = assembly.schema(of: try row.oid(), catalog, oid) else { return }
      let owner = try row.oid()
      var dictionary = Catalog.TextSearchDictionary(
        schema: schema, name: name, template: try row.text())
      dictionary.options = row.textIfAny()
      assembly.add(.textSearchDictionary(dictionary), catalog, oid, owner: owner)
    }
  }
}

/// Text search configurations: a row for each dictionary of each token, or one without a token.
enum TextSearchConfigurationsPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT c.oid, c.cfgname, c.cfgnamespace, c.cfgowner,
      CASE WHEN pg_catalog.pg_ts_parser_is_visible(p.oid) THEN pg_catalog.quote_ident(p.prsname)
        ELSE pg_catalog.format('%I.%I', n.nspname, p.prsname) END,
      m.alias, m.dictionary
    FROM pg_catalog.pg_ts_config c
    JOIN pg_catalog.pg_ts_parser p ON p.oid = c.cfgparser
    JOIN pg_catalog.pg_namespace n ON n.oid = p.prsnamespace
    LEFT JOIN LATERAL (
      SELECT t.alias, m.mapdict::pg_catalog.regdictionary AS dictionary, m.mapseqno
      FROM pg_catalog.pg_ts_config_map m
      JOIN pg_catalog.ts_token_type(c.cfgparser) t ON t.tokid = m.maptokentype
      WHERE m.mapcfg = c.oid) m ON true
    WHERE c.oid >= '16384' AND c.cfgnamespace IN \(request.namespaces)
    ORDER BY c.oid, m.alias COLLATE "C", m.mapseqno
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    let catalog = SystemCatalog.textSearchConfiguration
    var found: [OID: Catalog.TextSearchConfiguration] = [:]
    try rows.forEach { row in
      let oid = try row.oid()
      let name = try row.name()
      guard let schema = assembly.schema(of: try row.oid(), catalog, oid) else { return }
      let owner = try row.oid()
      let parser = try row.text()
      if found[oid] == nil {
        let configuration = Catalog.TextSearchConfiguration(
          schema: schema, name: name, parser: parser)
        found[oid] = configuration
        assembly.register(configuration.id, catalog, oid, owner: owner)
      }
      guard let token = row.nameIfAny() else { return }
      let dictionary = try row.text()
      if let last = found[oid]?.mappings.indices.last, found[oid]?.mappings[last].token == token {
        found[oid]?.mappings[last].dictionaries.append(dictionary)
      } else {
        found[oid]?.mappings.append(.init(token: token, dictionaries: [dictionary]))
      }
    }
    for configuration in found.values {
      assembly.catalog.insert(.textSearchConfiguration(configuration))
    }
  }
}
