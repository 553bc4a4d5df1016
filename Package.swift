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
    .library(name: "SheetsTesting", targets: ["SheetsTesting"]),
    .executable(name: "performance", targets: ["PerformanceCommand"]),
    .executable(name: "lab", targets: ["Lab"]),
  ],
  targets: [
    .target(name: "TextFormats"),
    .target(name: "SheetsAPI", dependencies: ["TextFormats"]),
    .target(name: "BatchedSheets", dependencies: ["SheetsAPI"]),
    .target(name: "SheetsSim", dependencies: ["SheetsAPI", "TextFormats"]),
    .target(name: "SheetsHTTP", dependencies: ["SheetsAPI", "TextFormats"]),
    .target(name: "PerformanceMetrics", dependencies: ["TextFormats"]),
    .target(name: "PerformanceReporting", dependencies: ["PerformanceMetrics"]),
    .target(name: "HostMeasurement", dependencies: ["PerformanceMetrics"]),
    .target(name: "AllocationCounting"),
    .target(name: "PerformanceFiles", dependencies: ["PerformanceMetrics", "TextFormats"]),
    .target(
      name: "PerformanceTesting",
      dependencies: [
        "PerformanceMetrics", "PerformanceReporting", "PerformanceFiles", "HostMeasurement", "AllocationCounting",
      ]),
    .target(
      name: "SheetsTesting", dependencies: ["PerformanceMetrics", "PerformanceTesting", "SheetsAPI", "SheetsSim"]),
    .target(name: "CommandLineOptions"),
    .executableTarget(
      name: "PerformanceCommand",
      dependencies: [
        "CommandLineOptions", "PerformanceMetrics", "PerformanceReporting", "PerformanceFiles", "TextFormats",
      ]),
    .target(
      name: "SheetsScenarios",
      dependencies: [
        "SheetsAPI", "BatchedSheets", "SheetsSim", "PerformanceMetrics", "HostMeasurement", "TextFormats",
      ]),
    .executableTarget(
      name: "Lab",
      dependencies: [
        "CommandLineOptions", "SheetsAPI", "BatchedSheets", "SheetsSim", "SheetsScenarios", "PerformanceMetrics",
        "PerformanceReporting", "PerformanceFiles", "HostMeasurement", "TextFormats",
      ]),

    .testTarget(
      name: "PerformanceTests",
      dependencies: [
        "SheetsAPI", "BatchedSheets", "SheetsSim", "SheetsScenarios", "PerformanceMetrics", "PerformanceTesting",
      ]),
    .testTarget(name: "TextFormatsTests", dependencies: ["TextFormats"]),
    .testTarget(name: "SheetsAPITests", dependencies: ["SheetsAPI", "TextFormats"]),
    .testTarget(name: "BatchedSheetsTests", dependencies: ["BatchedSheets", "SheetsSim"]),
    .testTarget(name: "SheetsSimTests", dependencies: ["SheetsSim", "SheetsScenarios", "TextFormats"]),
    .testTarget(
      name: "SheetsHTTPTests", dependencies: ["SheetsHTTP", "SheetsSim", "BatchedSheets"]),
    .target(
      name: "PerformanceExamples", dependencies: ["PerformanceMetrics"], path: "Tests/PerformanceExamples"),
    .testTarget(
      name: "PerformanceMetricsTests", dependencies: ["PerformanceMetrics", "PerformanceExamples"]),
    .testTarget(
      name: "PerformanceReportingTests",
      dependencies: ["PerformanceReporting", "PerformanceMetrics", "PerformanceExamples"], exclude: ["Golden"]),
    .testTarget(name: "HostMeasurementTests", dependencies: ["HostMeasurement"]),
    .testTarget(name: "AllocationCountingTests", dependencies: ["AllocationCounting"]),
    .testTarget(
      name: "PerformanceFilesTests", dependencies: ["PerformanceFiles", "PerformanceMetrics", "PerformanceExamples"]),
    .testTarget(
      name: "PerformanceTestingTests",
      dependencies: ["PerformanceTesting", "PerformanceFiles", "PerformanceMetrics", "AllocationCounting"]),
    .testTarget(
      name: "SheetsTestingTests",
      dependencies: [
        "SheetsTesting", "BatchedSheets", "PerformanceFiles", "PerformanceMetrics", "PerformanceTesting", "SheetsAPI",
        "SheetsSim",
      ],
      // So that the examples in it import as little as a stranger does.
      swiftSettings: [.enableUpcomingFeature("MemberImportVisibility")]),
    .testTarget(name: "CommandLineOptionsTests", dependencies: ["CommandLineOptions"]),
    .testTarget(
      name: "PerformanceCommandTests",
      dependencies: [
        "PerformanceCommand", "CommandLineOptions", "PerformanceMetrics", "PerformanceReporting", "PerformanceFiles",
        "PerformanceExamples",
      ]),
    .testTarget(
      name: "SheetsScenariosTests",
      dependencies: ["SheetsScenarios", "BatchedSheets", "SheetsAPI", "SheetsSim", "PerformanceMetrics"]),
    .testTarget(
      name: "LabTests",
      dependencies: [
        "Lab", "CommandLineOptions", "SheetsScenarios", "SheetsAPI", "BatchedSheets", "SheetsSim", "PerformanceMetrics",
        "PerformanceReporting", "PerformanceExamples", "PerformanceCommand",
      ]),
    .testTarget(name: "TidyTests"),
  ],
  swiftLanguageModes: [.v6]
)

// For Scripts/support/release: what runs the suites often needs an optimized build of them, and no other tests.
if Context.environment["SUITES_ALONE"] == "1" {
  package.targets.removeAll { $0.type == .test && $0.name != "PerformanceTests" || $0.name == "PerformanceExamples" }
}
