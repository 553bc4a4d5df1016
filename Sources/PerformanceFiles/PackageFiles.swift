// Where the package lies, so that a test run in an editor finds and leaves its files as one from the shell does.

import Foundation
import PerformanceMetrics

/// The files of a package that a performance run reads and writes.
package struct PackageFiles: Sendable {
  /// The report of a whole run, from the package's folder.
  package static let report = ".build/performance/performance-report.json"
  /// The report of a run of a part, beside it.
  package static let partialReport = ".build/performance/partial-report.json"
  /// The baseline of the suites.
  package static let baseline = "Baselines/simulated.json"

  /// The folder that holds Package.swift.
  package let root: URL
  private let named: String?

  /// Names the files of a package in a folder.
  ///
  /// `PERFORMANCE_OUTPUT` names the report; a relative name counts from the folder: a test process may stand anywhere.
  package init(root: URL, environment: [String: String]) {
    self.root = root
    named = environment["PERFORMANCE_OUTPUT"].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Finds the package that a source file belongs to: the nearest folder above it with a Package.swift.
  package init(holding sourceFile: String, environment: [String: String]) {
    let folder = URL(filePath: sourceFile).deletingLastPathComponent()
    self.init(root: Self.package(around: folder) ?? folder, environment: environment)
  }

  /// The nearest folder with a Package.swift: this one or one above it; `nil` where there is none.
  package static func package(around folder: URL) -> URL? {
    var candidate = folder.standardizedFileURL
    while !FileManager.default.fileExists(
      atPath: candidate.appending(path: "Package.swift").path(percentEncoded: false))
    {
      let parent = candidate.deletingLastPathComponent().standardizedFileURL
      // The top of the file system is its own parent.
      if parent.path(percentEncoded: false).count >= candidate.path(percentEncoded: false).count { return nil }
      candidate = parent
    }
    return candidate
  }

  /// Where a run leaves its report: what `PERFORMANCE_OUTPUT` names or, without it, one file for whole runs and one for
  /// partial runs, so that a look at one test does not cost the report of all.
  package func report(isPartial: Bool) -> ReportFile {
    let path = named ?? (isPartial ? Self.partialReport : Self.report)
    return ReportFile(url: path.hasPrefix("/") ? URL(filePath: path) : root.appending(path: path))
  }

  /// The report of an earlier partial run, which a whole run replaces; `nil` where one file is named for both.
  package var supersededReport: ReportFile? { named == nil ? report(isPartial: true) : nil }

  /// The baseline in `Baselines/simulated.json`; `nil` when there is none yet.
  ///
  /// - Throws: `InputError` when the file cannot be read as a baseline.
  package func baseline() throws -> Baseline? {
    let file = root.appending(path: Self.baseline)
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    return try Baseline(json: Data(contentsOf: file), file: file.path)
  }
}
