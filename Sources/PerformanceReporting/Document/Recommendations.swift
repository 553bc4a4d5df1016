// What to do, derived from the numbers by rules that are stated with each sentence.

import PerformanceMetrics

/// A piece of advice, with the rule that it follows from and the numbers that the rule was applied to.
package struct Recommendation: Sendable, Hashable {
  /// The rules, in the order in which their advice is given.
  package enum Rule: String, Sendable, Hashable, CaseIterable {
    /// A promise is not kept.
    case broken = "a requirement is not met"
    /// A promise has little room left.
    case headroom = "headroom under 10 %"
    /// A metric became worse over the last five runs.
    case drift = "worse over the last five runs"
    /// A promise stops holding at some load.
    case load = "a promise stops holding under load"
    /// The baseline is behind.
    case gain = "improved past tolerance"
  }

  /// How little headroom is little, in thousandths of the target.
  static let headroomPermille: Int64 = 100
  /// Over how many runs a drift is looked for.
  static let driftRuns = 5
  /// How many drifting metrics are named, those that changed most.
  static let driftCount = 5

  /// Why it is given.
  package let rule: Rule
  /// What was found and what to do.
  package let text: String
}

extension PerformanceDocument {
  /// The advice that the rules give, by rule.
  package var advice: [Recommendation] { broken + headroom + drift + loadLimits + gains }

  var recommendations: DocumentSection? {
    let given = advice
    let rules = Recommendation.Rule.allCases.map(\.rawValue).joined(separator: "; ")
    guard !given.isEmpty else {
      return DocumentSection("Recommendations", [.paragraph("None of the rules applies (\(rules)).")])
    }
    let columns: [DocumentTable.Column] = [.text("rule"), .text("what was found, and what to do")]
    let rows: [[DocumentCell]] = given.map { [DocumentCell($0.rule.rawValue, .strong), DocumentCell($0.text)] }
    return DocumentSection(
      "Recommendations", [.table(DocumentTable("Recommendations, each by a stated rule", columns, rows))])
  }

  private var broken: [Recommendation] {
    requirements.filter { $0.status == .unmet }.map {
      Recommendation(rule: .broken, text: "\($0.sentence). Find the change that broke it.")
    }
  }

  /// Rows that promise the same are one piece of advice, for the tightest of them.
  private var headroom: [Recommendation] {
    let tight = requirements.filter {
      $0.status == .met && ($0.headroomPermille ?? .max) < Recommendation.headroomPermille
    }
    return RequirementRows.groups(tight).map { group in
      let result = group.tightest
      let others = group.count > 1 ? " (and \(group.count - 1) more rows that promise the same)" : ""
      return Recommendation(
        rule: .headroom,
        text: "\(result.requirement.id), \(result.requirement.row)\(others): \(result.texts.actual) of "
          + "\(result.requirement.bound), \(RequirementRows.headroom(result)). The next change that costs more breaks it."
      )
    }
  }

  private var drift: [Recommendation] {
    guard let trend else { return [] }
    let found = trend.metrics.compactMap { row -> (Int64, Recommendation)? in
      let window = row.values.suffix(Recommendation.driftRuns).compactMap(\.self)
      guard window.count == Recommendation.driftRuns, let first = window.first, let last = window.last else {
        return nil
      }
      let change = Change(from: first, to: last)
      let worsening = row.metric.better == .lower ? change.absolute : -change.absolute
      guard worsening > 0 else { return nil }
      let left = row.headrooms.min { ($0.forecast?.runs ?? .max) < ($1.forecast?.runs ?? .max) }
      let room = left.map { room in
        let amount = room.left < 0 ? "past it" : Quantity.text(room.left, row.metric.unit) + " left"
        return "; \(room.of): \(amount)"
          + (room.forecast.map {
            $0.runs < 1 ? "" : ", used up in \($0.runs) \($0.runs == 1 ? "run" : "runs") at this pace"
          } ?? "")
      }
      return (
        change.permille ?? .max,
        Recommendation(
          rule: .drift,
          text: "\(row.id): \(change.text(row.metric)) to \(Quantity.text(last, row.metric.unit))\(room ?? "").")
      )
    }.sorted { ($1.0.magnitude, $0.1.text) < ($0.0.magnitude, $1.1.text) }.map(\.1)
    let rest = found.count - Recommendation.driftCount
    return found.prefix(Recommendation.driftCount)
      + (rest > 0 ? [Recommendation(rule: .drift, text: "… and \(rest) more metrics: see the trend.")] : [])
  }

  private var loadLimits: [Recommendation] {
    envelopeLimits.filter { !$0.broken.isEmpty }.map { limit in
      Recommendation(rule: .load, text: "\(limit.policy): \(limit.advice)")
    }
  }

  private var gains: [Recommendation] {
    (comparison?.metrics ?? []).filter(\.isImprovedPastTolerance).map { row in
      let change = row.change.flatMap { change in row.baseline.map { change.text($0) } } ?? ""
      return Recommendation(
        rule: .gain, text: "\(row.id): \(change). Make the run the baseline, so that the gain cannot be lost unseen.")
    }
  }
}
