import Whimbrel

/// What every table has: a key, and when its rows were made and last changed.
struct Record: ColumnGroup {
  let id = Column(.uuid).primaryKey()
  let createdAt = Column(.timestamptz).default(.now)
  let updatedAt = Column(.timestamptz).nullable()
}
