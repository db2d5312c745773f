import Whimbrel

enum RootlySchema {
  static let schema = Schema(naming: .prefixed) {
    Users.self
    Plants.self
  }
}
