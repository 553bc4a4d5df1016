// The verdict of one metric.

/// How a metric compares with its baseline, the worst first.
package enum Verdict: String, Codable, Sendable, Hashable, CaseIterable {
  /// Worse by more than the baseline's tolerance.
  case regressed
  /// In the baseline, not in the run.
  case missing
  /// Of another scenario, unit, direction or basis than the baseline.
  case incomparable
  /// Worse, within the baseline's tolerance.
  case drifted
  /// In the run, not in the baseline.
  case added
  /// Better than the baseline, by however little.
  case improved
  /// Equal to the baseline to the last digit.
  case unchanged
}

/// One metric of the baseline, of the run or of both, with its verdict.
package struct MetricComparison: Sendable, Hashable {
  /// The id that the two metrics share.
  package let id: String
  /// How it compares with its baseline.
  package let verdict: Verdict
  /// The baseline's metric; `nil` when it is ``Verdict/added``.
  package let baseline: Metric?
  /// The measured metric; `nil` when it is ``Verdict/missing``.
  package let run: Metric?
  /// How the value changed, where the two can be compared.
  package let change: Change?
  /// Which span changed by how much; `nil` where the value is equal or one of the two has no spans.
  package let attribution: Attribution?
  /// Whether it is better by more than the tolerance, so that a baseline left as it is would hide a later loss.
  package let isImprovedPastTolerance: Bool
  /// What keeps the two from being compared, each as `unit: ns, was calls`; empty unless ``Verdict/incomparable``.
  package let differences: [String]

  /// Whether the run declares another tolerance than the baseline, looser or tighter.
  ///
  /// It does not pass: the baseline's tolerance judges until the baseline is updated.
  package var isToleranceChanged: Bool {
    guard let baseline, let run else { return false }
    return baseline.tolerance != run.tolerance
  }

  /// The tags of the metric, in the baseline or in the run.
  package var tags: [String] { Set((baseline?.tags ?? []) + (run?.tags ?? [])).sorted() }

  /// Judges a metric; at least one of the two is there.
  package init(id: String, baseline: Metric?, run: Metric?) {
    self.id = id
    self.baseline = baseline
    self.run = run
    guard let baseline, let run else {
      verdict = run == nil ? .missing : .added
      change = nil
      attribution = nil
      isImprovedPastTolerance = false
      differences = []
      return
    }
    differences = Self.differences(from: baseline, to: run)
    guard differences.isEmpty else {
      verdict = .incomparable
      change = nil
      attribution = nil
      isImprovedPastTolerance = false
      return
    }
    let (old, new) = Metric.comparable(baseline, run)
    let change = Change(from: old, to: new, rounded: run.value - baseline.value)
    self.change = change
    attribution = change.signum == 0 ? nil : Attribution(from: baseline, to: run)
    func isPassed(_ better: Direction) -> Bool {
      baseline.tolerance.isPassed(from: old, to: new, baseline.unit, better: better)
    }
    isImprovedPastTolerance = isPassed(baseline.better.opposite)
    verdict =
      if change.signum == 0 { .unchanged } else if change.isBetter(baseline.better) {
        .improved
      } else if isPassed(baseline.better) { .regressed } else { .drifted }
  }

  /// What keeps two metrics from being compared, each as `unit: ns, was calls`.
  package static func differences(from baseline: Metric, to run: Metric) -> [String] {
    let fields = [
      ("unit", baseline.unit.rawValue, run.unit.rawValue),
      ("better", baseline.better.rawValue, run.better.rawValue),
      ("basis", baseline.basis.rawValue, run.basis.rawValue),
      ("workload", "“\(baseline.scenario.workload)”", "“\(run.scenario.workload)”"),
      ("conditions", "“\(baseline.scenario.conditions)”", "“\(run.scenario.conditions)”"),
      ("seed", "\(baseline.scenario.seed)", "\(run.scenario.seed)"),
    ]
    return fields.compactMap { name, old, new in old == new ? nil : "\(name): \(new), was \(old)" }
  }

  /// Whether this belongs before another one in a list: the worse verdict, then the larger change, then the id.
  static func isWorse(_ one: MetricComparison, _ other: MetricComparison) -> Bool {
    if one.rank != other.rank { return one.rank < other.rank }
    // From 0 there is no ratio: as large as a change can be.
    let sizes = (one.size, other.size)
    return sizes.0 == sizes.1 ? one.id < other.id : sizes.0 > sizes.1
  }

  /// What fails comes first: regressed, then another tolerance, then the other verdicts in their order.
  private var rank: Int {
    verdict == .regressed ? 0 : isToleranceChanged ? 1 : 2 + (Verdict.allCases.firstIndex(of: verdict) ?? 0)
  }

  private var size: UInt64 { change.map { $0.permille?.magnitude ?? .max } ?? 0 }
}
