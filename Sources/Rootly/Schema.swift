import Whimbrel

@main struct Rootly: MigrationCommand {
  static let schema = Schema(naming: .prefixed) {
    Users.self
    Plants.self
  }
}
