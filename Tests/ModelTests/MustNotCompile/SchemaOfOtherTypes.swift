import WhimbrelModel

struct Plants {
  let id = Column(.uuid)
}

let schema = Schema {
  Plants.self
  // expected-error@-1 {{no exact matches in call to static method 'buildExpression'}}
}
