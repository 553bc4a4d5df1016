// How long a disturbance affects waiting, beside the same runs without it.

import PerformanceMetrics
import SheetsSim

/// The way back after a disturbance.
///
/// What is handed over from its end on is cut into windows of 10 s, each with its p95, all seeds together. The slowest
/// window of the same runs without the disturbance, the undisturbed twin, says what is usual: with few seeds a slow window
/// is mostly chance.
package struct Recovery: Equatable, Sendable {
  package static let window = Duration.seconds(10)

  /// One operation: when it was handed over, and how long it took, in nanoseconds.
  package struct Handover: Sendable {
    package let acceptedAt: Int64
    package let latency: Int64

    package init(acceptedAt: Int64, latency: Int64) {
      self.acceptedAt = acceptedAt
      self.latency = latency
    }
  }

  /// The p95 of the twin's slowest window, in nanoseconds.
  package let undisturbed: Int64
  /// The p95 of the slowest window, in nanoseconds.
  package let worst: Int64
  /// From the end of the disturbance until the last operation that waited then was answered, in nanoseconds.
  package let backlog: Int64
  /// From the end of the disturbance until the window from which on none is slower than the twin's slowest by more than a
  /// tenth, in nanoseconds; `nil` when there is no such window.
  package let duration: Int64?

  /// Compares operations of all seeds with those of the undisturbed twin; `nil` if either has none after the end.
  package init?(_ handovers: [Handover], undisturbed twin: [Handover], until end: Duration) {
    let end = end.wholeNanoseconds
    let windows = Self.windows(handovers, from: end)
    guard let usual = Self.windows(twin, from: end).values.max(), let worst = windows.values.max(),
      let last = windows.keys.max()
    else { return nil }
    undisturbed = usual
    self.worst = worst
    backlog = handovers.filter { $0.acceptedAt < end }.map { max(0, $0.acceptedAt + $0.latency - end) }.max() ?? 0
    let slow = windows.filter { $0.value * 10 > usual * 11 }.keys.max() ?? -1
    duration = slow < last ? Int64(slow + 1) * Self.window.wholeNanoseconds : nil
  }

  /// The p95 of each window that has an operation, by its number.
  private static func windows(_ handovers: [Handover], from end: Int64) -> [Int: Int64] {
    Dictionary(grouping: handovers.filter { $0.acceptedAt >= end }) { handover in
      Int((handover.acceptedAt - end) / window.wholeNanoseconds)
    }.mapValues { members in
      members.map(\.latency).sorted()[NearestRank.rank(permille: 950, count: members.count) - 1]
    }
  }
}
