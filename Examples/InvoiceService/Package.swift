// swift-tools-version: 6.2
import PackageDescription

// A package of its own that tests its own service against the simulator. In your package, depend on a released
// version by URL instead of on the folder above.
let package = Package(
  name: "invoice-service",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "sheets-performance", path: "../..")],
  targets: [
    .target(name: "InvoiceService", dependencies: [.product(name: "SheetsAPI", package: "sheets-performance")]),
    .testTarget(
      name: "InvoiceServiceTests",
      dependencies: ["InvoiceService", .product(name: "SheetsTesting", package: "sheets-performance")]),
  ],
  swiftLanguageModes: [.v6]
)
