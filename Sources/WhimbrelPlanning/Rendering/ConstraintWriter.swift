import WhimbrelModel

extension Catalog.Constraint: Planned {
  package func create(_ names: Names) -> [Statement] {
    let relation = names.qualified(table)
    var sql = "ALTER TABLE \(relation) ADD \(definition(names))"
    if sql.utf8.count > 80, case .foreignKey(let key) = kind {
      // A clause a line, where one line would be long.
      sql = """
        ALTER TABLE \(relation)
          ADD CONSTRAINT \(name.quoted) FOREIGN KEY (\(key.keyList))
          \(clauses(key.target(names), deferral, enforcement))
        """
    }
    var statements = [Statement(sql, for: id, lock: lock, hazards: hazards)]
    if !isValid { statements[0].hazards = [] }
    return statements
  }

  package func drop(_ names: Names) -> [Statement] {
    [
      Statement(
        "ALTER TABLE \(names.qualified(table)) DROP CONSTRAINT \(name.quoted)", for: id,
        lock: .accessExclusive)
    ]
  }

  package func alter(to new: Self, _ names: Names) -> Alteration {
    let target = "ALTER TABLE \(names.qualified(table))"
    var left = self
    (left.isLocal, left.inheritanceCount) = (new.isLocal, new.inheritanceCount)
    var statements: [Statement] = []
    if !isValid && new.isValid && isEnforced == new.isEnforced {
      left.isValid = true
      statements.append(
        Statement(
          "\(target) VALIDATE CONSTRAINT \(name.quoted)", for: id, lock: .shareUpdateExclusive,
          hazards: [.mayFail("rows of \(names.qualified(table)) break \(name.quoted)")]))
    }
    // ALTER CONSTRAINT knows foreign keys alone (manual: ALTER TABLE).
    if case .foreignKey = kind,
      isDeferrable != new.isDeferrable || isInitiallyDeferred != new.isInitiallyDeferred
    {
      left.isDeferrable = new.isDeferrable
      left.isInitiallyDeferred = new.isInitiallyDeferred
      statements.append(
        Statement(
          "\(target) ALTER CONSTRAINT \(name.quoted) \(new.deferral ?? "NOT DEFERRABLE")", for: id,
          lock: .accessExclusive))
    }
    return left == new ? .inPlace(statements) : .rebuild
  }

  /// `CONSTRAINT name …`, as CREATE TABLE and ADD take it.
  func definition(_ names: Names) -> String {
    "CONSTRAINT \(name.quoted) \(body(names))"
  }

  private func body(_ names: Names) -> String {
    switch kind {
    case .primaryKey(let key):
      return clauses("PRIMARY KEY", key.clause(names), deferral)
    case .unique(let key):
      return clauses(
        "UNIQUE", key.isNullsNotDistinct ? "NULLS NOT DISTINCT" : nil, key.clause(names), deferral)
    case .check(let expression, let isNoInherit):
      return clauses(
        "CHECK (\(expression.sql))", isNoInherit ? "NO INHERIT" : nil, enforcement)
    case .foreignKey(let key):
      return clauses(key.clause(names), deferral, enforcement)
    case .exclusion(let exclusion):
      return clauses(exclusion.clause(names), deferral)
    }
  }

  var deferral: String? {
    guard isDeferrable else { return nil }
    return isInitiallyDeferred ? "DEFERRABLE INITIALLY DEFERRED" : "DEFERRABLE"
  }

  private var enforcement: String? {
    isEnforced ? (isValid ? nil : "NOT VALID") : "NOT ENFORCED"
  }

  private var lock: Lock {
    if case .foreignKey = kind { return .shareRowExclusive }
    return .accessExclusive
  }

  private var hazards: [Hazard] {
    switch kind {
    case .primaryKey, .unique, .exclusion: [.blocksWrites, .mayFail("rows break \(name.quoted)")]
    case .check, .foreignKey: [.scansTable, .mayFail("rows break \(name.quoted)")]
    }
  }
}

extension Catalog.Constraint.Key {
  fileprivate func clause(_ names: Names) -> String {
    var keys = columns.map(\.quoted)
    if isWithoutOverlaps, let last = keys.popLast() { keys.append("\(last) WITHOUT OVERLAPS") }
    return clauses(
      "(\(keys.joined(separator: ", ")))",
      include.isEmpty ? nil : "INCLUDE (\(names.list(include)))",
      options.isEmpty ? nil : "WITH (\(StorageOptions.list(options)))",
      tablespace.map { "USING INDEX TABLESPACE \($0.quoted)" })
  }
}

extension Catalog.Constraint.ForeignKey {
  fileprivate func clause(_ names: Names) -> String {
    clauses("FOREIGN KEY (\(keyList))", target(names))
  }

  fileprivate var keyList: String { list(columns) }

  /// REFERENCES and what follows it.
  fileprivate func target(_ names: Names) -> String {
    let delete = onDeleteColumns.isEmpty ? "" : " (\(names.list(onDeleteColumns)))"
    return clauses(
      "REFERENCES \(names.qualified(references)) (\(list(referencedColumns)))",
      isMatchFull ? "MATCH FULL" : nil,
      onUpdate == .noAction ? nil : "ON UPDATE \(onUpdate.rawValue)",
      onDelete == .noAction ? nil : "ON DELETE \(onDelete.rawValue)\(delete)")
  }

  private func list(_ columns: [Name]) -> String {
    var columns = columns.map(\.quoted)
    if isPeriod, let last = columns.popLast() { columns.append("PERIOD \(last)") }
    return columns.joined(separator: ", ")
  }
}

extension Catalog.Constraint.Exclusion {
  fileprivate func clause(_ names: Names) -> String {
    let elements = zip(elements, operators).map { "\($0.clause) WITH \($1)" }
    return clauses(
      "EXCLUDE USING \(method.quoted) (\(elements.joined(separator: ", ")))",
      include.isEmpty ? nil : "INCLUDE (\(names.list(include)))",
      options.isEmpty ? nil : "WITH (\(StorageOptions.list(options)))",
      tablespace.map { "USING INDEX TABLESPACE \($0.quoted)" },
      predicate.map { "WHERE (\($0.sql))" })
  }
}
