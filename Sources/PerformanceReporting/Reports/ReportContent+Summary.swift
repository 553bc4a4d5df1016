// The summary of a report: three plain sentences, each of one source that it names.

import PerformanceMetrics

extension ReportContent {
  /// How the run went, how the requirements stand, and what to look at first.
  var summarySection: DocumentSection? {
    DocumentSection(
      "Executive summary", [.paragraph([overall, requirementSentence, firstToLookAt].joined(separator: " "))])
  }

  private var overall: String {
    guard let run else { return verdict }
    let source = "The run of \(run.run.short)"
    if let failure = run.run.failureWords { return "\(source) is no measurement: \(failure)." }
    guard let comparison, let baseline else { return "\(source) was not compared: there is no baseline yet." }
    let other = "the baseline\(baseline.source.map { " of \($0.short)" } ?? "")"
    let worse = comparison.metrics(.regressed).count
    switch comparison.exitCode {
    case .nothingWorse:
      return comparison.comparedCount == 0
        ? "\(source) meets what \(other) requires."
        : "\(source) is not worse than \(other) in any of \(comparison.comparedCount) metrics."
    case .incomplete: return "\(source) is not a whole measurement of what \(other) holds."
    case .worse, .couldNotJudge:
      return worse == 0
        ? "\(source) does not pass against \(other)."
        : "\(source) is worse than \(other): \(worse) of \(comparison.comparedCount) metrics regressed."
    }
  }

  private var requirementSentence: String {
    let results = requirements
    let measured = results.filter { $0.status != .notMeasured }
    let unmet = measured.filter { $0.status == .unmet }
    let open = results.count - measured.count
    guard !results.isEmpty else { return "No requirements are declared." }
    guard let tightest = (unmet.isEmpty ? measured.filter(\.isContinuous) : unmet).tightest ?? measured.tightest else {
      return "None of the \(results.count) requirements was measured."
    }
    let rows = open == 0 ? "\(results.count) requirements" : "\(measured.count) measured requirements"
    let rest = open == 0 ? "" : " (\(open) not measured)"
    let name = "\(tightest.requirement.id) (\(tightest.row))"
    if !unmet.isEmpty {
      return "\(unmet.count) of \(rows) \(unmet.count == 1 ? "is" : "are") not met\(rest), first \(name): "
        + "\(tightest.texts.actual) instead of \(tightest.requirement.bound)."
    }
    let all = measured.count == 1 ? "The one requirement that was measured is" : "All \(rows) are"
    return "\(all) met\(rest); the tightest measure is \(name) with \(tightest.texts.actual) of "
      + "\(tightest.requirement.bound)\(tightest.headroomText.isEmpty ? "" : ", \(tightest.headroomText)")."
  }

  private var firstToLookAt: String {
    let simulated = metrics.count { $0.basis == .simulated }
    guard let comparison else {
      return simulated == 0
        ? "What calls cost this machine was measured." : "\(count(simulated, "metric")) were measured in virtual time."
    }
    guard let cause = comparison.causes.first else {
      if comparison.metrics.isEmpty { return "It holds no metric: compare-builds judges what calls cost." }
      return comparison.comparedCount == 0 ? "No metric was compared." : "No metric changed."
    }
    let sentence = cause.sentence.prefix(1).uppercased() + cause.sentence.dropFirst()
    return cause.isBad ? "First to look at: \(cause.sentence)." : "\(sentence)."
  }
}

extension RunInformation {
  /// When, and of which commit: `2025-06-01 (commit 57babb0c1d2e)`.
  var short: String { when.prefix(10) + (commit.map { " (commit \($0.prefix(12)))" } ?? "") }
}

extension BaselineSource {
  /// When, and of which commit: `2025-06-01 (commit 57babb0c1d2e)`.
  var short: String { when.prefix(10) + (commit.map { " (commit \($0.prefix(12)))" } ?? "") }

  /// When, of which commit and how it was compiled: `2025-06-01, commit 57babb0c1d2e, debug`.
  var sentence: String {
    [
      String(when.prefix(10)), commit.map { "commit \($0.prefix(12))" }, configuration.rawValue,
      uncommittedChanges == true ? "with uncommitted changes" : nil,
    ].compactMap(\.self).joined(separator: ", ")
  }
}
