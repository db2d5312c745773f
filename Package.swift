// swift-tools-version: 6.2
import PackageDescription

/// Warnings fail our own CI and never a dependent's build with a newer compiler.
let strict: [SwiftSetting] =
  Context.environment["WHIMBREL_STRICT"] == nil ? [] : [.treatAllWarnings(as: .error)]

let package = Package(
  name: "whimbrel",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Whimbrel", targets: ["Whimbrel"]),
    .executable(name: "whimbrel", targets: ["WhimbrelTool"]),
  ],
  targets: [
    // libpq: the wire to the server. Imported by WhimbrelPostgres alone.
    .systemLibrary(
      name: "CPostgres", pkgConfig: "libpq",
      providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),
    // libpg_query: PostgreSQL's own scanner and parser. Imported by WhimbrelPlanning alone.
    .systemLibrary(
      name: "CPGQuery",
      providers: [.apt(["libpg-query-dev"]), .brew(["libpg_query"])]),
    // libcrypto: SHA-256 for the sum file. Imported by WhimbrelPlanning alone.
    .systemLibrary(
      name: "CCrypto", pkgConfig: "libcrypto",
      providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),

    // What a schema is, as plain values: the model language, the catalog, and the way from one to
    // the other. Pure: imports nothing, not even Foundation.
    .target(name: "WhimbrelModel", swiftSettings: strict),
    // From two catalogs to the text of a revision. Pure: imports WhimbrelModel and two C libraries.
    .target(
      name: "WhimbrelPlanning",
      dependencies: ["WhimbrelModel", "CPGQuery", "CCrypto"],
      swiftSettings: strict,
      linkerSettings: [
        .linkedLibrary(":libpg_query.a", .when(platforms: [.linux])),
        .linkedLibrary("pg_query", .when(platforms: [.macOS])),
      ]),
    // Everything that talks to a server: connection, inspection, scratch databases, the runner.
    .target(
      name: "WhimbrelPostgres",
      dependencies: ["WhimbrelModel", "WhimbrelPlanning", "CPostgres"],
      swiftSettings: strict),
    // What Whimbrel writes files from, embedded in the binary. Data only.
    .target(
      name: "WhimbrelTemplates", path: "templates",
      resources: [
        .embedInCode("revision.sql"), .embedInCode("Makefile"),
        .embedInCode("model.swift.txt"), .embedInCode("schema.swift.txt"),
        .embedInCode("workflow.yml"), .embedInCode("pre-commit"),
      ]),
    // Disk and terminal: projects, commands, `@main`. The one import a user writes.
    .target(
      name: "Whimbrel",
      dependencies: ["WhimbrelModel", "WhimbrelPlanning", "WhimbrelPostgres", "WhimbrelTemplates"],
      swiftSettings: strict),
    // The prebuilt command `whimbrel`: no models, SQL files as the desired state.
    .executableTarget(
      name: "WhimbrelTool", dependencies: ["Whimbrel"], swiftSettings: strict),
    // The example application.
    .executableTarget(name: "Rootly", dependencies: ["Whimbrel"], swiftSettings: strict),
    // Times beside those of PostgreSQL's own tools: `make bench`.
    .executableTarget(
      name: "Benchmarks",
      dependencies: ["WhimbrelModel", "WhimbrelPlanning", "WhimbrelPostgres"],
      path: "Benchmarks", swiftSettings: strict),

    // Without a server.
    .testTarget(
      name: "ModelTests", dependencies: ["WhimbrelModel"], exclude: ["MustNotCompile"],
      swiftSettings: strict),
    .testTarget(
      name: "PlanningTests", dependencies: ["WhimbrelModel", "WhimbrelPlanning"],
      swiftSettings: strict),
    // With a real one.
    .testTarget(
      name: "PostgresTests",
      dependencies: [
        "WhimbrelModel", "WhimbrelPlanning", "WhimbrelPostgres", "RunnerProbe", "TestSupport",
      ],
      exclude: ["Mutations/Cases", "Plans/Cases"], swiftSettings: strict),
    // Which servers the tests run on, and where their programs are.
    .target(
      name: "TestSupport", dependencies: ["WhimbrelPostgres"], path: "Tests/Support",
      swiftSettings: strict),
    // A runner in a process of its own, for PostgresTests to kill.
    .executableTarget(
      name: "RunnerProbe", dependencies: ["WhimbrelPlanning", "WhimbrelPostgres"],
      path: "Tests/RunnerProbe", swiftSettings: strict),
    .testTarget(
      name: "CommandTests",
      dependencies: ["Whimbrel", "WhimbrelPostgres", "WhimbrelTemplates", "TestSupport"],
      exclude: ["Equal", "Journeys"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
