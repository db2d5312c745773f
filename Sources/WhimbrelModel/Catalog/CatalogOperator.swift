extension Catalog {
  /// An operator.
  package struct Operator: Hashable, Sendable {
    package var schema: Name
    package var name: Name
    /// As `format_type` prints it; nil for a prefix operator.
    package var left: SQLText?
    package var right: SQLText
    /// The function's name, as SQL.
    package var function: SQLText
    /// `=` or `OPERATOR(shop.=)`, as SQL.
    package var commutator: SQLText?
    package var negator: SQLText?
    package var restrict: SQLText?
    package var join: SQLText?
    package var canHash = false
    package var canMerge = false
    /// The member is `integer, integer`, with `NONE` for the left side of a prefix operator.
    package var id: ObjectID {
      ObjectID(.operator, schema: schema, name, member: Name("\(left ?? "NONE"), \(right)"))
    }
    package init(schema: Name, name: Name, left: SQLText?, right: SQLText, function: SQLText) {
      self.schema = schema
      self.name = name
      self.left = left
      self.right = right
      self.function = function
    }
  }

  /// An operator family with the members that belong to none of its classes.
  package struct OperatorFamily: Hashable, Sendable {
    package var schema: Name
    package var name: Name
    package var method: Name
    /// Sorted.
    package var members: [OperatorMember] = []
    /// The member is the access method.
    package var id: ObjectID {
      ObjectID(.operatorFamily, schema: schema, name, member: method)
    }
    package init(schema: Name, name: Name, method: Name) {
      self.schema = schema
      self.name = name
      self.method = method
    }
  }

  /// An operator class. Its family is an object of its own, also when it was made along with it.
  package struct OperatorClass: Hashable, Sendable {
    package var schema: Name
    package var name: Name
    package var method: Name
    package var family: ObjectID
    package var type: TypeName
    package var isDefault = false
    package var storage: TypeName?
    /// Sorted.
    package var members: [OperatorMember] = []
    /// The member is the access method.
    package var id: ObjectID { ObjectID(.operatorClass, schema: schema, name, member: method) }
    package init(schema: Name, name: Name, method: Name, family: ObjectID, type: TypeName) {
      self.schema = schema
      self.name = name
      self.method = method
      self.family = family
      self.type = type
    }
  }

  /// An operator or support function of an operator class or family.
  package struct OperatorMember: Hashable, Sendable, Comparable {
    package var isFunction: Bool
    /// The strategy or support number.
    package var number: Int
    package var left: SQLText
    package var right: SQLText
    /// `<`, `OPERATOR(shop.<)`; of a function `shop.compare(integer, integer)`.
    package var item: SQLText
    /// The B-tree family of an ordering operator, as SQL.
    package var orderBy: SQLText?
    package init(isFunction: Bool, number: Int, left: SQLText, right: SQLText, item: SQLText) {
      self.isFunction = isFunction
      self.number = number
      self.left = left
      self.right = right
      self.item = item
    }
    package static func < (a: Self, b: Self) -> Bool {
      if a.isFunction != b.isFunction { return b.isFunction }
      if a.number != b.number { return a.number < b.number }
      return (a.left, a.right) < (b.left, b.right)
    }
  }

  /// A cast between two types.
  package struct Cast: Hashable, Sendable {
    package enum Method: Hashable, Sendable {
      /// With its argument types: `shop.to_money(integer)`.
      case function(SQLText)
      /// By way of its text (`WITH INOUT`).
      case text
      case binary
    }
    package enum Context: String, Hashable, Sendable { case explicit, assignment, implicit }
    package var source: TypeName
    package var target: TypeName
    package var method: Method
    package var context: Context = .explicit
    package var id: ObjectID {
      ObjectID(.cast, Name(source.printed.text), member: Name(target.printed.text))
    }
    package init(source: TypeName, target: TypeName, method: Method) {
      self.source = source
      self.target = target
      self.method = method
    }
  }

  /// A conversion between encodings.
  package struct Conversion: Hashable, Sendable {
    package var schema: Name
    package var name: Name
    package var source: SQLText
    package var target: SQLText
    /// The function's name, as SQL.
    package var function: SQLText
    package var isDefault = false
    package var id: ObjectID { ObjectID(.conversion, schema: schema, name) }
    package init(schema: Name, name: Name, source: SQLText, target: SQLText, function: SQLText) {
      self.schema = schema
      self.name = name
      self.source = source
      self.target = target
      self.function = function
    }
  }

  /// How a type goes to and from a procedural language.
  package struct Transform: Hashable, Sendable {
    package var type: TypeName
    package var language: Name
    /// With their argument types.
    package var fromSQL: SQLText?
    package var toSQL: SQLText?
    package var id: ObjectID {
      ObjectID(.transform, Name(type.printed.text), member: language)
    }
    package init(type: TypeName, language: Name) {
      self.type = type
      self.language = language
    }
  }
}
