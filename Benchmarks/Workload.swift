/// A schema of many tables as applications have them: enums, foreign keys, checks, partial indexes.
struct Workload {
  let tables: Int

  /// The statements that make it, each with its semicolon, in an order that works.
  ///
  /// `variant` true gives a schema that differs from the other one in every twentieth table.
  func statements(variant: Bool = false) -> [String] {
    var result: [String] = []
    for number in 0..<tables {
      if number % 10 == 0 { result.append(enumType(number / 10)) }
      result += table(number, isChanged: variant && number % 20 == 7)
    }
    return result
  }

  func sql(variant: Bool = false) -> String {
    statements(variant: variant).joined(separator: "\n\n") + "\n"
  }

  private func enumType(_ number: Int) -> String {
    "CREATE TYPE status_\(number) AS ENUM ('draft', 'open', 'held', 'closed');"
  }

  private func table(_ number: Int, isChanged: Bool) -> [String] {
    let name = "orders_\(number)"
    let parent = "orders_\(number == 0 ? 0 : number - 1 - number % 7 % max(number, 1))"
    return [
      """
      CREATE TABLE \(name) (
        id uuid DEFAULT gen_random_uuid() NOT NULL,
        parent_id uuid,
        status status_\(number / 10) DEFAULT 'draft' NOT NULL,
        title varchar(\(isChanged ? 120 : 80)) NOT NULL,
        amount numeric(12,2) DEFAULT 0 NOT NULL,
        quantity integer DEFAULT 1 NOT NULL,
        is_paid boolean DEFAULT false NOT NULL,
        note text,
        created_at timestamptz DEFAULT now() NOT NULL,
        closed_at timestamptz,
        CONSTRAINT pk_\(name) PRIMARY KEY (id),
        CONSTRAINT ck_\(name)_amount CHECK (amount >= 0 AND quantity > \(isChanged ? 1 : 0)),
        CONSTRAINT fk_\(name)_parent_id FOREIGN KEY (parent_id) REFERENCES \(parent) (id)
          ON DELETE CASCADE
      );
      """,
      "CREATE INDEX ix_\(name)_parent_id ON \(name) (parent_id);",
      "CREATE INDEX ix_\(name)_open ON \(name) (created_at DESC) WHERE closed_at IS NULL;",
    ]
  }
}
