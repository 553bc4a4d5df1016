// What the charts of a document are drawn from, and which charts that gives.

import PerformanceMetrics

/// The numbers of a document, as the charts need them.
package struct ChartSource {
  private let metrics: [Metric]
  private let requirements: [Requirement]
  private let series: [Series]
  private let envelope: [Metric]
  private let trend: Trend?

  /// Takes the numbers.
  ///
  /// - Parameters:
  ///   - metrics: those of the run or, without a run, those accepted.
  ///   - series: empty without a run; a baseline keeps none.
  ///   - envelope: the metrics of the envelope; empty without one.
  package init(
    metrics: [Metric], requirements: [Requirement], series: [Series] = [], envelope: [Metric] = [], trend: Trend? = nil
  ) {
    self.metrics = metrics
    self.requirements = requirements
    self.series = series
    self.envelope = envelope
    self.trend = trend
  }

  /// The charts there are numbers for, in the order in which a reader needs them; each name is used once.
  package var images: [ChartImage] {
    var names: [String: Int] = [:]
    return charts.map { chart in
      let count = names[chart.name, default: 0] + 1
      names[chart.name] = count
      return count == 1 ? chart : chart.named("\(chart.name)-again-\(count)")
    }
  }

  private var charts: [ChartImage] {
    [latencyDistribution, whereTimeGoes].compactMap(\.self) + load + writesAMinute + trends
  }

  /// The promises over latencies with the metrics that measure them, in the promises' order.
  private var promisedLatencies: [(requirement: Requirement, metric: Metric)] {
    let byID = Dictionary(metrics.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return requirements.compactMap { requirement in
      guard requirement.unit == .nanoseconds, let metric = byID[requirement.metric], metric.unit == .nanoseconds else {
        return nil
      }
      return (requirement, metric)
    }
  }

  private var latencyDistribution: ChartImage? {
    // The p95 and the p99 of one place are one distribution.
    var drawn: [(name: String, distribution: Distribution)] = []
    for (requirement, metric) in promisedLatencies {
      guard let distribution = metric.distribution, !drawn.contains(where: { $0 == (requirement.row, distribution) })
      else { continue }
      drawn.append((requirement.row, distribution))
    }
    let permilles = Set(drawn.flatMap { $0.distribution.percentiles.map(\.permille) }).sorted()
    var limits: [LineChart.Limit] = []
    for (requirement, _) in promisedLatencies {
      guard let permille = LoadedMetric.permille(of: requirement.metric),
        let place = permilles.firstIndex(of: permille),
        !limits.contains(where: { $0.place == place + 1 && $0.value == requirement.target })
      else { continue }
      limits.append(
        .init(text: "\(requirement.bound) (\(requirement.id))", value: requirement.target, place: place + 1))
    }
    return LineChart(
      name: "latency-distribution", title: "How the promised latencies are distributed", axis: "percentile",
      places: ["min"] + permilles.map { "p" + Self.percent($0) } + ["max"], measure: "latency", unit: .nanoseconds,
      lines: drawn.map { name, distribution in
        .init(
          name: name,
          values: [distribution.minimum] + permilles.map { distribution.value(permille: $0) } + [distribution.maximum])
      }, limits: limits
    ).image()
  }

  private var whereTimeGoes: ChartImage? {
    SpanChart(
      name: "where-time-goes", title: "Where the time of an operation goes", unit: .nanoseconds,
      bars: promisedLatencies.compactMap { requirement, metric in
        let statistic = LoadedMetric.permille(of: metric.id).map { "p\(Self.percent($0)), " } ?? ""
        return metric.spans.map { .init(name: statistic + requirement.row, spans: $0) }
      }
    ).image()
  }

  /// For the run and for the envelope: one percentile of all policies, and the percentiles of the promised policy.
  private var load: [ChartImage] {
    let promised = promisedLatencies.lazy.compactMap { LoadedMetric($0.metric) }.first
    let targets = promisedLatencies.compactMap { promise in
      LoadedMetric(promise.metric).map { (loaded: $0, requirement: promise.requirement) }
    }
    return [("load", "Under load", metrics), ("envelope", "Envelope", envelope)].flatMap { name, title, metrics in
      let loaded = metrics.compactMap { LoadedMetric($0) }
      let what = promised?.what ?? loaded.first?.what
      let statistic = promised?.permille ?? 950
      let policy = promised?.policy ?? loaded.first?.policy
      // Faults have loads too; the place of the promise, or the first one, is what is shown.
      let root = loaded.contains { $0.root == promised?.root } ? promised?.root : loaded.first?.root
      let shown = loaded.filter { $0.root == root && $0.what == what }
      func limits(_ permilles: [Int]) -> [LineChart.Limit] {
        var limits: [LineChart.Limit] = []
        for (loaded, requirement) in targets
        where loaded.what == what && permilles.contains(loaded.permille)
          && !limits.contains(where: { $0.value == requirement.target })
        {
          limits.append(
            .init(
              text: "\(requirement.id): p\(Self.percent(loaded.permille)) \(requirement.bound)",
              value: requirement.target))
        }
        return limits
      }
      let words = (what ?? "").replacing("-", with: " ")
      let policies = LoadChart(shown.filter { $0.permille == statistic }) { $0.policy.replacing("-", with: " ") }
      let percentiles = LoadChart(shown.filter { $0.policy == policy }) { "p" + Self.percent($0.permille) }
      return [
        policies.image(
          name: "\(name)-policies", title: "\(title): p\(Self.percent(statistic)) of \(words)",
          measure: "p\(Self.percent(statistic)) of \(words)", limits: limits([statistic])),
        percentiles.image(
          name: "\(name)-percentiles",
          title: "\(title): \(words), \((policy ?? "").replacing("-", with: " "))", measure: "latency of \(words)",
          limits: limits([500, 950, 990])),
      ].compactMap(\.self)
    }
  }

  /// Of each policy the largest load, against what it promises.
  private var writesAMinute: [ChartImage] {
    let minutes = series.compactMap { series -> (policy: String, workers: Int, base: String, series: Series)? in
      guard let match = series.id.wholeMatch(of: /((?:.*\/)?([^\/]*)\/(\d+)-workers)\.writes-by-minute/),
        let workers = Int(match.3)
      else { return nil }
      return (String(match.2), workers, String(match.1), series)
    }
    let policies = Dictionary(grouping: minutes, by: \.policy)
    return policies.keys.sorted().compactMap { policy in
      guard let most = policies[policy]?.max(by: { ($0.workers, $0.base) < ($1.workers, $1.base) }) else { return nil }
      // What all identities write together is what one of them writes only where there is one.
      let names =
        ["\(most.base).peak-writes"]
        + (policy.hasPrefix("one-identity") ? ["\(most.base).peak-writes-of-an-identity"] : [])
      let budget = names.lazy.compactMap { name in requirements.first { $0.metric == name } }.first
      let words = policy.replacing("-", with: " ")
      return LineChart(
        name: "writes-a-minute-\(policy.slug)", title: "Writes a minute: \(words), \(most.workers) workers",
        axis: most.series.x.name, places: most.series.points.map { Quantity.text($0.x, most.series.x.unit) },
        measure: most.series.y.name, unit: most.series.y.unit,
        lines: [.init(name: words, values: most.series.points.map(\.y))],
        limits: budget.map { [.init(text: "\($0.id): \($0.bound)", value: $0.target)] } ?? [], joint: .bars,
        start: .zeroAlways
      ).image()
    }
  }

  private var trends: [ChartImage] {
    guard let trend else { return [] }
    let promised = Set(promisedLatencies.map(\.metric.id))
    let moved = trend.metrics.filter { !$0.steps.isEmpty && !promised.contains($0.id) }
    let shown = trend.metrics.filter { promised.contains($0.id) }.sorted { $0.id < $1.id } + moved.prefix(2)
    return shown.compactMap { TrendChart($0, runs: trend.runs, requirements: requirements).image() }
  }

  /// A rank in thousandths as people name it: 950 is `95`, 999 is `99.9`.
  static func percent(_ permille: Int) -> String {
    permille % 10 == 0 ? "\(permille / 10)" : "\(permille / 10).\(permille % 10)"
  }
}
