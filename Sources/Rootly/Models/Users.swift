import Whimbrel

struct Users: Table {
  let id = Column(.uuid).primaryKey().default(.randomUUID)
  let email = Column(.citext).unique().indexed()
  let passwordHash = Column(.text)
  let displayName = Column(.text).nullable()
  let role = Column(.varchar(20)).default("operator")
  let createdAt = Column(.timestamptz).nullable().default(.now)
  let lastLoginAt = Column(.timestamptz).nullable()
  let isPasswordTemp = Column(.boolean).default(false)
}
