import WhimbrelModel

struct Plants: Table {
  let userID = Column(.uuid)
  var indexes: [Index] {
    Index(userID, status)
    // expected-error@-1 {{cannot find 'status' in scope}}
  }
}
