extension Catalog {
  /// A subscription, without the secrets of its connection (manual: CREATE SUBSCRIPTION).
  ///
  /// Whether it is enabled, and how far it is, is the running system's and not read.
  package struct Subscription: Hashable, Sendable {
    package var name: Name
    /// `host=db dbname=app`; nil where only a superuser may read it. It is one installation's, and so not
    /// compared.
    package var connection: SQLText?
    /// In any order.
    package var publications: [Name]
    /// The replication slot at the publisher; nil for NONE.
    package var slot: Name?
    /// `binary=true`: those that are not as they are by themselves, and `streaming` always, whose usual
    /// value is another in each version.
    package var options: OptionList = []
    package var id: ObjectID { ObjectID(.subscription, name) }

    package init(name: Name, publications: [Name]) {
      self.name = name
      self.publications = publications
    }

    package static func == (left: Self, right: Self) -> Bool {
      left.name == right.name && left.publications.sorted() == right.publications.sorted()
        && left.slot == right.slot && left.options == right.options
    }

    package func hash(into hasher: inout Hasher) {
      hasher.combine(name)
      hasher.combine(publications.sorted())
      hasher.combine(slot)
      hasher.combine(options)
    }
  }
}
