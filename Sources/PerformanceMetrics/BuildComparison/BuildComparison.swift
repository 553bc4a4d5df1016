// Two builds against each other, on one machine at one time: one verdict a cost, one exit code.

/// What the processes of one build measured.
package struct BuildRuns: Sendable, Hashable {
  /// The run of all suites.
  package let whole: PerformanceReport
  /// The runs of the suites that measure costs, in the order of the pairs.
  package let processes: [PerformanceReport]

  /// Takes the run of all suites, and those of the pairs.
  package init(whole: PerformanceReport, processes: [PerformanceReport] = []) {
    self.whole = whole
    self.processes = processes
  }

  /// The costs of the whole run that tests measured which did not fail, by their ids.
  fileprivate var costs: [String: Metric] {
    let failed = Set(whole.run.failedTests.map(\.name))
    return Dictionary(
      uniqueKeysWithValues: whole.costs.filter { metric in metric.test.map { !failed.contains($0) } ?? true }
        .map { ($0.id, $0) })
  }
}

/// The tree's build compared with the base's; pure.
///
/// Costs that are the same in all processes of a build are compared exactly, with the base's tolerance, so that a change
/// cannot loosen what judges it. Processor time, and what varies, is judged by pairs, all of it as one family.
package struct BuildComparison: Sendable, Hashable {
  /// The costs, the worst first, those that are not judged last.
  package let costs: [CostComparison]
  /// The requirements over costs of the tree's whole run, and those without a number, those that do not pass first.
  package let requirements: [RequirementResult]
  /// The tests of the tree that failed, and those of pairs.
  package let failedTests: [TestOutcome]
  /// The run of all suites of each build.
  package let base: RunInformation
  package let tree: RunInformation
  /// How many pairs were compared.
  package let pairCount: Int
  /// Which costs were compared.
  package let selection: MetricSelection
  /// What a reader must know, one sentence each.
  package let notes: [String]

  /// The costs of two whole runs that can be compared, as far as they are selected: what pairs are needed for.
  package static func comparable(
    base: PerformanceReport, tree: PerformanceReport, selection: MetricSelection = .everything
  ) -> [(base: Metric, tree: Metric)] {
    let former = BuildRuns(whole: base).costs
    return tree.costs.compactMap { metric in
      guard let old = former[metric.id], MetricComparison.differences(from: old, to: metric).isEmpty,
        selection.includes(id: metric.id, tags: metric.tags)
      else { return nil }
      return (old, metric)
    }
  }

  /// Compares two builds by what their processes measured.
  package init(base: BuildRuns, tree: BuildRuns, selection: MetricSelection = .everything) {
    let (before, after) = (base.costs, tree.costs)
    let ids = Set(before.keys).union(after.keys).sorted().filter {
      selection.includes(id: $0, tags: (before[$0]?.tags ?? []) + (after[$0]?.tags ?? []))
    }
    let pairs = Self.pairs(base.processes, tree.processes)
    let drafts = ids.compactMap { Draft($0, base: before[$0], tree: after[$0], pairs: pairs[$0] ?? []) }
    let members = drafts.compactMap { draft in draft.paired.map { ($0.samples, $0.rule) } }
    var findings = PairedFamily(members).findings[...]
    costs = drafts.map { $0.paired == nil ? $0.row(nil) : $0.row(findings.removeFirst()) }
      .sorted(by: CostComparison.isWorse)
    let measured = Dictionary(tree.whole.metrics.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    requirements = tree.whole.requirements.filter { result in
      let metric = result.requirement.metric
      return measured[metric]?.basis != .simulated
        && selection.includes(id: metric, tags: measured[metric]?.tags ?? [])
    }.sorted { one, other in
      let rank = [RequirementStatus.unmet: 0, .notMeasured: 1, .met: 2]
      let keys = [one, other].map { (rank[$0.status] ?? 3, $0.requirement.id, $0.requirement.metric) }
      return keys[0] < keys[1]
    }
    let ofPairs = (base.processes + tree.processes).flatMap(\.run.failedTests)
    failedTests = Set(tree.whole.run.failedTests + ofPairs).sorted {
      ($0.name, $0.sentence) < ($1.name, $1.sentence)
    }
    (self.base, self.tree) = (base.whole.run, tree.whole.run)
    pairCount = min(base.processes.count, tree.processes.count)
    self.selection = selection
    notes =
      base.whole.run.failedTests.map { "in the base \($0.sentence); what it measured there is left out" }
      + tree.whole.run.warnings
  }

  /// The costs with a verdict, in their order.
  package func costs(_ verdict: Verdict) -> [CostComparison] { costs.filter { $0.verdict == verdict } }

  /// The code that a shell gets: the first that applies of 2, 3 and 0 (1 is for what could not be compared at all).
  package var exitCode: ExitCode {
    if !costs(.regressed).isEmpty || requirements.contains(where: { $0.status == .unmet }) { return .worse }
    let lacks = !costs(.missing).isEmpty || !costs(.incomparable).isEmpty
    return tree.tests == nil || !failedTests.isEmpty || lacks || costs.isEmpty
      || requirements.contains { $0.status == .notMeasured } ? .incomplete : .nothingWorse
  }

  /// The numbers of both builds by the ids of their metrics, `nil` where a process lacks one.
  private static func pairs(
    _ base: [PerformanceReport], _ tree: [PerformanceReport]
  ) -> [String: [(base: Fraction?, tree: Fraction?)]] {
    func values(_ reports: [PerformanceReport]) -> [[String: Fraction]] {
      reports.map { Dictionary(uniqueKeysWithValues: $0.costs.map { ($0.id, $0.exact) }) }
    }
    let numbers = Array(zip(values(base), values(tree)))
    let ids = Set(numbers.flatMap { Array($0.keys) + Array($1.keys) })
    return Dictionary(
      uniqueKeysWithValues: ids.map { id in (id, numbers.map { (base: $0[id], tree: $1[id]) }) })
  }
}

/// A cost on its way to its verdict, for which the pairs of the whole family may be needed.
private struct Draft {
  let id: String
  let cost: MetricLabel.Cost
  let base: Metric?
  let tree: Metric?
  /// What is judged together with the rest of the family; `nil` of a cost that is judged alone.
  private(set) var paired: (samples: PairedSamples, rule: PairRule)?
  private var verdict: Verdict?
  private var evidence = CostComparison.Evidence.none
  private var samples = PairedSamples([])
  private var remarks: [String] = []

  init?(_ id: String, base: Metric?, tree: Metric?, pairs: [(base: Fraction?, tree: Fraction?)]) {
    guard let cost = (base ?? tree)?.cost else { return nil }
    (self.id, self.cost, self.base, self.tree) = (id, cost, base, tree)
    guard let base, let tree else {
      verdict = base == nil ? .added : .missing
      return
    }
    remarks = MetricComparison.differences(from: base, to: tree)
    guard remarks.isEmpty else {
      verdict = .incomparable
      return
    }
    if base.tolerance != tree.tolerance {
      let (old, new) = Quantity.pair(base.tolerance, tree.tolerance, base.unit)
      remarks.append("the base's tolerance judges: \(old); the tree declares \(new)")
    }
    judge(base.tolerance, base.unit, pairs)
  }

  private mutating func judge(_ tolerance: Tolerance, _ unit: MetricUnit, _ pairs: [(base: Fraction?, tree: Fraction?)])
  {
    let samples = PairedSamples(
      pairs.compactMap { pair in
        pair.base.flatMap { base in pair.tree.map { PairedSamples.Pair(base: base, tree: $0) } }
      })
    guard samples.pairs.count == pairs.count, let first = samples.pairs.first, let location = samples.location else {
      verdict = .missing
      let lacking = (pairs.count { $0.base == nil }, pairs.count { $0.tree == nil })
      remarks.append(
        pairs.isEmpty
          ? "no process of a pair measured it"
          : "absent in \(lacking.0) processes of the base and in \(lacking.1) of the tree, of \(pairs.count) each")
      return
    }
    self.samples = samples
    switch cost.judgement {
    case .none: evidence = .shown(location)
    case .paired: paired = (samples, .effect(PairedFamily.floor))
    case .exact:
      let varying = [
        samples.pairs.contains { $0.base.compared(with: first.base) != 0 } ? "the base" : nil,
        samples.pairs.contains { $0.tree.compared(with: first.tree) != 0 } ? "the tree" : nil,
      ].compactMap(\.self)
      guard varying.isEmpty else {
        remarks.append("varies among processes of \(varying.joined(separator: " and of ")), so the pairs judge")
        paired = (samples, .tolerance(tolerance, unit))
        return
      }
      evidence = .exact(first)
      let isPassed = PairRule.tolerance(tolerance, unit).isWorse(first)
      verdict =
        if first.signum == 0 { .unchanged } else if first.signum < 0 { .improved } else if isPassed {
          .regressed
        } else { .drifted }
    }
  }

  /// The cost with its verdict; the finding is that of its pairs, where they are judged.
  func row(_ finding: PairedFamily.Finding?) -> CostComparison {
    var (evidence, verdict) = (evidence, verdict)
    if let finding, let location = paired?.samples.location {
      evidence = .pairs(location, finding)
      verdict = finding.verdict
    }
    return CostComparison(
      id: id, cost: cost, base: base, tree: tree, verdict: verdict, evidence: evidence, samples: samples,
      remarks: remarks)
  }
}
