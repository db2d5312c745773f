@testable import WhimbrelPlanning

/// A generator whose numbers are the same in every run.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }
}

let builtInTemplate = """
  -- {{message}}
  --
  -- Revision ID: {{revision}}
  -- Revises: {{revises}}
  -- Create Date: {{created}}

  -- whimbrel: upgrade

  {{upgrade}}

  -- whimbrel: downgrade

  {{downgrade}}

  """

let exampleRevision = """
  -- initial
  --
  -- Revision ID: 801b86be184b
  -- Revises: 
  -- Create Date: 2025-12-24T03:31:04Z

  -- whimbrel: upgrade

  CREATE TYPE userrole AS ENUM ('unknown', 'user', 'admin');

  CREATE TABLE users (
    email varchar(320) NOT NULL,
    CONSTRAINT pk_users PRIMARY KEY (email)
  );

  -- whimbrel: autocommit
  -- Builds the index without blocking writes.

  CREATE UNIQUE INDEX CONCURRENTLY ix_users_email ON users (email);

  -- whimbrel: downgrade

  DROP TABLE users;

  DROP TYPE userrole;

  """

func revisionSource(_ text: String, name: String = "versions/x.sql") -> SourceText {
  SourceText(name: name, text: text)
}

extension RevisionID {
  /// An id that tests can read: its number, in 12 digits.
  static func numbered(_ number: Int) -> RevisionID { RevisionID(random: UInt64(number)) }
}
