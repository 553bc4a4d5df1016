// swift-tools-version: 6.2
import PackageDescription

// A package of its own with three root suites in two test targets. The variable FAULT chooses what goes wrong in one of
// their tests; Scripts/prove-gate expects each fault to be found.
let dependencies: [Target.Dependency] = ["PerformanceMetrics", "PerformanceTesting"].map {
  .product(name: $0, package: "sheets-performance")
}
let package = Package(
  name: "faulty-suites",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "sheets-performance", path: "../../..")],
  targets: [
    .testTarget(name: "ShopTests", dependencies: dependencies),
    .testTarget(name: "TillTests", dependencies: dependencies),
  ],
  swiftLanguageModes: [.v6]
)
