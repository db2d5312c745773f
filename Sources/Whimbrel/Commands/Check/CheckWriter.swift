import WhimbrelModel

/// Prints what `check` found, for people and for machines.
struct CheckWriter {
  let context: Context
  let report: CheckReport

  func write() {
    switch context.terminal.format {
    case .human: human()
    case .json: context.terminal.print(json.text)
    case .github:
      for finding in report.findings { context.terminal.print(annotation(finding)) }
      for one in report.unmanaged.notes {
        let text = Self.escaped(one, property: false)
        context.terminal.print("::notice title=whimbrel%3A not managed::\(text)")
      }
    case .sarif: context.terminal.print(sarif.text)
    }
    for note in report.notes { context.terminal.note("note: \(note)") }
  }

  private func human() {
    let stream = context.terminal.output
    for question in report.asked {
      let found = report.findings.filter { $0.question == question }
      if found.isEmpty {
        context.terminal.print(stream.styled("ok    ", .green) + question.title)
        continue
      }
      context.terminal.print(stream.styled("not ok", .red) + " \(question.title)")
      for finding in found {
        let place = finding.place.map { "\(shown($0)): " } ?? ""
        context.terminal.print("  \(place)\(finding.message)")
        for mending in finding.mendings { print(mending) }
      }
      var helps: [String] = []
      for finding in found where !helps.contains(finding.help) { helps.append(finding.help) }
      for help in helps { context.terminal.print(stream.styled("help: ", .cyan) + help) }
    }
    for one in report.unmanaged.notes {
      context.terminal.print(stream.styled("note: ", .dim) + one)
    }
  }

  /// A few lines of it; `diff` prints all.
  private func print(_ mending: Mending) {
    let lines = mending.sql.flatMap { $0.split(separator: "\n") }
    context.terminal.print("    \(mending.title)")
    for line in lines.prefix(8) { context.terminal.print("      \(line)") }
    if lines.count > 8 { context.terminal.print("      … (\(lines.count - 8) lines more)") }
  }

  private func shown(_ place: SourcePlace) -> String {
    "\(context.project.shown(place.file)):\(place.line):\(place.column)"
  }

  /// `format` is the number of this shape: keys are added to it, never changed or taken away.
  private var json: JSON {
    [
      "format": 1, "ok": .bool(report.findings.isEmpty),
      "questions": .array(
        report.asked.map { question in
          let found = report.findings.filter { $0.question == question }
          return [
            "question": .string(question.rawValue), "ok": .bool(found.isEmpty),
            "findings": .array(found.map(json)),
          ]
        }),
      "notes": JSON(report.notes),
      "unmanaged": .array(report.unmanaged.map(\.json)),
    ]
  }

  private func json(_ finding: Finding) -> JSON {
    [
      "rule": .string(finding.rule), "message": .string(finding.message),
      "file": JSON(finding.place.map { path($0) }),
      "line": finding.place.map { .number($0.line) } ?? .null,
      "column": finding.place.map { .number($0.column) } ?? .null,
      "help": .string(finding.help),
      "sql": .object(finding.mendings.map { ($0.place, JSON($0.sql)) }),
    ]
  }

  /// As seen from the project's folder.
  private func path(_ place: SourcePlace) -> String {
    let prefix = context.project.root + "/"
    return place.file.hasPrefix(prefix) ? String(place.file.dropFirst(prefix.count)) : place.file
  }

  /// All that is said of it where there is room for one text.
  private func text(_ finding: Finding) -> String {
    let mendings = finding.mendings.map { "\($0.title)\n\($0.sql.joined(separator: "\n"))\n" }
    return "\(finding.message)\n\(mendings.joined())\(finding.help)"
  }

  /// A workflow command of GitHub Actions.
  private func annotation(_ finding: Finding) -> String {
    var properties: [String] = []
    if let place = finding.place {
      properties = [
        "file=\(Self.escaped(path(place), property: true))", "line=\(place.line)",
        "col=\(place.column)",
      ]
    }
    properties.append("title=\(Self.escaped("whimbrel: \(finding.rule)", property: true))")
    return "::error \(properties.joined(separator: ","))::"
      + Self.escaped(text(finding), property: false)
  }

  private static func escaped(_ text: String, property: Bool) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      case ":" where property: result += "%3A"
      case "," where property: result += "%2C"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// SARIF 2.1.0.
  private var sarif: JSON {
    let rules: [(String, String)] = [
      ("append-only", "A revision was edited, lost, renamed or added by hand."),
      ("several-heads", "More than one revision is revised by no other."),
      ("pending-revision", "A revision is not applied to the database."),
      ("ungenerated-change", "The model says what no revision does."),
      ("table-not-in-schema", "A table struct is not in the schema's list."),
      ("drift", "The database is not as the revisions made it."),
      ("not-managed", "What is seen and left alone."),
    ]
    let driver: JSON = [
      "name": "whimbrel", "version": .string(WhimbrelVersion.text),
      "rules": .array(
        rules.map { ["id": .string($0.0), "shortDescription": ["text": .string($0.1)]] }),
    ]
    return [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
      "runs": [
        [
          "tool": ["driver": driver],
          "results": .array(report.findings.map(sarif) + report.unmanaged.map(Self.sarif)),
        ]
      ],
    ]
  }

  private func sarif(_ finding: Finding) -> JSON {
    var keys: [(String, JSON)] = [
      ("ruleId", .string(finding.rule)), ("level", "error"),
      ("message", ["text": .string(text(finding))]),
    ]
    if let place = finding.place {
      let region: JSON = ["startLine": .number(place.line), "startColumn": .number(place.column)]
      let artifact: JSON = ["uri": .string(Self.uri(path(place)))]
      keys.append(
        (
          "locations",
          [["physicalLocation": ["artifactLocation": artifact, "region": region]]]
        ))
    }
    return .object(keys)
  }

  private static func sarif(_ unmanaged: Catalog.Unmanaged) -> JSON {
    [
      "ruleId": "not-managed", "level": "note", "message": ["text": .string("\(unmanaged)")],
    ]
  }

  private static func uri(_ path: String) -> String {
    let text = path.utf8.map { byte -> String in
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte) || "-._~/".utf8.contains(byte)
      if isPlain { return String(UnicodeScalar(byte)) }
      let hex = String(byte, radix: 16, uppercase: true)
      return "%" + (hex.utf8.count == 1 ? "0" : "") + hex
    }.joined()
    return path.hasPrefix("/") ? "file://" + text : text
  }
}
