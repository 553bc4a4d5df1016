// Metrics against a label that is a number, a line for each value of another label: whatever the labels allow.

import PerformanceMetrics

/// The charts that the labels of some metrics allow.
///
/// A label whose values are whole numbers is an axis, as in `workers`. For the metric of each requirement that has one,
/// the metrics that differ from it in the axis alone are a line; a chart shows a line for each value of one more label.
/// Without requirements over such metrics, the metrics themselves are followed, in their order.
package struct LabelCharts {
  /// How many charts there are at most.
  static let count = 6

  private let metrics: [Metric]
  private let requirements: [Requirement]
  private let prefix: String
  private let title: String
  /// Whether metrics without a requirement are followed where others have one.
  private let followsAll: Bool

  /// Takes the metrics, of which host metrics are left out, and the requirements that choose among them.
  ///
  /// `prefix` is what the names of the charts begin with. `title` is what their titles begin with.
  package init(metrics: [Metric], requirements: [Requirement], prefix: String = "", title: String = "") {
    self.metrics = metrics.filter { $0.basis == .simulated && !$0.axes.isEmpty }
    self.requirements = requirements
    self.prefix = prefix
    self.title = title
    followsAll = false
  }

  /// Takes the costs among the metrics, all of which are followed: allocations, bytes and times of a call on the machine
  /// of the run.
  package init(costs metrics: [Metric], requirements: [Requirement]) {
    self.metrics = metrics.filter { $0.cost != nil && !$0.axes.isEmpty }
    self.requirements = requirements
    prefix = "cost-"
    title = "Cost of a call: "
    followsAll = true
  }

  /// The charts, those of the first requirements first; no two have one name.
  package var images: [ChartImage] {
    let byID = Dictionary(metrics.map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })
    let required = requirements.compactMap { byID[$0.metric] }
    if followsAll { return charts(of: required + metrics) }
    let images = charts(of: required)
    return images.isEmpty ? charts(of: metrics) : images
  }

  private func charts(of candidates: [Metric]) -> [ChartImage] {
    var names: Set<String> = []
    var images: [ChartImage] = []
    for metric in candidates {
      for axis in metric.axes {
        let others = metric.labels.keys.filter { $0 != axis && $0 != MetricLabel.measure }.sorted()
        let drawn = others.compactMap { family(metric, axis, by: $0) }
        for family in drawn.isEmpty ? [family(metric, axis, by: nil)].compactMap(\.self) : drawn {
          // A measure in another unit has a chart of its own; another one in the same unit would look the same.
          guard images.count < Self.count, names.insert("\(family.name)-\(metric.unit.rawValue)").inserted,
            let image = image(family, isFirst: !images.contains { $0.name == prefix + family.name })
          else { continue }
          images.append(image)
        }
      }
    }
    return images
  }

  /// Metrics that differ in the axis and in one more label.
  private struct Family {
    let metric: Metric
    let axis: String
    let other: String?
    let members: [Metric]

    var name: String { other.map { "\(axis)-by-\($0)" }?.slug ?? axis.slug }
  }

  /// The family of a metric; `nil` where it has no two places of the axis, no two lines, or two numbers for one point.
  private func family(_ metric: Metric, _ axis: String, by other: String?) -> Family? {
    let free: Set<String> = Set([axis] + (other.map { [$0] } ?? []))
    func fixed(_ metric: Metric) -> [String: String] { metric.labels.filter { !free.contains($0.key) } }
    let members = metrics.filter {
      $0.unit == metric.unit && Set($0.labels.keys) == Set(metric.labels.keys) && fixed($0) == fixed(metric)
        && $0.labels[axis].flatMap { Int64($0) } != nil
    }
    let axisValues = Set(members.compactMap { $0.labels[axis] })
    let lines = Set(members.map { line($0, other) })
    let pairs = Set(members.map { [$0.labels[axis] ?? "", line($0, other)] })
    guard axisValues.count > 1, other == nil || lines.count > 1, pairs.count == members.count,
      Set(members.map(\.value)).count > 1
    else { return nil }
    return Family(metric: metric, axis: axis, other: other, members: members)
  }

  private func line(_ metric: Metric, _ other: String?) -> String { other.flatMap { metric.labels[$0] } ?? "" }

  private func image(_ family: Family, isFirst: Bool) -> ChartImage? {
    let metric = family.metric
    let places = Set(family.members.compactMap { $0.labels[family.axis].flatMap { Int64($0) } }).sorted()
    let isByStatistic = family.other == MetricLabel.statistic
    let groups = Dictionary(grouping: family.members) { line($0, family.other) }
    let order = groups.keys.sorted { one, other in
      // Percentiles by their rank, a mean behind them; other labels by name.
      let ranks = [one, other].map { isByStatistic ? groups[$0]?.first?.permille ?? 1_001 : 0 }
      return (ranks[0], one) < (ranks[1], other)
    }
    let drawn = Set(family.members.map(\.id))
    var limits: [LineChart.Limit] = []
    for requirement in requirements
    where drawn.contains(requirement.metric) && requirement.unit == metric.unit {
      let member = family.members.first { $0.id == requirement.metric }
      let statistic = member?.statistic.map { "\($0) " } ?? ""
      // A bound shows how far away a whole line is; an exact number is for one point.
      let position = member?.labels[family.axis].flatMap { Int64($0) }.flatMap(places.firstIndex)
      let index = requirement.relation == .equalTo ? position : nil
      guard !limits.contains(where: { $0.value == requirement.target && $0.index == index }) else { continue }
      limits.append(
        .init(text: "\(requirement.id): \(statistic)\(requirement.bound)", value: requirement.target, index: index))
    }
    let fixed = metric.labels.filter { $0.key != family.axis && $0.key != family.other }
      .sorted { $0.key < $1.key }.map(\.value.words)
    let subject = fixed.isEmpty ? metric.quantity : fixed.joined(separator: ", ")
    let axes = family.axis.words + (family.other.map { " and \($0.words)" } ?? "")
    return LineChart(
      name: prefix + family.name + (isFirst ? "" : "-\(metric.unit.rawValue.slug)"),
      title: "\(title)\(subject) by \(axes)".capitalizedFirst, axis: family.axis.words, places: places.map { "\($0)" },
      measure: subject, unit: metric.unit,
      lines: order.map { name in
        let values = Dictionary(
          (groups[name] ?? []).map { ($0.labels[family.axis].flatMap { Int64($0) }, $0.value) },
          uniquingKeysWith: { one, _ in one })
        return .init(name: name.isEmpty ? subject : name.words, values: places.map { values[$0] })
      }, limits: limits
    ).image()
  }
}
