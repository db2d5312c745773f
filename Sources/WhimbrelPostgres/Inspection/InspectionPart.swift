import WhimbrelModel

/// One query of an inspection and what is made of its rows.
///
/// Every name in a query is qualified, and operators are used on operands of exactly their types, so
/// that nothing in a user's schema can take the place of PostgreSQL's own. The rows are read in the
/// order of `InspectionRequest.parts`: a later part finds what the earlier ones left in the assembly.
protocol InspectionPart: SendableMetatype {
  static func isAsked(of version: ServerVersion) -> Bool
  static func sql(_ request: InspectionRequest) -> String
  static func read(_ rows: Rows, into assembly: inout Assembly) throws
}

extension InspectionPart {
  static func isAsked(of version: ServerVersion) -> Bool { true }
}

/// What every query is written for.
struct InspectionRequest: Sendable {
  let scope: Scope
  let version: ServerVersion
  /// Whether it may read what only a superuser may.
  let isSuperuser: Bool
  /// The schemas in scope, a subselect in parentheses for `IN`.
  let namespaces: String

  init(scope: Scope, version: ServerVersion, isSuperuser: Bool = false) {
    self.scope = scope
    self.isSuperuser = isSuperuser
    self.version = version
    namespaces = "(\(scope.namespaces))"
  }

  /// What a query about objects outside of schemas adds to its WHERE.
  var databaseWide: String { scope.isDatabaseWide ? "true" : "false" }

  /// `sql` where the server has it, else `other`.
  func since(_ major: Int, _ sql: String, else other: String) -> String {
    version.major >= major ? sql : other
  }

  /// The parts that a server of this version is asked, in order.
  var parts: [any InspectionPart.Type] { Self.allParts.filter { $0.isAsked(of: version) } }
  var queries: [Query] { parts.map { Query($0.sql(self)) } }

  private static let allParts: [any InspectionPart.Type] = [
    RolesPart.self, DependenciesPart.self, NamespacesPart.self, ExtensionsPart.self,
    RelationsPart.self, TypesPart.self, EnumsPart.self, InheritancePart.self,
    SequencesPart.self, ColumnTypesPart.self, ColumnsPart.self, CollationNamesPart.self,
    OperatorClassesPart.self, IndexAttributesPart.self, IndexesPart.self, ConstraintsPart.self,
    NotNullsPart.self,
    CollationsPart.self, DomainsPart.self, DomainConstraintsPart.self, RangesPart.self,
    RulesPart.self, RoutinesPart.self, AggregatesPart.self, TriggersPart.self, PoliciesPart.self,
    StatisticsPart.self,
    OperatorsPart.self, OperatorFamiliesPart.self, OperatorMembersPart.self, CastsPart.self,
    ConversionsOfTypesPart.self,
    ConversionsPart.self, TransformsPart.self,
    TextSearchParsersPart.self, TextSearchTemplatesPart.self, TextSearchDictionariesPart.self,
    TextSearchConfigurationsPart.self,
    ForeignDataWrappersPart.self, ForeignServersPart.self, UserMappingsPart.self,
    PublicationsPart.self, PublicationTablesPart.self, PublicationSchemasPart.self,
    SubscriptionsPart.self,
    EventTriggersPart.self, DefaultPrivilegesPart.self,
    BuiltinPrivilegesPart.self, PrivilegesPart.self, CommentsPart.self,
    UnmanagedPart.self, DatabaseSettingsPart.self, MemberPrivilegesPart.self,
    SecurityLabelsPart.self, HiddenPart.self,
  ]
}

/// An object identifier of PostgreSQL.
typealias OID = UInt32

/// The system catalogs by their own, fixed identifiers (PostgreSQL: src/include/catalog).
enum SystemCatalog {
  static let `class`: OID = 1259
  static let type: OID = 1247
  static let procedure: OID = 1255
  static let attributeDefault: OID = 2604
  static let constraint: OID = 2606
  static let namespace: OID = 2615
  static let `extension`: OID = 3079
  static let rewrite: OID = 2618
  static let trigger: OID = 2620
  static let policy: OID = 3256
  static let `operator`: OID = 2617
  static let operatorClass: OID = 2616
  static let operatorFamily: OID = 2753
  static let familyOperator: OID = 2602
  static let familyFunction: OID = 2603
  static let cast: OID = 2605
  static let conversion: OID = 2607
  static let transform: OID = 3576
  static let collation: OID = 3456
  static let language: OID = 2612
  static let accessMethod: OID = 2601
  static let textSearchParser: OID = 3601
  static let textSearchTemplate: OID = 3764
  static let textSearchDictionary: OID = 3600
  static let textSearchConfiguration: OID = 3602
  static let foreignDataWrapper: OID = 2328
  static let foreignServer: OID = 1417
  static let userMapping: OID = 1418
  static let statistics: OID = 3381
  static let publication: OID = 6104
  static let publicationTable: OID = 6106
  static let publicationSchema: OID = 6237
  static let subscription: OID = 6100
  static let eventTrigger: OID = 3466
  static let defaultPrivileges: OID = 826
}

/// An object as the catalogs refer to it.
struct Address: Hashable {
  private let bits: UInt64
  init(_ catalog: OID, _ object: OID) { bits = UInt64(catalog) << 32 | UInt64(object) }
  func hash(into hasher: inout Hasher) { hasher.combine(bits) }
  var object: OID { OID(truncatingIfNeeded: bits) }
}
