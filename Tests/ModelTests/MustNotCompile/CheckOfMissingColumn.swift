import WhimbrelModel

struct Plants: Table {
  let moisture = Column(.doublePrecision)
  var constraints: [Constraint] {
    Check("\(moist) BETWEEN 0 AND 1")
    // expected-error@-1 {{cannot find 'moist' in scope}}
  }
}
