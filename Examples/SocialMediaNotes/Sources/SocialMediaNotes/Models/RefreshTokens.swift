import Whimbrel

struct RefreshTokens: Table {
  let tokenHash = Column(.varchar(64)).unique().indexed()
  let userID = Column(.uuid).references(\Users.record.id, onDelete: .cascade).indexed()
  let familyID = Column(.uuid).indexed()
  let deviceID = Column(.varchar(255)).nullable()
  let deviceName = Column(.varchar(100)).nullable()
  let ipAddress = Column(.varchar(45)).nullable()
  let expiresAt = Column(.timestamptz).indexed()
  let isRevoked = Column(.boolean)
  let revokedAt = Column(.timestamptz).nullable()
  let record = Record()
}
