extension Catalog {
  /// How a server turns values of one type into another's, by the types' printed names without
  /// modifiers: what `pg_cast` says, and which types are strings (manual: CREATE CAST).
  package struct Casts: Sendable {
    package struct Conversion: Hashable, Sendable {
      package enum Method: Hashable, Sendable {
        /// The bytes are the same.
        case binary
        case function
        /// By the text form of the value.
        case text
      }
      package enum Context: Hashable, Sendable {
        /// ALTER TABLE does it by itself: an implicit or assignment cast.
        case assignment
        /// It has to be written: USING.
        case explicit
      }
      package var method: Method
      package var context: Context

      package init(_ method: Method, _ context: Context) {
        self.method = method
        self.context = context
      }
    }

    private struct Pair: Hashable {
      let source: SQLText
      let target: SQLText
    }

    private var conversions: [Pair: Conversion] = [:]
    private var strings: Set<SQLText> = []
    /// A domain → the type it is of.
    private var domains: [SQLText: SQLText] = [:]
    /// Domains that take every value of their type.
    private var freeDomains: Set<SQLText> = []
    /// What the names stand for where values come from, when that is another catalog: a name may be
    /// a domain there and a composite type here.
    private var former: Former?

    /// Types that are made anew under their names: the same name is another type here than there.
    package var remade: Set<SQLText> = []

    /// Whether the server can be asked if a text is a value of a type (`pg_input_is_valid`, 16).
    package var testsInput = false

    private struct Former {
      let strings: Set<SQLText>
      let domains: [SQLText: SQLText]
    }

    package init() {}

    package mutating func add(_ source: SQLText, _ target: SQLText, _ conversion: Conversion) {
      conversions[Pair(source: source, target: target)] = conversion
    }

    package mutating func remove(_ source: SQLText, _ target: SQLText) {
      conversions[Pair(source: source, target: target)] = nil
    }

    package mutating func add(string type: SQLText) { strings.insert(type) }
    package mutating func add(domain: SQLText, of base: SQLText, isFree: Bool) {
      domains[domain] = base
      if isFree { freeDomains.insert(domain) }
    }

    /// Whether a type takes every value of what it is in the end: no domain, or one that checks nothing.
    package func isFree(_ type: SQLText) -> Bool {
      guard let base = domains[type] else { return true }
      return freeDomains.contains(type) && isFree(base)
    }

    /// Whether the name is another type's after, or that of an array of one.
    package func isRemade(_ type: SQLText) -> Bool {
      remade.contains(type) || (type.element.map(isRemade) ?? false)
    }

    package func isString(_ type: SQLText) -> Bool { strings.contains(type) }

    /// For values of this catalog's types that become those of another's.
    package func leading(to other: Casts) -> Casts {
      // Every server has strings: one without is of a catalog that no server was asked for.
      if strings.isEmpty { return other }
      if other.strings.isEmpty { return self }
      var both = other
      both.conversions.merge(conversions) { there, _ in there }
      both.testsInput = testsInput && other.testsInput
      both.former = Former(strings: strings, domains: domains)
      return both
    }

    /// The way from one type to another; nil when there is none (manual: CREATE CAST, Notes, for the
    /// conversions by text).
    package func conversion(from source: SQLText, to target: SQLText) -> Conversion? {
      if source == target {
        return isRemade(source) ? nil : Conversion(.binary, .assignment)
      }
      if let known = conversions[Pair(source: source, target: target)] { return known }
      if let base = (former?.domains ?? domains)[source] {
        return conversion(from: base, to: target)
      }
      if let base = domains[target] { return conversion(from: source, to: base) }
      if let from = source.element, let to = target.element {
        // Each element is made anew, whatever its cast.
        return conversion(from: from, to: to).map {
          Conversion($0.method == .binary ? .function : $0.method, $0.context)
        }
      }
      if strings.contains(target) { return Conversion(.text, .assignment) }
      if (former?.strings ?? strings).contains(source) { return Conversion(.text, .explicit) }
      return nil
    }

    /// The same of the type that values have before.
    package func formerBase(of type: SQLText) -> SQLText {
      (former?.domains ?? domains)[type].map { formerBase(of: $0) } ?? type
    }

    /// The type that a domain is of in the end; any other type itself.
    package func base(of type: SQLText) -> SQLText {
      domains[type].map { base(of: $0) } ?? type
    }
  }
}

extension SQLText {
  /// The element's type of an array's.
  fileprivate var element: SQLText? {
    text.hasSuffix("[]") ? SQLText(String(text.dropLast(2))) : nil
  }
}
