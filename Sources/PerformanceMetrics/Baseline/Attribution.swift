// Where a change of a latency comes from: the change of each of its spans, which add up to it exactly.

/// How the parts of a metric changed, from the baseline to the run.
///
/// Worked value: 629 ms (queued 250, in flight 379) → 700 ms (queued 310, in flight 390) is queued +60, in flight +11,
/// together +71.
package struct Attribution: Codable, Sendable, Hashable {
  /// What the parts are parts of.
  package enum Whole: String, Codable, Sendable, Hashable, CaseIterable {
    /// The latency of one operation: of a percentile, the one at that rank then and the one at that rank now.
    case operation
    /// The latencies of all operations together: of a mean, whose integer totals leave nothing to rounding.
    case total
  }

  /// One part then and now; a part that one of the two lacks is 0 there.
  package struct Part: Codable, Sendable, Hashable {
    /// The name of the span.
    package let name: String
    /// Its size in the baseline.
    package let baseline: Int64
    /// Its size in the run.
    package let run: Int64
    /// The run's size minus the baseline's.
    package let change: Int64
  }

  /// What the parts are parts of.
  package let whole: Whole
  /// How many operations the baseline's total is over; `nil` for one operation.
  package let baselineCount: Int64?
  /// How many operations the run's total is over; `nil` for one operation.
  package let runCount: Int64?
  /// The change of the whole: the sum of the changes of ``parts``.
  package let change: Int64
  /// The parts, the largest change first, equal ones in the order in which they happen.
  package let parts: [Part]

  /// Attributes the change between two metrics; `nil` when one of them has no parts, or parts that do not add up.
  init?(from baseline: Metric, to run: Metric) {
    guard let old = baseline.spans, let new = run.spans, !old.isEmpty, !new.isEmpty else { return nil }
    let sums = (old.exactSum, new.exactSum)
    if sums == (Int128(baseline.value), Int128(run.value)) {
      whole = .operation
      change = run.value - baseline.value
      baselineCount = nil
      runCount = nil
    } else if let before = baseline.distribution, let after = run.distribution,
      sums == (Int128(before.total), Int128(after.total))
    {
      whole = .total
      change = after.total - before.total
      baselineCount = before.count
      runCount = after.count
    } else {
      return nil
    }
    parts = Self.parts(old, new)
  }

  private static func parts(_ old: [Span], _ new: [Span]) -> [Part] {
    var names: [String] = []
    for span in old + new where !names.contains(span.name) { names.append(span.name) }
    func size(_ name: String, in spans: [Span]) -> Int64 {
      spans.reduce(0) { $1.name == name ? $0 + $1.value : $0 }
    }
    let parts = names.map { name in
      let (before, after) = (size(name, in: old), size(name, in: new))
      return Part(name: name, baseline: before, run: after, change: after - before)
    }
    return parts.enumerated().sorted {
      ($1.element.change.magnitude, $0.offset) < ($0.element.change.magnitude, $1.offset)
    }.map(\.element)
  }
}
