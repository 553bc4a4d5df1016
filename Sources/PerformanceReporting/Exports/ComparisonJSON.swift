// A comparison for programs: every row, also the unchanged ones, in the order of the table.

import Foundation
import PerformanceMetrics

/// The JSON of a comparison: exit code, verdict in words, counts, requirements and metrics, the worst first.
///
/// Stable: equal comparisons are equal bytes.
package struct ComparisonJSON: Sendable {
  private let comparison: Comparison
  private let commands: SuggestedCommands

  /// The JSON of a comparison.
  package init(_ comparison: Comparison, commands: SuggestedCommands) {
    self.comparison = comparison
    self.commands = commands
  }

  /// The bytes: sorted keys, indented, one newline at the end.
  ///
  /// - Throws: what `JSONEncoder` throws; these values give it no reason to.
  package func data() throws -> Data {
    try StableJSON.data(Contents(comparison, commands))
  }

  private struct Contents: Encodable {
    let schema = 1
    let exitCode: Int32
    let verdict: String
    let scope: ComparisonScope
    let failOn: FailureThreshold
    let selection: String?
    let baseline: BaselineSource?
    let run: RunInformation
    let failedTests: [TestOutcome]
    let counts: [String: Int]
    let requirements: [RequirementRow]
    let metrics: [MetricRow]
    let baselineEdits: [EditRow]
    let unexplainedEdits: [EditRow]
    let reasons: [ReasonRow]
    let hostMetrics: [Metric]
    let notes: [String]

    init(_ comparison: Comparison, _ commands: SuggestedCommands) {
      exitCode = comparison.exitCode.rawValue
      verdict = VerdictSentence(comparison, commands: commands).sentence
      scope = comparison.scope
      failOn = comparison.failure
      selection = comparison.selection.isEverything ? nil : comparison.selection.description
      baseline = comparison.baselineSource
      run = comparison.run
      failedTests = comparison.failedTests
      counts = Dictionary(
        uniqueKeysWithValues: Verdict.allCases.map { ($0.rawValue, comparison.metrics($0).count) })
      requirements = comparison.requirements.map(RequirementRow.init)
      metrics = comparison.metrics.map(MetricRow.init)
      baselineEdits = comparison.baselineEdits.map(EditRow.init)
      unexplainedEdits = comparison.unexplainedEdits.map(EditRow.init)
      reasons = comparison.reasons.map(ReasonRow.init)
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

  private struct EditRow: Encodable {
    let kind: BaselineEdit.Kind
    let subject: String
    let words: String

    init(_ edit: BaselineEdit) { (kind, subject, words) = (edit.kind, edit.subject, edit.words) }
  }

  private struct ReasonRow: Encodable {
    struct Edit: Encodable {
      let kind: BaselineEdit.Kind
      let subject: String
      let from: Int64?
      let to: Int64?
    }

    let text: String
    let source: BaselineSource
    let edits: [Edit]

    init(_ reason: BaselineUpdateReason) {
      text = reason.text
      source = reason.source
      edits = reason.edits.map { Edit(kind: $0.kind, subject: $0.subject, from: $0.from, to: $0.to) }
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
