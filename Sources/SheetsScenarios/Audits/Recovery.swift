// How long a disturbance affects waiting: from its end until people wait no longer than before it.

import PerformanceMetrics
import SheetsSim

/// The way back to the steady state after a disturbance.
///
/// The steady state is what came before: the finalizes of 10 unions that were handed over after the first minute and
/// answered before the disturbance began, in groups of 20 that follow each other (1 to 20, 2 to 21, …), each group by
/// its p95. The run is back at the moment from which on no group is slower than the slowest of those by more than a
/// tenth; a group counts from when its first was handed over. The moment is given as the time since the disturbance
/// ended, at least zero, and is `nil` when it does not come.
package struct Recovery: Equatable {
  package static let group = 20

  /// The p95 of the slowest group before the disturbance, in nanoseconds.
  package let steady: Int64
  /// The p95 of the slowest group of all.
  package let worst: Int64
  /// From the end of the disturbance until the run is back, in nanoseconds.
  package let duration: Int64?

  /// Looks at latencies by when they were handed over, both in nanoseconds, in any order.
  ///
  /// Returns `nil` when fewer than a group were handed over before the disturbance or after its end.
  package init?(_ latencies: [(acceptedAt: Int64, latency: Int64)], from begin: Duration, until end: Duration) {
    let ordered = latencies.sorted { ($0.acceptedAt, $0.latency) < ($1.acceptedAt, $1.latency) }
    let rank = NearestRank.rank(permille: 950, count: Self.group)
    let groups = ordered.indices.dropLast(Self.group - 1).map { first in
      let members = ordered[first..<first + Self.group]
      return (
        from: ordered[first].acceptedAt, ended: members.map { $0.acceptedAt + $0.latency }.max() ?? 0,
        p95: members.map(\.latency).sorted()[rank - 1]
      )
    }
    let begin = begin.wholeNanoseconds
    let before = groups.filter { $0.from >= 60_000_000_000 && $0.ended < begin }
    guard let steady = before.map(\.p95).max(), let last = groups.last, last.from >= end.wholeNanoseconds else {
      return nil
    }
    self.steady = steady
    worst = groups.map(\.p95).max() ?? steady
    // The first group after the last that is slower; those before the disturbance are not, by what steady means.
    let slow = groups.lastIndex { $0.p95 * 10 > steady * 11 && $0.ended >= begin }
    guard let slow else {
      duration = 0
      return
    }
    duration = slow + 1 < groups.count ? max(0, groups[slow + 1].from - end.wholeNanoseconds) : nil
  }
}
