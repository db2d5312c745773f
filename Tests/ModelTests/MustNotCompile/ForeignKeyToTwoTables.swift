import WhimbrelModel

struct Users: Table {
  let id = Column(.uuid).primaryKey()
}

struct Teams: Table {
  let id = Column(.uuid).primaryKey()
}

struct Plants: Table {
  let userID = Column(.uuid)
  let teamID = Column(.uuid)
  var constraints: [Constraint] {
    ForeignKey(userID, teamID, references: \Users.id, \Teams.id)
    // expected-error@-1 {{a foreign key references the columns of one table}}
  }
}
