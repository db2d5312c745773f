import Foundation
import Testing

/// Databases that other tools have made, with those tools' own tables as they make them.
@Suite struct AdoptTests {
  struct Tool: Sendable, CustomTestStringConvertible {
    let name: String
    let history: String
    /// What the baseline's header says.
    let says: [String]
    let unmanaged: String
    /// What makes the tool call a migration unfinished.
    var unfinished: String?

    var testDescription: String { name }
  }

  static let tools = [
    Tool(
      name: "Alembic",
      history: """
        CREATE TABLE alembic_version (
            version_num VARCHAR(32) NOT NULL,
            CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
        );
        INSERT INTO alembic_version VALUES ('801b86be184b');
        """,
      says: ["Alembic had applied these:", "801b86be184b"], unmanaged: "table:alembic_version"),
    Tool(
      name: "Flyway",
      history: """
        CREATE TABLE "public"."flyway_schema_history" (
            "installed_rank" INT NOT NULL,
            "version" VARCHAR(50),
            "description" VARCHAR(200) NOT NULL,
            "type" VARCHAR(20) NOT NULL,
            "script" VARCHAR(1000) NOT NULL,
            "checksum" INTEGER,
            "installed_by" VARCHAR(100) NOT NULL,
            "installed_on" TIMESTAMP NOT NULL DEFAULT now(),
            "execution_time" INTEGER NOT NULL,
            "success" BOOLEAN NOT NULL
        );
        ALTER TABLE "public"."flyway_schema_history"
          ADD CONSTRAINT "flyway_schema_history_pk" PRIMARY KEY ("installed_rank");
        CREATE INDEX "flyway_schema_history_s_idx" ON "public"."flyway_schema_history" ("success");
        INSERT INTO flyway_schema_history VALUES
          (0, NULL, '<< Flyway Schema Creation >>', 'SCHEMA', '"app"', NULL, 'me', now(), 0, true),
          (1, '1', 'users', 'SQL', 'V1__users.sql', 12345, 'me', now(), 17, true),
          (2, NULL, 'views', 'SQL', 'R__views.sql', 6789, 'me', now(), 5, true);
        """,
      says: ["1 users", "R views"], unmanaged: "table:flyway_schema_history",
      unfinished: "UPDATE flyway_schema_history SET success = false WHERE version = '1'"),
    Tool(
      name: "Prisma Migrate",
      history: """
        CREATE TABLE "_prisma_migrations" (
            "id" VARCHAR(36) PRIMARY KEY NOT NULL,
            "checksum" VARCHAR(64) NOT NULL,
            "finished_at" TIMESTAMPTZ,
            "migration_name" VARCHAR(255) NOT NULL,
            "logs" TEXT,
            "rolled_back_at" TIMESTAMPTZ,
            "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
            "applied_steps_count" INTEGER NOT NULL DEFAULT 0
        );
        INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, rolled_back_at)
        VALUES ('a', 'x', now(), '20240101120000_users', NULL),
          ('b', 'x', NULL, '20240102120000_oops', now());
        """,
      says: ["20240101120000_users"], unmanaged: "table:_prisma_migrations",
      unfinished: "UPDATE _prisma_migrations SET rolled_back_at = NULL"),
    Tool(
      name: "golang-migrate",
      history: """
        CREATE TABLE IF NOT EXISTS "public"."schema_migrations" (
          version bigint not null primary key, dirty boolean not null);
        INSERT INTO schema_migrations VALUES (20240101, false);
        """,
      says: ["golang-migrate had applied these:", "20240101"], unmanaged: "table:schema_migrations",
      unfinished: "UPDATE schema_migrations SET dirty = true"),
    Tool(
      name: "dbmate",
      history: """
        create table if not exists "public"."schema_migrations" (version varchar(128) primary key);
        INSERT INTO schema_migrations VALUES ('20240101120000'), ('20240102120000');
        """,
      says: ["dbmate had applied these:", "20240102120000"], unmanaged: "table:schema_migrations"),
    Tool(
      name: "Rails",
      history: """
        CREATE TABLE "schema_migrations" ("version" character varying NOT NULL PRIMARY KEY);
        CREATE TABLE "ar_internal_metadata" ("key" character varying NOT NULL PRIMARY KEY,
          "value" character varying, "created_at" timestamp(6) NOT NULL,
          "updated_at" timestamp(6) NOT NULL);
        INSERT INTO schema_migrations VALUES ('20240101120000');
        """,
      says: ["Rails had applied these:", "20240101120000"], unmanaged: "table:ar_internal_metadata"),
    Tool(
      name: "Fluent",
      history: """
        CREATE TABLE "_fluent_migrations" ("id" UUID PRIMARY KEY, "name" TEXT NOT NULL,
          "batch" BIGINT NOT NULL, "created_at" TIMESTAMPTZ, "updated_at" TIMESTAMPTZ,
          CONSTRAINT "uq:_fluent_migrations.name" UNIQUE ("name"));
        INSERT INTO _fluent_migrations VALUES
          ('6f1b2f0a-51a3-4f6e-9d0a-000000000001', 'App.CreateUsers', 1, now(), now());
        """,
      says: ["App.CreateUsers batch 1"], unmanaged: "table:_fluent_migrations"),
    Tool(
      name: "Django",
      history: """
        CREATE TABLE "django_migrations" (
          "id" bigint NOT NULL PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY,
          "app" varchar(255) NOT NULL, "name" varchar(255) NOT NULL,
          "applied" timestamp with time zone NOT NULL);
        INSERT INTO django_migrations (app, name, applied) VALUES
          ('contenttypes', '0001_initial', now()), ('auth', '0001_initial', now());
        """,
      says: ["contenttypes.0001_initial", "auth.0001_initial"], unmanaged: "table:django_migrations"
    ),
  ]

  private static let schema = """
    CREATE TYPE userrole AS ENUM ('unknown', 'user', 'admin');
    CREATE TABLE users (
      id uuid NOT NULL CONSTRAINT pk_users PRIMARY KEY,
      email varchar(320) NOT NULL,
      role userrole NOT NULL,
      created_at timestamptz DEFAULT now() NOT NULL
    );
    CREATE UNIQUE INDEX ix_users_email ON users (email);
    CREATE TABLE refresh_tokens (
      id uuid NOT NULL CONSTRAINT pk_refresh_tokens PRIMARY KEY,
      user_id uuid NOT NULL CONSTRAINT fk_refresh_tokens_user_id_users
        REFERENCES users ON DELETE CASCADE
    );

    """

  @Test(arguments: tools)
  func adopts(_ tool: Tool) async throws {
    try await Workspace.with { project in
      try await project.execute(Self.schema)
      try await project.execute(tool.history)
      let before = try await project.schema()
      let rows = try await project.dump("--data-only", "--inserts", "--exclude-schema=whimbrel")
      if let unfinished = tool.unfinished {
        let dirty = try await project.withNewDatabase()
        try await dirty.execute(tool.history + unfinished)
        let refused = try await project.run(.whimbrel, "adopt", url: dirty.url)
        #expect(refused.code == 1 && refused.errors.contains("is not finished"), "\(refused)")
        #expect(try project.revisions.isEmpty)
      }
      let adopted = try await project.expect(.whimbrel, "adopt")
      #expect(adopted.errors.contains("to retire \(tool.name):"), "\(adopted.errors)")
      let text = try project.read("versions/\(try project.firstRevision())")
      #expect(text.hasPrefix("-- adopted from \(tool.name)\n"))
      let header = try #require(text.components(separatedBy: "-- Revision ID").first)
      for line in tool.says { #expect(header.contains("--   \(line)\n") || header.contains(line)) }
      #expect(!text.contains(String(tool.unmanaged.dropFirst("table:".count)) + " ("))
      #expect(try project.read("versions/unmanaged").contains("\(tool.unmanaged)\n"))

      // It was there before: nothing takes it away by the way.
      let kept = try await project.expect(.whimbrel, "downgrade", "base", code: 6)
      #expect(kept.errors.contains("all that was in the database before"), "\(kept.errors)")

      // Nothing of it was touched, and nothing is left to say but what is edited next.
      #expect(try await project.schema() == before)
      #expect(
        try await project.dump("--data-only", "--inserts", "--exclude-schema=whimbrel") == rows)
      try project.write("schema.sql", Self.schema)
      try await project.expect(.whimbrel, "check", "--schema", "schema.sql")
      try project.write(
        "schema.sql",
        Self.schema.replacing(
          "email varchar(320) NOT NULL,",
          with: "email varchar(320) NOT NULL,\n  nickname text,"))
      try await project.expect(.whimbrel, "revision", "-m", "names", "--schema", "schema.sql")
      let next = try project.read("versions/\(try #require(try project.revisions.last))")
      let upgrade = try #require(
        next.firstMatch(of: /-- whimbrel: upgrade\n\n((?s).*)\n\n-- whimbrel: downgrade/)
      ).output.1
      #expect(upgrade == "ALTER TABLE users ADD COLUMN nickname text;", "\(upgrade)")
      try await project.expect(.whimbrel, "upgrade")
      try await project.expect(.whimbrel, "check", "--schema", "schema.sql")
    }
  }

  /// A second database is compared before it is recorded.
  @Test func furtherDatabases() async throws {
    try await Workspace.with { project in
      let history = try #require(Self.tools.first).history
      try await project.execute(Self.schema + history)
      try await project.expect(.whimbrel, "adopt")
      let second = try await project.withNewDatabase()
      try await second.execute(Self.schema + history)
      let recorded = try await project.run(.whimbrel, "adopt", url: second.url)
      #expect(recorded.code == 0 && recorded.output.contains("recorded"), "\(recorded)")
      #expect(try await second.query("SELECT count(*) FROM whimbrel.revision") == ["1"])
      let again = try await project.run(.whimbrel, "adopt", url: second.url)
      #expect(again.code == 0 && again.errors.contains("nothing to adopt"), "\(again)")
      let third = try await project.withNewDatabase()
      try await third.execute(Self.schema + history + "ALTER TABLE users ADD COLUMN extra text")
      let refused = try await project.run(.whimbrel, "adopt", url: third.url)
      #expect(refused.code == 1, "\(refused)")
      #expect(refused.errors.contains("column users.extra is in the database alone"), "\(refused)")
      let empty = try await project.withNewDatabase()
      let none = try await project.run(.whimbrel, "adopt", url: empty.url)
      #expect(none.code == 1 && none.errors.contains("no history table of another tool"), "\(none)")
    }
  }

  /// The messages come from Alembic's own files, in their order.
  @Test func alembicFolder() async throws {
    try await Workspace.with { project in
      try FileManager.default.createDirectory(
        atPath: "\(project.folder)/alembic/versions", withIntermediateDirectories: true)
      func script(_ name: String, _ id: String, _ parents: String, _ message: String) throws {
        try project.write(
          "alembic/versions/\(name).py",
          """
          \"\"\"\(message)

          Revision ID: \(id)
          Create Date: 2025-12-24 03:31:04.712921
          \"\"\"
          from typing import Sequence, Union

          revision: str = '\(id)'
          down_revision: Union[str, None] = \(parents)
          branch_labels = None

          def upgrade() -> None:
              revision = "not this one"
          """)
      }
      try script("a", "801b86be184b", "None", "initial")
      try script("b", "ae1027a6acf0", "'801b86be184b'", "it's \"two\": done")
      try script("c", "27c6a30d7c24", "\"801b86be184b\"", "three")
      try script("d", "d0d0d0d0d0d0", "(\n    'ae1027a6acf0',\n    '27c6a30d7c24',\n)", "merge")
      try script("e", "eeeeeeeeeeee", "'d0d0d0d0d0d0'", "not yet")
      try await project.execute(
        Self.schema
          + """
          CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY);
          INSERT INTO alembic_version VALUES ('d0d0d0d0d0d0')
          """)
      let adopted = try await project.expect(.whimbrel, "adopt", "--alembic", "alembic")
      #expect(adopted.errors.contains("e.py is not applied here"), "\(adopted.errors)")
      let text = try project.read("versions/\(try project.firstRevision())")
      #expect(
        text.contains(
          """
          -- Alembic had applied these:
          --   801b86be184b initial
          --   ae1027a6acf0 it's "two": done
          --   27c6a30d7c24 three
          --   d0d0d0d0d0d0 merge
          """), "\(text)")
      let other = try await project.withNewDatabase()
      try await other.execute(
        """
        CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY);
        INSERT INTO alembic_version VALUES ('ffffffffffff')
        """)
      try FileManager.default.removeItem(atPath: "\(project.folder)/versions")
      let refused = try await project.run(
        .whimbrel, "adopt", "--alembic", "alembic/versions", url: other.url)
      #expect(refused.code == 1 && refused.errors.contains("leads to ffffffffffff"), "\(refused)")
    }
  }
}
