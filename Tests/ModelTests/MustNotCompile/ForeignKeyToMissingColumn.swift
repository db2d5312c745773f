import WhimbrelModel

struct Users: Table {
  let id = Column(.uuid).primaryKey()
}

struct Plants: Table {
  let userID = Column(.uuid).references(\Users.identifier)
  // expected-error@-1 {{has no member 'identifier'}}
  let ownerID = Column(.uuid)
  let teamID = Column(.uuid)
  var constraints: [Constraint] {
    ForeignKey(ownerID, teamID, references: \Users.id, \Users.team)
    // expected-error@-1 {{has no member 'team'}}
  }
}
