// The formats of other tools, one renderer each, behind one protocol.

import Foundation
import PerformanceMetrics

/// A comparison in the format of another tool.
package protocol ComparisonExport: Sendable {
  /// Takes the comparison that is written.
  init(_ comparison: Comparison)

  /// The bytes of the file; equal comparisons give equal bytes.
  ///
  /// - Throws: what `JSONEncoder` throws; these values give it no reason to.
  func data() throws -> Data

  /// What the format cannot hold, one sentence each, so that nobody takes its absence for good news.
  var omissions: [String] { get }
}

/// The formats that a comparison can be written in.
package enum ExportFormat: String, Sendable, Hashable, CaseIterable {
  /// JUnit XML, as build servers show test results.
  case junit
  /// What github-action-benchmark reads as `customSmallerIsBetter`.
  case githubActionBenchmark = "github-action-benchmark"
  /// Bencher Metric Format.
  case bencher
  /// Comma-separated values (RFC 4180).
  case csv

  /// The comparison in this format.
  package func export(_ comparison: Comparison) -> any ComparisonExport {
    switch self {
    case .junit: JUnitExport(comparison)
    case .githubActionBenchmark: GitHubActionBenchmarkExport(comparison)
    case .bencher: BencherExport(comparison)
    case .csv: CSVExport(comparison)
    }
  }
}

extension ExportFormat {
  /// Whether bytes are an export in this format, so that a new one may take their place.
  package func isExport(_ data: Data) -> Bool {
    switch self {
    case .junit: data.starts(with: Data(JUnitExport.opening.utf8))
    case .csv: data.starts(with: Data(CSVExport.header.joined(separator: ",").utf8))
    case .githubActionBenchmark:
      (try? JSONDecoder().decode([GitHubActionBenchmarkExport.Entry].self, from: data)) != nil
    case .bencher: (try? JSONDecoder().decode([String: [String: BencherExport.Value]].self, from: data)) != nil
    }
  }
}

extension Comparison {
  /// What a format of measured numbers alone cannot say: what is missing is only not there.
  var missingOmission: [String] {
    let missing = metrics(.missing).map(\.id)
    guard let first = missing.first else { return [] }
    let more = missing.count == 1 ? "" : " and \(missing.count - 1) more"
    return ["found \(first)\(more) in the baseline and not in the run; the format cannot say so, the exit code does"]
  }
}
