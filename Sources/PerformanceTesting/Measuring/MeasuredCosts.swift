// What rounds of calls say about one call: the metrics of a measurement; pure.

import PerformanceMetrics

/// The costs of one call, from the rounds of a measurement.
struct MeasuredCosts: Sendable {
  /// Why some costs are not known; each is absent, never 0.
  enum Obstacle: Sendable, Hashable {
    /// The process does not count allocations, for a reason.
    case uncounted(String)
    /// The work left the thread that was measured: its counters and its processor time hold a part of the work.
    case leftTheThread

    /// The costs that are absent.
    var absent: [MetricLabel.Cost] {
      let memory: [MetricLabel.Cost] = [.allocations, .allocatedBytes, .heldBytes, .peakBytes]
      return self == .leftTheThread ? memory + [.processorTime] : memory
    }
  }

  let name: String
  let rounds: [CostRound]
  let callsPerRound: Int
  let obstacles: [Obstacle]

  /// The costs that are not known.
  var absent: Set<MetricLabel.Cost> { Set(obstacles.flatMap(\.absent)) }

  /// What a reader must know of costs that are absent or not steady, a sentence each.
  var warnings: [String] {
    let reasons = obstacles.map { obstacle in
      switch obstacle {
      case .uncounted(let reason): "Allocations and bytes are not counted in this process: \(reason)."
      case .leftTheThread:
        "\(name): allocations, bytes and processor time are not known, since its work left the thread that is measured: "
          + "it awaits the main actor, a Task { } or Task.detached, a sleep, or a callback of another thread."
      }
    }
    let counts = rounds.map(\.allocations)
    guard obstacles.isEmpty, let least = counts.min(), let most = counts.max(), least < most else { return reasons }
    func text(_ count: Int64) -> String { Quantity.text(Fraction(count, over: Int64(callsPerRound)), .count) }
    return reasons + [
      "\(name): its calls do not all allocate alike: from \(text(least)) to \(text(most)); shown is the median."
    ]
  }

  /// The metrics of the costs that are known.
  ///
  /// Allocations, allocated bytes and peak bytes are those of the median round, what is held the mean over all; times have
  /// their distribution over the rounds.
  ///
  /// - Throws: `MetricError` for times whose total takes more than 64 bits.
  func metrics(
    id: String, scenario: Scenario, labels: [String: String], tolerance: Tolerance?
  ) throws -> [Metric] {
    let calls = Int64(callsPerRound)
    func count(_ cost: MetricLabel.Cost, _ unit: MetricUnit, _ fraction: Fraction) -> Metric {
      Metric(
        id: "\(id).\(cost.rawValue)", unit: unit, basis: .host, tolerance: tolerance, scenario: scenario,
        value: (fraction.numerator * 2 + fraction.denominator) / (fraction.denominator * 2), fraction: fraction,
        labels: labels.of(cost, name))
    }
    func median(_ cost: KeyPath<CostRound, Int64>) -> Fraction {
      let sorted = rounds.map { $0[keyPath: cost] }.sorted()
      return Fraction(max(0, sorted[NearestRank.rank(permille: 500, count: sorted.count) - 1]), over: calls)
    }
    func time(_ cost: MetricLabel.Cost, _ nanoseconds: KeyPath<CostRound, Int64>) throws -> Metric {
      let whole = try Metric.percentile(
        500, id: "\(id).\(cost.rawValue).p50",
        of: rounds.map { try Sample(value: max(0, $0[keyPath: nanoseconds]) / calls) }, basis: .host,
        scenario: scenario, labels: labels.of(cost, name))
      // A call may take so little that whole nanoseconds are too coarse to compare.
      return Metric(
        id: whole.id, unit: whole.unit, basis: whole.basis, scenario: scenario, value: whole.value,
        fraction: median(nanoseconds), labels: whole.labels, distribution: whole.distribution)
    }
    let absent = absent
    return try MetricLabel.Cost.allCases.filter { !absent.contains($0) }.map { cost in
      switch cost {
      case .allocations: count(cost, .count, median(\.allocations))
      case .allocatedBytes: count(cost, .bytes, median(\.allocatedBytes))
      case .heldBytes:
        count(
          cost, .bytes, Fraction(max(0, rounds.reduce(0) { $0 + $1.heldBytes }), over: calls * Int64(rounds.count)))
      case .peakBytes: count(cost, .bytes, Fraction(median(\.peakBytes).numerator, over: 1))
      case .processorTime: try time(cost, \.processorNanoseconds)
      case .wallTime: try time(cost, \.wallNanoseconds)
      }
    }
  }
}

extension [String: String] {
  fileprivate func of(_ cost: MetricLabel.Cost, _ name: String) -> Self {
    merging([MetricLabel.measure: name, MetricLabel.cost: cost.rawValue]) { $1 }
  }
}
