/// What a table says beyond its columns, constraints and indexes (manual: CREATE TABLE).
public struct TableOption: Sendable {
  package enum Kind: Sendable {
    case parameter(name: String, value: String)
    case toastParameter(name: String, value: String)
    case unlogged
    case tablespace(String)
    case accessMethod(String)
    case rowSecurity(isForced: Bool)
    case replicaIdentity(ReplicaIdentity)
    case clustered(index: String)
    case partitioned(key: String)
    case partitions(PartitionManagement)
  }
  package let kind: Kind

  /// Not written to the write-ahead log, and emptied after a crash.
  public static let unlogged = TableOption(kind: .unlogged)
  /// Policies decide which rows a role sees; the owner sees all.
  public static let rowSecurity = TableOption(kind: .rowSecurity(isForced: false))
  /// Policies decide which rows a role sees, the owner included.
  public static let forcedRowSecurity = TableOption(kind: .rowSecurity(isForced: true))

  /// How full a page is packed, in percent from 10 to 100.
  public static func fillFactor(_ percent: Int) -> TableOption {
    .parameter("fillfactor", percent)
  }

  /// A storage parameter by its name: `.parameter("autovacuum_enabled", false)`.
  public static func parameter(_ name: String, _ value: some LosslessStringConvertible & Sendable)
    -> TableOption
  {
    TableOption(kind: .parameter(name: name, value: String(value)))
  }

  /// A storage parameter of the table's TOAST table, without the `toast.` in front.
  public static func toastParameter(
    _ name: String, _ value: some LosslessStringConvertible & Sendable
  ) -> TableOption {
    TableOption(kind: .toastParameter(name: name, value: String(value)))
  }

  /// The tablespace the rows are kept in.
  public static func tablespace(_ name: String) -> TableOption {
    TableOption(kind: .tablespace(name))
  }

  /// The table access method, when it is not the server's default.
  public static func accessMethod(_ name: String) -> TableOption {
    TableOption(kind: .accessMethod(name))
  }

  /// Which of a row's old values logical replication sends.
  public static func replicaIdentity(_ identity: ReplicaIdentity) -> TableOption {
    TableOption(kind: .replicaIdentity(identity))
  }

  /// The index that CLUSTER orders the rows by.
  public static func clustered(on index: String) -> TableOption {
    TableOption(kind: .clustered(index: index))
  }

  /// How rows are spread over partitions: `.partitioned(by: "RANGE (created_at)")`.
  public static func partitioned(by key: String) -> TableOption {
    TableOption(kind: .partitioned(key: key))
  }

  /// Who makes and drops the table's partitions.
  ///
  /// With `.unmanaged`, partitions that the model does not declare are no drift, and no revision
  /// touches them.
  public static func partitions(_ management: PartitionManagement) -> TableOption {
    TableOption(kind: .partitions(management))
  }

  /// Who makes and drops partitions.
  public enum PartitionManagement: Sendable {
    /// The model declares every partition.
    case declared
    /// Another program, such as pg_partman.
    case unmanaged
  }

  /// What identifies an old row (manual: ALTER TABLE, REPLICA IDENTITY).
  public enum ReplicaIdentity: Sendable {
    case primaryKey, full, nothing
    case index(String)
  }
}
