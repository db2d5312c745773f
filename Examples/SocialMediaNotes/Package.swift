// swift-tools-version: 6.2
import PackageDescription

// How a project of one's own depends on Whimbrel; there it is `.package(url: …, from: …)`.
let package = Package(
  name: "SocialMediaNotes",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "whimbrel", path: "../..")],
  targets: [
    .executableTarget(
      name: "SocialMediaNotes", dependencies: [.product(name: "Whimbrel", package: "whimbrel")])
  ],
  swiftLanguageModes: [.v6]
)
