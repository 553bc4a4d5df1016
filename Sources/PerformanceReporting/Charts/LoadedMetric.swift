// The load, the policy and the percentile that a metric's id names.

import PerformanceMetrics

/// A percentile of a latency under a load: `load/one-identity/50-workers.finalize-10.p95`.
struct LoadedMetric {
  /// What comes before the policy: `load`.
  let root: String
  /// How the service was configured: `one-identity`.
  let policy: String
  /// How many workers there were.
  let workers: Int
  /// What they did: `finalize-10`.
  let what: String
  /// The percentile, in thousandths.
  let permille: Int
  let value: Int64

  /// Reads the id of a metric; `nil` when it names no load or when the metric is no latency.
  init?(_ metric: Metric) {
    guard metric.unit == .nanoseconds, metric.basis == .simulated,
      let match = metric.id.wholeMatch(of: /(?:(.*)\/)?([^\/]*)\/(\d+)-workers\.([^\/]+)\.p\d+/),
      let workers = Int(match.3), let permille = Self.permille(of: metric.id)
    else { return nil }
    root = String(match.1 ?? "")
    policy = String(match.2)
    self.workers = workers
    what = String(match.4)
    self.permille = permille
    value = metric.value
  }

  /// The percentile that an id ends with, in thousandths: 950 of `….p95`, 999 of `….p999`; `nil` when it ends otherwise.
  static func permille(of id: String) -> Int? {
    guard let digits = id.split(separator: ".").last, digits.first == "p", let number = Int(digits.dropFirst()),
      (1...999).contains(number)
    else { return nil }
    return number < 100 ? number * 10 : number
  }
}

/// Latencies against the number of workers, a line for each name.
struct LoadChart {
  private let workers: [Int]
  private let lines: [LineChart.Line]

  /// Groups the metrics into lines by a name of theirs.
  init(_ metrics: [LoadedMetric], by name: (LoadedMetric) -> String) {
    let workers = Set(metrics.map(\.workers)).sorted()
    let groups = Dictionary(grouping: metrics, by: name)
    self.workers = workers
    lines = groups.keys.sorted().map { key in
      let values = Dictionary(
        groups[key, default: []].map { ($0.workers, $0.value) }, uniquingKeysWith: { one, _ in one })
      return .init(name: key, values: workers.map { values[$0] })
    }
  }

  /// The chart; `nil` when there are not at least two loads to compare.
  func image(name: String, title: String, measure: String, limits: [LineChart.Limit]) -> ChartImage? {
    guard workers.count > 1 else { return nil }
    return LineChart(
      name: name, title: title, axis: "workers", places: workers.map { "\($0)" }, measure: measure,
      unit: .nanoseconds, lines: lines, limits: limits
    ).image()
  }
}
