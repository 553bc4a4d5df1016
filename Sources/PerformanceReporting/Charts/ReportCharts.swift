// The charts of a run or of a baseline: how latencies are distributed, where time goes, load, and series over time.

import PerformanceMetrics

/// Draws what there are numbers for.
package struct ReportCharts {
  /// How many series are drawn at most.
  static let seriesCount = 6

  private let metrics: [Metric]
  private let requirements: [Requirement]
  private let series: [Series]

  /// Takes the metrics, and the requirements whose order is that of the charts.
  ///
  /// `metrics` are those of the run or, without a run, of the baseline. `series` are empty without a run, as a baseline
  /// keeps none.
  package init(metrics: [Metric], requirements: [Requirement], series: [Series] = []) {
    self.metrics = metrics
    self.requirements = requirements
    self.series = series
  }

  /// The charts in the order in which a reader needs them; a chart without numbers is left out.
  ///
  /// Their names are `latency-distribution`, `where-time-goes`, those of ``LabelCharts``, which begin with `cost-` for what code costs the machine, and of a series its measure.
  package var images: [ChartImage] {
    ([latencyDistribution, whereTimeGoes].compactMap(\.self)
      + LabelCharts(metrics: metrics, requirements: requirements).images
      + LabelCharts(costs: metrics, requirements: requirements).images + overTime).withNamesOfTheirOwn
  }

  /// The requirements over latencies with the metrics that measure them, in the requirements' order.
  private var requiredLatencies: [(requirement: Requirement, metric: Metric)] {
    let byID = Dictionary(metrics.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return requirements.compactMap { requirement in
      guard requirement.unit == .nanoseconds, let metric = byID[requirement.metric], metric.unit == .nanoseconds else {
        return nil
      }
      return (requirement, metric)
    }
  }

  private var latencyDistribution: ChartImage? {
    // The p95 and the p99 of one row are one distribution.
    var drawn: [(name: String, distribution: Distribution)] = []
    for (requirement, metric) in requiredLatencies {
      guard let distribution = metric.distribution,
        !drawn.contains(where: { $0 == (requirement.row(of: metric), distribution) })
      else { continue }
      drawn.append((requirement.row(of: metric), distribution))
    }
    let permilles = Set(drawn.flatMap { $0.distribution.percentiles.map(\.permille) }).sorted()
    var limits: [LineChart.Limit] = []
    for (requirement, metric) in requiredLatencies {
      guard let permille = metric.permille, let index = permilles.firstIndex(of: permille),
        !limits.contains(where: { $0.index == index + 1 && $0.value == requirement.target })
      else { continue }
      limits.append(
        .init(text: "\(requirement.bound) (\(requirement.id))", value: requirement.target, index: index + 1))
    }
    return LineChart(
      name: "latency-distribution", title: "How the required latencies are distributed", axis: "percentile",
      places: ["min"] + permilles.map { MetricLabel.percentile(permille: $0) } + ["max"], measure: "latency",
      unit: .nanoseconds,
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
      bars: requiredLatencies.compactMap { requirement, metric in
        let statistic = metric.statistic.map { "\($0), " } ?? ""
        return metric.spans.map { .init(name: statistic + requirement.row(of: metric), spans: $0) }
      }
    ).image()
  }

  /// Of series that differ only in labels that are numbers, the one with the largest, against what is required of it.
  private var overTime: [ChartImage] {
    struct Group: Hashable {
      let x: Axis
      let y: Axis
      let labels: [String: String]
    }
    func numbers(_ series: Series) -> [(String, Int64)] {
      series.labels.compactMap { name, value in Int64(value).map { (name, $0) } }.sorted { $0.0 < $1.0 }
    }
    // What the labels have an axis for is drawn by them.
    let axes = Set(metrics.flatMap(\.axes).map(\.words))
    let drawn = series.filter { $0.metric != nil || !axes.contains($0.x.name) }
    let groups = Dictionary(grouping: drawn) { series in
      Group(x: series.x, y: series.y, labels: series.labels.filter { Int64($0.value) == nil })
    }
    let largest = groups.values.compactMap { group in
      group.max { one, other in
        let (mine, others) = (numbers(one).map(\.1), numbers(other).map(\.1))
        return mine == others ? one.id < other.id : mine.lexicographicallyPrecedes(others)
      }
    }.sorted { $0.id < $1.id }
    return largest.prefix(Self.seriesCount).compactMap { series in
      let named = series.labels[MetricLabel.measure]
      let labels = series.labels.filter { Int64($0.value) == nil && !MetricLabel.ofMeasure.contains($0.key) }
        .sorted { $0.key < $1.key }.map(\.value)
      let load = numbers(series).map { "\(Quantity.grouped($0.1)) \($0.0.words)" }
      let words = (labels.map(\.words) + load).joined(separator: ", ")
      let measured = "\(series.y.name) by \(series.x.name)"
      let limits = requirements.filter { $0.metric == series.metric && $0.unit == series.y.unit }
      return LineChart(
        name: ([named ?? "\(series.y.name) by \(series.x.name)"] + labels).joined(separator: "-").slug,
        title: (words.isEmpty ? measured : "\(measured): \(words)").capitalizedFirst,
        axis: series.x.name, places: series.points.map { Quantity.text($0.x, series.x.unit) }, measure: series.y.name,
        unit: series.y.unit,
        lines: [.init(name: words.isEmpty ? series.y.name : words, values: series.points.map(\.y))],
        limits: limits.map { .init(text: "\($0.id): \($0.bound)", value: $0.target) }, joint: .bars, start: .zeroAlways
      ).image()
    }
  }
}

extension [ChartImage] {
  /// The charts, a later one of the same name under another: names that differ in signs alone are one file name.
  var withNamesOfTheirOwn: [ChartImage] {
    var names: [String: Int] = [:]
    return map { chart in
      let count = names[chart.name, default: 0] + 1
      names[chart.name] = count
      return count == 1 ? chart : chart.named("\(chart.name)-again-\(count)")
    }
  }
}
