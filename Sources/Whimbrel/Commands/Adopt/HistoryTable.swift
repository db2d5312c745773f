/// How another tool keeps what it has applied to a database.
struct HistoryTable: Sendable {
  let tool: String
  let table: String
  /// Columns by which it is told from another tool's table of the same name.
  let columns: Set<String>
  /// Columns, and tables beside it, that another tool's has.
  var lacks: Set<String> = []
  /// The tool's other tables, left alone with it where they are there.
  var companions: [String] = []
  /// What selects id, title and whether it is finished, in order; `TABLE` stands for the table.
  let query: String
  /// What the old tool is called by, and what of it goes, for a person.
  let command: String
  let files: String

  static let all: [HistoryTable] = [
    HistoryTable(
      tool: "Alembic", table: "alembic_version", columns: ["version_num"],
      query: "SELECT version_num, '', true FROM TABLE ORDER BY version_num",
      command: "alembic upgrade head", files: "alembic.ini and the folder with env.py and versions/"
    ),
    HistoryTable(
      tool: "Flyway", table: "flyway_schema_history",
      columns: ["installed_rank", "version", "description", "success"],
      query: """
        SELECT coalesce(version, 'R'), description, success FROM TABLE
        WHERE type NOT IN ('SCHEMA', 'DELETE') ORDER BY installed_rank
        """,
      command: "flyway migrate", files: "flyway.conf or flyway.toml, and the folder with V…__….sql"),
    HistoryTable(
      tool: "Prisma Migrate", table: "_prisma_migrations",
      columns: ["id", "migration_name", "finished_at", "rolled_back_at"],
      query: """
        SELECT migration_name, '', finished_at IS NOT NULL FROM TABLE
        WHERE rolled_back_at IS NULL ORDER BY started_at, migration_name
        """,
      command: "prisma migrate deploy", files: "prisma/migrations"),
    HistoryTable(
      tool: "golang-migrate", table: "schema_migrations", columns: ["version", "dirty"],
      query: "SELECT version::text, '', NOT dirty FROM TABLE ORDER BY version",
      command: "migrate up", files: "the folder with ….up.sql and ….down.sql"),
    HistoryTable(
      tool: "Rails", table: "schema_migrations", columns: ["version"],
      lacks: ["dirty", "inserted_at"], companions: ["ar_internal_metadata"],
      query: "SELECT version, '', true FROM TABLE ORDER BY version",
      command: "rails db:migrate", files: "db/migrate, db/schema.rb or db/structure.sql"),
    HistoryTable(
      tool: "Ecto", table: "schema_migrations", columns: ["version", "inserted_at"],
      query: "SELECT version::text, '', true FROM TABLE ORDER BY version",
      command: "mix ecto.migrate", files: "priv/repo/migrations"),
    HistoryTable(
      tool: "dbmate", table: "schema_migrations", columns: ["version"],
      lacks: ["dirty", "inserted_at", "ar_internal_metadata"],
      query: "SELECT version, '', true FROM TABLE ORDER BY version",
      command: "dbmate up", files: "db/migrations and db/schema.sql"),
    HistoryTable(
      tool: "Fluent", table: "_fluent_migrations", columns: ["id", "name", "batch"],
      companions: ["_fluent_enums"],
      query: "SELECT name, 'batch ' || batch, true FROM TABLE ORDER BY batch, created_at, name",
      command: "swift run App migrate", files: "the types that conform to Migration"),
    HistoryTable(
      tool: "Django", table: "django_migrations", columns: ["id", "app", "name", "applied"],
      query: "SELECT app || '.' || name, '', true FROM TABLE ORDER BY id",
      command: "manage.py migrate",
      files: "each app's migrations/, with managed = False in its models"
    ),
    HistoryTable(
      tool: "goose", table: "goose_db_version", columns: ["version_id", "is_applied"],
      query: """
        SELECT version_id::text, '', true FROM TABLE
        WHERE version_id > 0 GROUP BY version_id
        HAVING (array_agg(is_applied ORDER BY id DESC))[1] ORDER BY version_id
        """,
      command: "goose up", files: "the folder with its migrations"),
    HistoryTable(
      tool: "sqlx", table: "_sqlx_migrations", columns: ["version", "description", "success"],
      query: "SELECT version::text, description, success FROM TABLE ORDER BY version",
      command: "sqlx migrate run, and sqlx::migrate! in the program", files: "migrations/"),
    HistoryTable(
      tool: "Diesel", table: "__diesel_schema_migrations", columns: ["version", "run_on"],
      query: "SELECT version, '', true FROM TABLE ORDER BY version",
      command: "diesel migration run", files: "migrations/"),
    HistoryTable(
      tool: "Liquibase", table: "databasechangelog", columns: ["id", "author", "filename"],
      companions: ["databasechangeloglock"],
      query: "SELECT id, author || ' ' || filename, true FROM TABLE ORDER BY orderexecuted",
      command: "liquibase update", files: "the changelog"),
    HistoryTable(
      tool: "Knex", table: "knex_migrations", columns: ["name", "batch", "migration_time"],
      companions: ["knex_migrations_lock"],
      query: "SELECT name, 'batch ' || batch, true FROM TABLE ORDER BY id",
      command: "knex migrate:latest", files: "migrations/"),
    HistoryTable(
      tool: "Entity Framework", table: "__EFMigrationsHistory", columns: ["MigrationId"],
      query: "SELECT \"MigrationId\", '', true FROM TABLE ORDER BY 1",
      command: "dotnet ef database update", files: "Migrations/"),
    HistoryTable(
      tool: "Sequelize", table: "SequelizeMeta", columns: ["name"],
      query: "SELECT name, '', true FROM TABLE ORDER BY name",
      command: "sequelize db:migrate", files: "migrations/"),
    HistoryTable(
      tool: "TypeORM", table: "migrations", columns: ["id", "timestamp", "name"],
      companions: ["typeorm_metadata"],
      query: "SELECT name, '', true FROM TABLE ORDER BY timestamp",
      command: "typeorm migration:run", files: "the migration classes"),
    HistoryTable(
      tool: "Laravel", table: "migrations", columns: ["id", "migration", "batch"],
      query: "SELECT migration, 'batch ' || batch, true FROM TABLE ORDER BY id",
      command: "artisan migrate", files: "database/migrations"),
  ]
}
