import WhimbrelModel

let key: NameTemplate<KeyNameToken> = "pk_\(.referencedTable)"
// expected-error@-1 {{has no member 'referencedTable'}}
let foreign: NameTemplate<ForeignKeyNameToken> = "fk_\(.tabel)"
// expected-error@-1 {{has no member 'tabel'}}
