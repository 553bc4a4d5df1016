// What a number counts, which way is better, and what it was measured with.

/// The unit of a metric, of a target or of an axis.
public enum MetricUnit: String, Codable, Sendable, Hashable, CaseIterable {
  /// Time, in nanoseconds.
  case nanoseconds = "ns"
  /// Requests that reach the backend.
  case calls
  /// Things a worker asked of the service.
  case operations
  /// Rows of a sheet.
  case rows
  /// Bytes; shown in powers of 1,000.
  case bytes
  /// The rows of one append call.
  case chunks
  /// A number of anything else.
  case count
  /// A ratio in thousandths: 1,003 is 1.003.
  case permille
  /// Calls in each second.
  case callsPerSecond = "calls/s"
}

/// Which way a metric is better.
public enum Direction: String, Codable, Sendable, Hashable, CaseIterable {
  /// Less is better: latency, calls, bytes.
  case lower
  /// More is better: throughput.
  case higher

  /// The way in which it is worse.
  package var opposite: Direction { self == .lower ? .higher : .lower }
}

/// What a metric was measured with.
public enum Basis: String, Codable, Sendable, Hashable, CaseIterable {
  /// Virtual time: the same number on every machine, so it is compared exactly.
  case simulated
  /// The clock and the memory of one machine: shown, and not judged against a baseline.
  case host
}
