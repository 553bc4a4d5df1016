// What to do, derived from the numbers by rules that are stated with each sentence.

import PerformanceMetrics

/// A piece of advice, with the rule that it follows from.
package struct Recommendation: Sendable, Hashable {
  /// The rules, in the order in which their advice is given.
  package enum Rule: String, Sendable, Hashable, CaseIterable {
    /// A requirement is not met.
    case unmet = "a requirement is not met"
    /// A metric regressed; one cause is one piece of advice.
    case regressed = "worse past tolerance"
    /// A requirement over a continuous measure has little headroom left.
    case headroom = "headroom under 10 %"
    /// A metric became worse over the last five runs, and nobody updated the baseline to it.
    case drift = "worse over the last five runs"
    /// The baseline is behind.
    case gain = "improved past tolerance"
  }

  /// How little headroom is little, in thousandths of the target.
  static let headroomPermille: Int64 = 100
  /// Over how many runs a drift is looked for.
  static let driftRuns = 5
  /// How many causes of regressions are named, those of the most.
  static let causeCount = 3
  /// How many drifting metrics are named, those that changed most.
  static let driftCount = 5

  /// Why it is given.
  package let rule: Rule
  /// What was found and what to do.
  package let text: String
}

extension ReportContent {
  /// The advice that the rules give, by rule.
  package var advice: [Recommendation] { unmet + regressed + headroom + drift + gains }

  var recommendationsSection: DocumentSection? {
    let given = advice
    guard !given.isEmpty else {
      let step = next.map { step in step.advice.capitalizedFirst + (step.command.map { ": \($0)" } ?? ".") }
      return DocumentSection("Recommendations", [.paragraph(step ?? "There is nothing to do.")])
    }
    let rows: [[DocumentCell]] = given.map { [DocumentCell($0.rule.rawValue, .strong), DocumentCell($0.text)] }
    return DocumentSection(
      "Recommendations", [.table(DocumentTable("", [.text("rule"), .text("what was found, and what to do")], rows))])
  }

  private var unmet: [Recommendation] {
    byID(requirements.filter { $0.status == .unmet }).map { result, more in
      Recommendation(rule: .unmet, text: "\(result.sentence)\(more). Find the change that broke it.")
    }
  }

  private var regressed: [Recommendation] {
    let causes = (comparison?.causes ?? []).filter { $0.isBad && $0.regressed > 0 }
    return causes.prefix(Recommendation.causeCount).map { cause in
      Recommendation(
        rule: .regressed,
        text:
          "\(cause.sentence.capitalizedFirst), the worst \(cause.rows.first?.id ?? ""). Undo the change, or update the "
          + "baseline with your reason.")
    }
  }

  /// A count often sits at its bound by design, as a chunk of 900 rows of 900: only a measure can come near by chance.
  private var headroom: [Recommendation] {
    let tight = requirements.filter {
      $0.status == .met && $0.isContinuous && ($0.headroomPermille ?? .max) < Recommendation.headroomPermille
    }
    return byID(tight).map { result, more in
      Recommendation(
        rule: .headroom,
        text: "\(result.requirement.id), \(result.row): \(result.texts.actual) of "
          + "\(result.requirement.bound), \(result.headroomText)\(more). A change that costs more breaks it.")
    }
  }

  /// The tightest of the rows of each id, and how many more there are.
  private func byID(_ results: [RequirementResult]) -> [(RequirementResult, String)] {
    Dictionary(grouping: results, by: \.requirement.id).sorted { $0.key < $1.key }.compactMap { _, rows in
      rows.tightest.map { ($0, rows.count > 1 ? " (and \(count(rows.count - 1, "more row")))" : "") }
    }
  }

  private var drift: [Recommendation] {
    guard let trend else { return [] }
    let found = trend.metrics.compactMap { row -> (Int64, Recommendation)? in
      let window = row.values.suffix(Recommendation.driftRuns).compactMap(\.self)
      guard !row.isAtBaseline, window.count == Recommendation.driftRuns, let first = window.first,
        let last = window.last
      else { return nil }
      let change = Change(from: first, to: last)
      guard change.isBetter(row.metric.better.opposite) else { return nil }
      return (
        change.permille ?? .max,
        Recommendation(
          rule: .drift,
          text: "\(row.id): \(change.text(row.metric)) to \(Quantity.text(last, row.metric.unit)); headroom to "
            + "\(row.headroomSentence). Look at its steps in the trend.")
      )
    }.sorted { ($1.0.magnitude, $0.1.text) < ($0.0.magnitude, $1.1.text) }
    return found.prefix(Recommendation.driftCount).map(\.1)
  }

  /// Of a run that does not pass, a gain is not worth keeping: a ratio becomes better when its reference becomes worse.
  private var gains: [Recommendation] {
    guard let comparison, comparison.exitCode == .nothingWorse, state != .failing else { return [] }
    let gained = comparison.metrics.filter(\.isImprovedPastTolerance)
    guard let most = gained.first, let baseline = most.baseline, let change = most.change else { return [] }
    let what = gained.count == 1 ? "" : "\(gained.count) metrics, the most "
    let update = commands.update + (comparison.isComplete ? "" : " --partial")
    return [
      Recommendation(
        rule: .gain,
        text: "\(what)\(most.id): \(change.text(baseline)). Make the run the baseline, so that losing the gain shows: "
          + update)
    ]
  }
}
