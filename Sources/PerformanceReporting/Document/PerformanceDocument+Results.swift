// The first page of a report: three sentences, the promises, what to do.

import PerformanceMetrics

extension PerformanceDocument {
  /// Three sentences: the verdict, the promises, what the load or the comparison says.
  var summary: DocumentSection? {
    DocumentSection("Executive summary", [.paragraph([verdict, promiseSentence, loadSentence].joined(separator: " "))])
  }

  private var promiseSentence: String {
    let results = requirements
    guard !results.isEmpty else { return "No promise is made over what was measured." }
    let broken = results.filter { $0.status == .unmet }
    let open = results.count { $0.status == .notMeasured }
    if let worst = broken.first {
      let rest = broken.count - 1
      return "\(broken.count) of \(results.count) requirements \(broken.count == 1 ? "is" : "are") not met: "
        + worst.sentence + (rest > 0 ? ", and \(rest) more." : ".")
    }
    let kept = "\(results.count - open) of \(results.count) requirements are met"
    if open > 0 { return "\(kept), \(open) \(open == 1 ? "was" : "were") not measured." }
    let tightest = results.filter { $0.headroomPermille != nil && $0.isLatency }
      .min { ($0.headroomPermille ?? 0) < ($1.headroomPermille ?? 0) }
    guard let tightest else { return kept + "." }
    return
      "\(kept); of the latencies, \(tightest.requirement.id) (\(tightest.requirement.row)) has the least headroom: "
      + "\(tightest.texts.actual) of \(tightest.requirement.bound), \(RequirementRows.headroom(tightest))."
  }

  private var loadSentence: String {
    let limits = envelopeLimits
    if !limits.isEmpty {
      return "Under load, " + limits.map(\.sentence).joined(separator: "; ") + "."
    }
    guard let comparison, let worst = comparison.metrics.first(where: \.isListed) else {
      return "\(metrics.count { $0.basis == .simulated }) metrics were measured in virtual time."
    }
    let change = worst.change.flatMap { change in worst.baseline.map { " by \(change.text($0))" } } ?? ""
    return
      "Of the metrics, \(comparison.countsSentence); first to look at is \(worst.id), \(worst.verdict.rawValue)\(change)."
  }

  /// Every promise with its target, what was measured and how much is left.
  var results: DocumentSection? {
    guard !requirements.isEmpty else { return nil }
    let remarks =
      comparison.map { $0.requirements.map { [$0.remark].compactMap(\.self) } } ?? requirements.map { _ in [] }
    let met = requirements.count { $0.status == .met }
    let rows = zip(requirements, remarks).map { result, remarks -> [DocumentCell] in
      let (actual, target) = result.texts
      let requirement = result.requirement
      let kind: DocumentCell.Kind =
        switch result.status {
        case .met: .good
        case .unmet: .bad
        case .notMeasured: .attention
        }
      return [
        DocumentCell(requirement.id, .strong), DocumentCell(requirement.row, remarks: remarks),
        DocumentCell("\(requirement.relation.sign) \(target)"), DocumentCell(actual, .strong),
        DocumentCell(result.status.rawValue, kind), DocumentCell(RequirementRows.headroom(result)),
        .metric(requirement.metric),
      ]
    }
    let columns: [DocumentTable.Column] = [
      .text("requirement"), .text("where"), .number("target"), .number("actual"), .text("status"), .number("headroom"),
      .text("metric"),
    ]
    return DocumentSection(
      "Results",
      [.table(DocumentTable("Requirements: \(met) of \(requirements.count) met", columns, rows))])
  }
}

extension RequirementResult {
  /// The headroom in thousandths of the target, rounded down; `nil` where a part of the target says nothing.
  var headroomPermille: Int64? { headroom?.permille }

  /// Whether it is a time that is bounded.
  var isLatency: Bool { requirement.unit == .nanoseconds }
}
