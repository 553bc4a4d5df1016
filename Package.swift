// swift-tools-version: 6.2
import PackageDescription

// No package dependencies: the toolchain's Swift Testing, Foundation and Synchronization are enough.
// The arrows between the targets are the architecture; CONTRIBUTING.md draws them.
let package = Package(
  name: "sheets-performance",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "SheetsAPI", targets: ["SheetsAPI"]),
    .library(name: "BatchedSheets", targets: ["BatchedSheets"]),
    .library(name: "SheetsSim", targets: ["SheetsSim"]),
    .library(name: "SheetsHTTP", targets: ["SheetsHTTP"]),
    .library(name: "PerformanceMetrics", targets: ["PerformanceMetrics"]),
    .library(name: "PerformanceTesting", targets: ["PerformanceTesting"]),
    .executable(name: "performance", targets: ["PerformanceCommand"]),
  ],
  targets: [
    .target(name: "SheetsAPI"),
    .target(name: "BatchedSheets", dependencies: ["SheetsAPI"]),
    .target(name: "SheetsSim", dependencies: ["SheetsAPI"]),
    .target(name: "SheetsHTTP", dependencies: ["SheetsAPI"]),
    .target(name: "PerformanceMetrics"),
    .target(name: "PerformanceReporting", dependencies: ["PerformanceMetrics"]),
    .target(name: "PerformanceTesting", dependencies: ["PerformanceMetrics", "PerformanceReporting"]),
    .executableTarget(
      name: "PerformanceCommand", dependencies: ["PerformanceMetrics", "PerformanceReporting"]),

    .testTarget(
      name: "PerformanceTests",
      dependencies: [
        "SheetsAPI", "BatchedSheets", "SheetsSim", "PerformanceMetrics", "PerformanceReporting", "PerformanceTesting",
      ]),
    .testTarget(name: "SheetsAPITests", dependencies: ["SheetsAPI"]),
    .testTarget(name: "BatchedSheetsTests", dependencies: ["BatchedSheets", "SheetsSim"]),
    .testTarget(name: "SheetsSimTests", dependencies: ["SheetsSim"]),
    .testTarget(
      name: "SheetsHTTPTests", dependencies: ["SheetsHTTP", "SheetsSim", "BatchedSheets"]),
    .target(
      name: "PerformanceExamples", dependencies: ["PerformanceMetrics"], path: "Tests/PerformanceExamples"),
    .testTarget(
      name: "PerformanceMetricsTests", dependencies: ["PerformanceMetrics", "PerformanceExamples"]),
    .testTarget(
      name: "PerformanceReportingTests",
      dependencies: ["PerformanceReporting", "PerformanceMetrics", "PerformanceExamples"], exclude: ["Golden"]),
    .testTarget(
      name: "PerformanceTestingTests", dependencies: ["PerformanceTesting", "PerformanceMetrics"]),
    .testTarget(
      name: "PerformanceCommandTests",
      dependencies: ["PerformanceCommand", "PerformanceMetrics", "PerformanceReporting"]),
    .testTarget(name: "TidyTests"),
  ],
  swiftLanguageModes: [.v6]
)
