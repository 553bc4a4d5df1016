// swift-tools-version: 6.2
import PackageDescription

// A package of its own that tests its own service against the simulator. In your package, depend on a released
// version by URL instead of on the folder above.
let package = Package(
  name: "invoice-service",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "sheets-performance", path: "../..")],
  targets: [
    .testTarget(
      name: "InvoiceServiceTests",
      dependencies: ["SheetsAPI", "SheetsSim", "PerformanceMetrics", "PerformanceTesting"].map {
        .product(name: $0, package: "sheets-performance")
      })
  ],
  swiftLanguageModes: [.v6]
)
