import WhimbrelModel

let key: NameTemplate<KeyNameToken> = "pk_\(.referencedTable)"  // expected-error {{has no member 'referencedTable'}}
let foreign: NameTemplate<ForeignKeyNameToken> = "fk_\(.tabel)"  // expected-error {{has no member 'tabel'}}
