// swift-tools-version: 6.2
import PackageDescription

// No package dependencies: the toolchain's Swift Testing, Foundation and Synchronization are enough.
// The arrows between the targets are the architecture; CONTRIBUTING.md draws them.
let package = Package(
  name: "sheets-performance",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "SheetsAPI", targets: ["SheetsAPI", "TextFormats"]),
    .library(name: "BatchedSheets", targets: ["BatchedSheets"]),
    .library(name: "SheetsSim", targets: ["SheetsSim"]),
    .library(name: "SheetsHTTP", targets: ["SheetsHTTP"]),
    .library(name: "PerformanceMetrics", targets: ["PerformanceMetrics"]),
    .library(name: "PerformanceTesting", targets: ["PerformanceTesting"]),
    .executable(name: "performance", targets: ["PerformanceCommand"]),
  ],
  targets: [
    .target(name: "TextFormats"),
    .target(name: "SheetsAPI", dependencies: ["TextFormats"]),
    .target(name: "BatchedSheets", dependencies: ["SheetsAPI"]),
    .target(name: "SheetsSim", dependencies: ["SheetsAPI", "TextFormats"]),
    .target(name: "SheetsHTTP", dependencies: ["SheetsAPI"]),
    .target(name: "PerformanceMetrics"),
    .target(name: "PerformanceTesting", dependencies: ["PerformanceMetrics"]),
    .executableTarget(name: "PerformanceCommand", dependencies: ["PerformanceMetrics"]),

    .testTarget(
      name: "PerformanceTests",
      dependencies: [
        "SheetsAPI", "BatchedSheets", "SheetsSim", "PerformanceMetrics", "PerformanceTesting", "TextFormats",
      ]),
    .testTarget(name: "TextFormatsTests", dependencies: ["TextFormats"]),
    .testTarget(name: "SheetsAPITests", dependencies: ["SheetsAPI", "TextFormats"]),
    .testTarget(name: "BatchedSheetsTests", dependencies: ["BatchedSheets", "SheetsSim"]),
    .testTarget(name: "SheetsSimTests", dependencies: ["SheetsSim", "TextFormats"]),
    .testTarget(
      name: "SheetsHTTPTests", dependencies: ["SheetsHTTP", "SheetsSim", "BatchedSheets"]),
    .testTarget(
      name: "PerformanceMetricsTests", dependencies: ["PerformanceMetrics"], exclude: ["Golden"]),
    .testTarget(
      name: "PerformanceTestingTests", dependencies: ["PerformanceTesting", "PerformanceMetrics"]),
    .testTarget(
      name: "PerformanceCommandTests", dependencies: ["PerformanceCommand", "PerformanceMetrics"]),
    .testTarget(name: "TidyTests"),
  ],
  swiftLanguageModes: [.v6]
)
