import WhimbrelModel

struct Users: Table {
  let id = Column(.uuid).primaryKey()
}

struct Plants: Table {
  let userID = Column(.uuid)
  var constraints: [Constraint] {
    ForeignKey(ownerID, references: \Users.id)
    // expected-error@-1 {{cannot find 'ownerID' in scope}}
  }
}
