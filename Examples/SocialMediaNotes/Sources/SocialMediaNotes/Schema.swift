import Whimbrel

@main struct SocialMediaNotes: MigrationCommand {
  static let schema = Schema(naming: .prefixed) {
    Users.self
    RefreshTokens.self
  }
}
