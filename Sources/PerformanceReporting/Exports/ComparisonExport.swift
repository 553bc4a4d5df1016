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
  /// What a format of measured numbers alone cannot say: that tests failed, and that something is not there.
  var missingOmission: [String] {
    let failure = run.failureWords.map { ["found \($0); the format cannot say so, the exit code does"] } ?? []
    let missing = metrics(.missing).map(\.id)
    guard let first = missing.first else { return failure }
    let more = missing.count == 1 ? "" : " and \(missing.count - 1) more"
    return failure + [
      "found \(first)\(more) in the baseline and not in the run; the format cannot say so, the exit code does"
    ]
  }
}

/// A metric's number as JSON has it: a whole number where it is one, else the nearest that a Double can hold.
enum ExportedNumber: Codable {
  case whole(Int64)
  case fraction(Double)

  init(_ metric: Metric) {
    let plain = Quantity.plain(metric.exact, metric.unit)
    self = plain.contains(".") ? Double(plain).map { .fraction($0) } ?? .whole(metric.value) : .whole(metric.value)
  }

  /// Reads a number.
  ///
  /// - Throws: `DecodingError` for anything else.
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    self = try (try? container.decode(Int64.self)).map { .whole($0) } ?? .fraction(container.decode(Double.self))
  }

  /// Writes the number.
  ///
  /// - Throws: what the encoder throws.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .whole(let number): try container.encode(number)
    case .fraction(let number): try container.encode(number)
    }
  }
}
