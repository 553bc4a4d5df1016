// swift-tools-version: 6.2
import PackageDescription

// A package without any spreadsheet that measures plain code. In your package, depend on a released version by URL
// instead of on the folder above.
let package = Package(
  name: "ReportParsing",
  platforms: [.macOS(.v15)],
  products: [.library(name: "ReportParsing", targets: ["ReportParsing"])],
  dependencies: [.package(name: "sheets-performance", path: "../..")],
  targets: [
    .target(name: "ReportParsing"),
    .testTarget(
      name: "ReportParsingTests",
      dependencies: ["ReportParsing", .product(name: "PerformanceTesting", package: "sheets-performance")]),
  ],
  swiftLanguageModes: [.v6]
)
