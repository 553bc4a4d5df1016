// Round the sweep's blocks: their tally, and the report once all have ended.

import Foundation
import Testing

/// Gives the tests of the suite one tally, and reports it after the last.
struct SweepReport: SuiteTrait, TestScoping {
  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    let tally = SweepTally(.current)
    try await SweepTally.$current.withValue(tally) { try await function() }
    let missing = tally.missing.map(\.rawValue)
    if !missing.isEmpty {
      Issue.record("\(tally.worlds) random worlds had none of: \(missing.joined(separator: "; "))")
    }
    if let path = tally.sweep.reportPath {
      try Data(tally.summary.utf8).write(to: URL(filePath: path), options: .atomic)
    } else {
      print("random worlds: \(tally.worlds) seeds; more with Scripts/simulate --seeds 10000")
    }
  }
}

extension Trait where Self == SweepReport {
  /// The tally and the report of a sweep.
  static var sweepReport: Self { SweepReport() }
}
