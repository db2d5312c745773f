import Foundation
import Testing
import WhimbrelPostgres

/// The revisions that come with the examples.
@Suite struct ExampleTests {
  private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// What somebody writes by hand who wants these tables with these names.
  private let byHand = """
    CREATE TYPE userrole AS ENUM ('unknown', 'user', 'admin');
    CREATE TABLE users (
      email varchar(320) NOT NULL,
      hashed_password varchar(1024) NOT NULL,
      full_name varchar(255),
      is_active boolean NOT NULL,
      is_verified boolean NOT NULL,
      role userrole NOT NULL,
      token_version integer NOT NULL,
      id uuid NOT NULL,
      created_at timestamp with time zone DEFAULT now() NOT NULL,
      updated_at timestamp with time zone,
      CONSTRAINT pk_users PRIMARY KEY (id)
    );
    CREATE UNIQUE INDEX ix_users_email ON users (email);
    CREATE TABLE refresh_tokens (
      token_hash varchar(64) NOT NULL,
      user_id uuid NOT NULL,
      family_id uuid NOT NULL,
      device_id varchar(255),
      device_name varchar(100),
      ip_address varchar(45),
      expires_at timestamp with time zone NOT NULL,
      is_revoked boolean NOT NULL,
      revoked_at timestamp with time zone,
      id uuid NOT NULL,
      created_at timestamp with time zone DEFAULT now() NOT NULL,
      updated_at timestamp with time zone,
      CONSTRAINT fk_refresh_tokens_user_id_users
        FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
      CONSTRAINT pk_refresh_tokens PRIMARY KEY (id)
    );
    CREATE INDEX ix_refresh_tokens_expires_at ON refresh_tokens (expires_at);
    CREATE INDEX ix_refresh_tokens_family_id ON refresh_tokens (family_id);
    CREATE UNIQUE INDEX ix_refresh_tokens_token_hash ON refresh_tokens (token_hash);
    CREATE INDEX ix_refresh_tokens_user_id ON refresh_tokens (user_id);
    """

  private func take(_ folder: String, _ project: Workspace) throws {
    try FileManager.default.removeItem(atPath: "\(project.folder)/versions")
    try FileManager.default.copyItem(
      atPath: "\(root)/\(folder)/versions", toPath: "\(project.folder)/versions")
  }

  @Test func socialMediaNotesIsAsWrittenByHand() async throws {
    try await Workspace.with { project in
      try take("Examples/SocialMediaNotes", project)
      let before = try await project.schema()
      try await project.expect(.whimbrel, "upgrade")
      let fresh = try await Workspace.make()
      defer { fresh.remove() }
      try await fresh.execute(byHand)
      let (migrated, wanted) = (try await project.schema(), try await fresh.schema())
      #expect(migrated == wanted, "\(migrated.symmetricDifference(wanted))")
      try project.write("schema.sql", byHand)
      try await project.expect(.whimbrel, "check", "--schema", "schema.sql")
      try await project.expect(.whimbrel, "downgrade")
      #expect(try await project.schema() == before)
    }
  }

  @Test func rootlysRevisionsMakeItsModel() async throws {
    try await Workspace.with { project in
      try take(".", project)
      try await project.expect(.rootly, "check", "--only", "integrity,model")
      try await project.expect(.rootly, "upgrade")
      try await project.expect(.rootly, "check")
    }
  }
}
