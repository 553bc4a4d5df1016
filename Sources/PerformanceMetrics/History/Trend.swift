// How the metrics moved over the last runs, and how long their headroom lasts.

/// The last runs of a history, metric by metric.
package struct Trend: Sendable, Hashable {
  /// A run in the window.
  package struct Run: Codable, Sendable, Hashable {
    /// The commit that was measured.
    package let commit: String
    /// When the run ended: ISO 8601 in UTC.
    package let when: String
  }

  /// The runs in the window, the oldest first.
  package let runs: [Run]
  /// How many runs the history holds.
  package let historyCount: Int
  /// How the runs were put into their order.
  package let order: HistoryOrder
  /// The metrics of the baseline that the window holds: those whose headroom is used up first, then those with the largest
  /// change, then by id.
  package let metrics: [MetricTrend]
  /// The ids of the metrics of the baseline that no run of the window measured in the baseline's scenario, sorted.
  package let lacking: [String]
  /// What calls cost each machine over the window, apart from the rest: no bound judges it.
  package let hosts: [HostTrend]
  /// What is shown of the metrics.
  package let selection: MetricSelection

  /// Follows the metrics of a baseline over the last runs of a history; pure.
  package init(history: History, baseline: Baseline, last: Int, selection: MetricSelection = .everything) {
    let entries = history.entries
    let runs = entries.map(\.run)
    let window = max(0, entries.count - last)..<entries.count
    let requirements = Dictionary(grouping: baseline.requirements, by: \.metric)
    self.runs = Array(runs[window])
    historyCount = entries.count
    order = history.order
    self.selection = selection
    hosts = HostTrend.all(Array(entries[window]), selection)
    let asked = baseline.metricEntries.filter { selection.includes(id: $0.value.id, tags: $0.value.tags) }
    let followed = asked.compactMap { metric in
      let (id, former) = (metric.value.id, metric.formerly)
      return MetricTrend(
        metric.value,
        values: entries.map { entry in
          entry.metrics[id] ?? (former.isEmpty ? nil : former.lazy.compactMap { entry.metrics[$0] }.first)
        }, runs: runs, window: window, requirements: requirements[id] ?? [])
    }
    let present = Set(followed.map(\.id))
    lacking = asked.map(\.value.id).filter { !present.contains($0) }.sorted()
    metrics = followed.sorted { one, other in
      let keys = [one, other].map { ($0.firstForecast?.runs ?? .max, UInt64.max - $0.size) }
      return (keys[0].0, keys[0].1, one.id) < (keys[1].0, keys[1].1, other.id)
    }
  }
}

/// One metric over the runs of a window.
package struct MetricTrend: Sendable, Hashable {
  /// A run from which on the value is another one.
  ///
  /// An exact metric moves in steps, each with a cause.
  package struct Step: Codable, Sendable, Hashable {
    /// The position of the run in the window, from 0.
    package let run: Int
    /// The commit of the run.
    package let commit: String
    /// When the run ended.
    package let when: String
    /// The value up to this run.
    package let before: Int64
    /// The value from this run on.
    package let after: Int64
    /// The two exactly, of a mean or a ratio.
    package let fractions: [Fraction]?
    /// The change between the two, absolute and relative.
    package let change: Change
  }

  /// The run from which on the value is what it is now.
  package struct Since: Codable, Sendable, Hashable {
    /// The commit of the run.
    package let commit: String
    /// When the run ended.
    package let when: String
    /// Whether no earlier run of the history measured the metric, so that the value may be older still.
    package let isOldest: Bool
  }

  /// The baseline's metric, whose tolerance and scenario count.
  package let metric: Metric
  /// The values in the order of the window's runs; `nil` where a run lacks the metric or measured another scenario.
  package let values: [Int64?]
  /// Since which run of the whole history the latest value holds.
  package let since: Since
  /// The runs at which the value changed, the oldest first.
  package let steps: [Step]
  /// The change from the first value of the window to the last.
  package let total: Change
  /// What is left of the tolerance and of each requirement, the tolerance first.
  package let headrooms: [HeadroomForecast]

  /// The id of the baseline's metric.
  package var id: String { metric.id }

  /// The value of the last run that has one.
  package var latest: Int64 { values.last { $0 != nil } as? Int64 ?? 0 }

  /// The forecast of the headroom that is used up first; `nil` when the metric does not become worse.
  var firstForecast: HeadroomForecast.Forecast? { headrooms.compactMap(\.forecast).min { $0.runs < $1.runs } }

  /// The size of the change over the window, from 0 the largest there is.
  var size: UInt64 { total.signum == 0 ? 0 : total.permille?.magnitude ?? .max }

  /// Follows a metric; `nil` when no run of the window has a value that may be compared with the baseline's.
  ///
  /// The measured numbers and the runs are those of the whole history.
  init?(
    _ metric: Metric, values measured: [HistoryEntry.Measured?], runs history: [Trend.Run], window: Range<Int>,
    requirements: [Requirement]
  ) {
    let scenario = metric.scenarioNumber
    let comparable = measured.map { $0.flatMap { $0.scenario == scenario ? $0 : nil } }
    let numbers = Array(comparable[window])
    let runs = Array(history[window])
    let present = numbers.enumerated().compactMap { index, number in number.map { (run: index, number: $0) } }
    guard let first = present.first, let last = present.last else { return nil }
    self.metric = metric
    values = numbers.map { $0?.value }
    since = Since(of: comparable, runs: history)
    total = last.number.change(from: first.number)
    steps = zip(present, present.dropFirst()).filter { !$0.number.isSame(as: $1.number) }.map { before, after in
      let run = runs[after.run]
      return Step(
        run: after.run, commit: run.commit, when: run.when, before: before.number.value, after: after.number.value,
        fractions: before.number.fraction.flatMap { old in after.number.fraction.map { [old, $0] } },
        change: after.number.change(from: before.number))
    }
    let worsening = metric.better == .lower ? total.absolute : -total.absolute
    let drift = Drift(
      worsening: worsening, runs: last.run - first.run, from: runs[first.run].when, to: runs[last.run].when)
    headrooms =
      [HeadroomForecast(of: "tolerance", left: metric.headroom(at: last.number.value).left, drift: drift)]
      + requirements.filter { $0.unit == metric.unit }
      .map { HeadroomForecast(of: $0.id, left: $0.headroom(at: last.number.value).left, drift: drift) }
  }
}

extension HistoryEntry.Measured {
  /// The change from an earlier number: exactly, where both are known so.
  fileprivate func change(from earlier: Self) -> Change {
    guard let fraction, let before = earlier.fraction else { return Change(from: earlier.value, to: value) }
    return Change(from: before, to: fraction, rounded: value - earlier.value)
  }
}

extension MetricTrend.Since {
  /// Goes back from the latest number as long as it is the same; a run that lacks the metric is passed over.
  ///
  /// At least one of the numbers is there.
  fileprivate init(of numbers: [HistoryEntry.Measured?], runs: [Trend.Run]) {
    var first = numbers.lastIndex { $0 != nil } ?? 0
    var isOldest = true
    for index in numbers[..<first].indices.reversed() {
      guard let number = numbers[index], let later = numbers[first] else { continue }
      guard number.isSame(as: later) else {
        isOldest = false
        break
      }
      first = index
    }
    self.init(commit: runs[first].commit, when: runs[first].when, isOldest: isOldest)
  }
}
