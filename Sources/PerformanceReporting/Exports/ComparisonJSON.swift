// A comparison for programs: every row, also the unchanged ones, in the order of the table.

import Foundation
import PerformanceMetrics

/// The JSON of a comparison: exit code, verdict in words, counts, requirements and metrics, the worst first.
///
/// Stable: equal comparisons are equal bytes.
package struct ComparisonJSON: Sendable {
  private let comparison: Comparison

  /// The JSON of a comparison.
  package init(_ comparison: Comparison) {
    self.comparison = comparison
  }

  /// The bytes: sorted keys, indented, one newline at the end.
  package func data() throws -> Data {
    try StableJSON.data(Document(comparison))
  }

  private struct Document: Encodable {
    let schema = 1
    let exitCode: Int32
    let verdict: String
    let scope: ComparisonScope
    let failOn: FailureThreshold
    let selection: String?
    let accepted: Acceptance
    let run: RunInformation
    let counts: [String: Int]
    let requirements: [RequirementRow]
    let metrics: [MetricRow]
    let baselineEdits: [BaselineEdit]
    let unexplainedEdits: [BaselineEdit]
    let reasons: [AcceptanceReason]
    let hostMetrics: [Metric]
    let notes: [String]

    init(_ comparison: Comparison) {
      exitCode = comparison.exitCode.rawValue
      verdict = VerdictSentence(comparison).sentence
      scope = comparison.scope
      failOn = comparison.failure
      selection = comparison.selection.isEverything ? nil : comparison.selection.description
      accepted = comparison.accepted
      run = comparison.run
      counts = Dictionary(
        uniqueKeysWithValues: Verdict.allCases.map { ($0.rawValue, comparison.metrics($0).count) })
      requirements = comparison.requirements.map(RequirementRow.init)
      metrics = comparison.metrics.map(MetricRow.init)
      baselineEdits = comparison.baselineEdits
      unexplainedEdits = comparison.unexplainedEdits
      reasons = comparison.reasons
      hostMetrics = comparison.hostMetrics
      notes = comparison.notes
    }
  }

  private struct RequirementRow: Encodable {
    let result: RequirementResult
    let declaration: Declaration
    let baseline: Requirement?
    let run: Requirement?

    init(_ row: RequirementComparison) {
      result = row.result
      declaration = row.declaration
      baseline = row.baseline
      run = row.run
    }
  }

  private struct MetricRow: Encodable {
    let id: String
    let verdict: Verdict
    let toleranceChanged: Bool
    let change: Change?
    let improvedPastTolerance: Bool
    let attribution: Attribution?
    let differences: [String]
    let baseline: Metric?
    let run: Metric?

    init(_ row: MetricComparison) {
      id = row.id
      verdict = row.verdict
      toleranceChanged = row.isToleranceChanged
      change = row.change
      improvedPastTolerance = row.isImprovedPastTolerance
      attribution = row.attribution
      differences = row.differences
      baseline = row.baseline
      run = row.run
    }
  }
}
