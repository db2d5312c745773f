import Whimbrel

enum UserRole: String, CaseIterable {
  case unknown, user, admin
}

struct Users: Table {
  let email = Column(.varchar(320)).unique().indexed()
  let hashedPassword = Column(.varchar(1024))
  let fullName = Column(.varchar(255)).nullable()
  let isActive = Column(.boolean)
  let isVerified = Column(.boolean)
  let role = Column(.enum(UserRole.self, name: "userrole"))
  let tokenVersion = Column(.integer)
  let record = Record()
}
