import WhimbrelModel

// Compiles, though a mark says otherwise: a check that cannot fail would pass it.
struct Plants: Table {
  let userID = Column(.uuid)
  var indexes: [Index] {
    Index(userID)
    // expected-error@-1 {{cannot find 'userID' in scope}}
  }
}
