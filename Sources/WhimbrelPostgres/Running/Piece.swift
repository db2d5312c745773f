import WhimbrelPlanning

/// A part of a revision's section that is done or not done as a whole, as the ledger sees it.
package struct Piece: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// In one transaction, with its ledger row.
    case together
    /// Outside any transaction: recorded as begun, sent, recorded as done.
    case alone
    /// A data step in Swift, by its name.
    case call(String)
    /// Its statement for the next rows, each time with the cursor, until there are none.
    case batches(BatchSource)
  }

  package var kind: Kind
  /// Nil for the one piece of a section that has no steps, such as a merge's.
  package var step: RevisionStep?
  package var statements: [SQLStatement]
  /// Where the section stands before it, and after it.
  package var from: Position
  package var to: Position
  /// The number, from 0, of its first statement among all of the section's.
  package var firstNumber: Int

  /// Whether the server decides at run time if a transaction can hold it.
  package var mayNeedToBeAlone: Bool {
    kind == .together && step?.kind == .autocommit
      && statements.contains { $0.kind.transactionRule == .depends }
  }

  /// Whether it commits in between, with a cursor.
  var commitsOften: Bool {
    switch kind {
    case .call, .batches: true
    case .together, .alone: false
    }
  }

  package func madeAlone() -> Piece {
    var copy = self
    copy.kind = .alone
    return copy
  }
}

/// How far a section has got: whole steps, and statements of the step after them.
package struct Position: Sendable, Hashable, Comparable, CustomStringConvertible {
  package var steps: Int
  package var statements: Int

  package init(steps: Int, statements: Int = 0) {
    self.steps = steps
    self.statements = statements
  }

  package static let start = Position(steps: 0)

  package var description: String { "\(steps).\(statements)" }

  package static func < (one: Self, other: Self) -> Bool {
    (one.steps, one.statements) < (other.steps, other.statements)
  }
}

extension RevisionSection {
  /// Its pieces in order; never none.
  package var pieces: [Piece] {
    var pieces: [Piece] = []
    var number = 0
    for (index, step) in steps.enumerated() {
      let from = Position(steps: index)
      let to = Position(steps: index + 1)
      switch step.kind {
      case .transaction:
        pieces.append(
          Piece(
            kind: .together, step: step, statements: step.statements, from: from, to: to,
            firstNumber: number))
        number += step.statements.count
      case .batches(let source):
        pieces.append(
          Piece(
            kind: .batches(source), step: step, statements: step.statements, from: from, to: to,
            firstNumber: number))
        number += step.statements.count
      case .call(let name):
        pieces.append(
          Piece(
            kind: .call(name), step: step, statements: [], from: from, to: to,
            firstNumber: number))
        number += 1
      case .autocommit:
        for (offset, statement) in step.statements.enumerated() {
          let isLast = offset == step.statements.count - 1
          pieces.append(
            Piece(
              kind: statement.kind.transactionRule == .refused ? .alone : .together, step: step,
              statements: [statement], from: Position(steps: index, statements: offset),
              to: isLast ? to : Position(steps: index, statements: offset + 1),
              firstNumber: number))
          number += 1
        }
      }
    }
    if pieces.isEmpty {
      pieces.append(
        Piece(
          kind: .together, step: nil, statements: [], from: .start, to: .start, firstNumber: 0))
    }
    return pieces
  }
}
