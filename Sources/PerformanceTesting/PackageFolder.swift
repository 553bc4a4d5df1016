// Where the package lies, so that a test run in an editor finds and leaves its files as one from the shell does.

import Foundation
import PerformanceMetrics

/// The files of a package that a performance run reads and writes.
struct PackageFolder {
  /// The folder that holds Package.swift.
  let root: URL

  /// Finds the package that a source file belongs to: the nearest folder above it with a Package.swift.
  init(holding sourceFile: String) {
    var folder = URL(fileURLWithPath: sourceFile).deletingLastPathComponent()
    while folder.path != "/",
      !FileManager.default.fileExists(atPath: folder.appendingPathComponent("Package.swift").path)
    {
      folder.deleteLastPathComponent()
    }
    root = folder
  }

  /// The metrics file: what `PERFORMANCE_OUTPUT` names, from the package's folder, or `.build/performance/performance-report.json`.
  func reportFile(environment: [String: String]) -> URL {
    if let named = environment["PERFORMANCE_OUTPUT"], !named.isEmpty { return URL(filePath: named, relativeTo: root) }
    return root.appendingPathComponent(".build/performance/performance-report.json")
  }

  /// The accepted baseline; `nil` when there is none yet.
  ///
  /// - Throws: `InputError` when the file cannot be read as a baseline.
  func baseline() throws -> Baseline? {
    let file = root.appendingPathComponent("Baselines/simulated.json")
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    return try Baseline(json: Data(contentsOf: file), file: file.path)
  }
}
