// Where the package lies, so that a test run in an editor finds and leaves its files as one from the shell does.

import Foundation
import PerformanceMetrics

/// The files of a package that a performance run reads and writes.
package struct PackageFiles: Sendable {
  /// The folder that holds Package.swift.
  package let root: URL
  /// The metrics file: what `PERFORMANCE_OUTPUT` names, or `.build/performance/performance-report.json`.
  package let report: URL

  /// Names the files of a package in a folder.
  ///
  /// A relative `PERFORMANCE_OUTPUT` counts from that folder: a test process may stand anywhere.
  package init(root: URL, environment: [String: String]) {
    self.root = root
    let named = environment["PERFORMANCE_OUTPUT"] ?? ""
    let path = named.isEmpty ? ".build/performance/performance-report.json" : named
    report = path.hasPrefix("/") ? URL(filePath: path) : root.appending(path: path)
  }

  /// Finds the package that a source file belongs to: the nearest folder above it with a Package.swift.
  package init(holding sourceFile: String, environment: [String: String]) {
    var folder = URL(filePath: sourceFile).deletingLastPathComponent()
    while folder.path != "/", !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) {
      folder.deleteLastPathComponent()
    }
    self.init(root: folder, environment: environment)
  }

  /// The baseline in `Baselines/simulated.json`; `nil` when there is none yet.
  ///
  /// - Throws: `InputError` when the file cannot be read as a baseline.
  package func baseline() throws -> Baseline? {
    let file = root.appending(path: "Baselines/simulated.json")
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    return try Baseline(json: Data(contentsOf: file), file: file.path)
  }

  /// Removes the report of an earlier run, if there is one.
  ///
  /// - Throws: `InputError` for a folder and for a file that is no performance report: neither is touched.
  package func removeReport() throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: report.path, isDirectory: &isFolder) else { return }
    func refusal(found: String) -> InputError {
      InputError(
        file: report.path, found: found, expected: "a performance report of an earlier run, or no file",
        remedy: "name another file with PERFORMANCE_OUTPUT")
    }
    if isFolder.boolValue { throw refusal(found: "a folder") }
    guard PerformanceReport.isReport(try Data(contentsOf: report)) else {
      throw refusal(found: "a file that is not a performance report")
    }
    try FileManager.default.removeItem(at: report)
  }

  /// Writes the report whole or not at all, so that two processes at once cannot mix theirs.
  package func write(_ report: PerformanceReport) throws {
    try FileManager.default.createDirectory(
      at: self.report.deletingLastPathComponent(), withIntermediateDirectories: true)
    try report.json().write(to: self.report, options: .atomic)
  }
}
