import WhimbrelModel

struct Lines: Table {
  let price = Column(.numeric)
  let total = Column(.numeric).generated(as: "\(\Lines.amount) * 2")
  // expected-error@-1 {{has no member 'amount'}}
}
