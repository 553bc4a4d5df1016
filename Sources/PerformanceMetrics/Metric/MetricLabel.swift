// The labels that mean something to this package; every other label is the author's own.

/// Names of labels with a meaning of their own.
public enum MetricLabel {
  /// Which statistic of a distribution a metric is: `p50`, `p95`, `p99.9`, `mean`.
  ///
  /// `Metric.percentile`, `Metric.mean` and `Metric.summary` set it. The id ends with it, behind a dot.
  public static let statistic = "statistic"

  /// The statistic of a mean.
  static let mean = "mean"

  /// What is measured, as a title names it: `finalize-10`, `peak-writes`.
  ///
  /// A chart shows one measure.
  public static let measure = "measure"

  /// Which cost of a call a host metric is, a ``Cost``.
  ///
  /// Builds are compared by metrics that have it.
  package static let cost = "cost"

  /// What a call costs the machine, as ids and labels name it.
  package enum Cost: String, CaseIterable, Sendable, Hashable {
    /// How many blocks of memory it asks for.
    case allocations
    /// The bytes of those.
    case allocatedBytes = "allocated-bytes"
    /// What it leaves behind when its result is gone.
    case heldBytes = "held-bytes"
    /// The most that it holds at a time.
    case peakBytes = "peak-bytes"
    /// What it takes of a processor.
    case processorTime = "processor-time"
    /// What passes until it returns.
    case wallTime = "wall-time"
  }

  /// The percentile of a rank in thousandths as people name it: 950 is `p95`, 999 is `p99.9`.
  package static func percentile(permille: Int) -> String {
    permille % 10 == 0 ? "p\(permille / 10)" : "p\(permille / 10).\(permille % 10)"
  }
}

extension Metric {
  /// Which cost of a call this is; `nil` of anything else.
  package var cost: MetricLabel.Cost? {
    basis == .host ? labels[MetricLabel.cost].flatMap(MetricLabel.Cost.init) : nil
  }

  /// The id without its statistic: `latency/one-worker.p95` and `latency/one-worker.mean` are of one quantity.
  package var quantity: String {
    guard let statistic = labels[MetricLabel.statistic], id.hasSuffix(".\(statistic)") else { return id }
    return String(id.dropLast(statistic.count + 1))
  }

  /// The rank of the percentile that this is, in thousandths; `nil` of anything else.
  package var permille: Int? {
    guard let statistic = labels[MetricLabel.statistic] else { return nil }
    return distribution?.percentiles.map(\.permille).first { MetricLabel.percentile(permille: $0) == statistic }
  }

  /// Whether this is the mean of its distribution.
  var isMean: Bool { labels[MetricLabel.statistic] == MetricLabel.mean }
}
