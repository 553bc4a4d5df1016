// How long a call takes when nothing is in its way.

import SheetsAPI

/// A named model of a backend's latency: a uniform range for each method, in whole nanoseconds.
public struct LatencyProfile: Sendable {
  /// The name that a scenario states, such as `origin`.
  public let name: String
  /// The shortest and the longest latency of each method, in nanoseconds.
  public let nanoseconds: MethodTable<ClosedRange<Int64>>

  /// Makes a profile from a range for each method; ranges are cut to whole nanoseconds and must not be negative.
  public init(name: String, _ range: (SheetsMethod) -> ClosedRange<Duration>) {
    self.name = name
    nanoseconds = MethodTable { method in
      let range = range(method)
      precondition(range.lowerBound >= .zero, "the latency of \(method) must not be negative")
      return range.lowerBound.wholeNanoseconds...range.upperBound.wholeNanoseconds
    }
  }

  /// Draws the latency of one call, in nanoseconds.
  public func draw(_ method: SheetsMethod, from generator: inout SplitMix64) -> Int64 {
    generator.draw(in: nanoseconds[method])
  }

  /// The shortest latency of a method, in nanoseconds.
  public func minimum(_ method: SheetsMethod) -> Int64 {
    nanoseconds[method].lowerBound
  }

  /// The origin's model: batch writes 250–450 ms, append 120–230 ms; figures made with it compare with the origin's.
  ///
  /// It names only values.batchUpdate and values.append. Assumed: the other writes are like values.batchUpdate, and
  /// reads take 150–300 ms. No credible percentiles of the real backend are published.
  public static let origin = LatencyProfile(name: "origin") { method in
    switch method {
    case .valuesAppend: .milliseconds(120) ... .milliseconds(230)
    case .spreadsheetsGet, .valuesGet, .valuesBatchGet: .milliseconds(150) ... .milliseconds(300)
    case .spreadsheetsCreate, .spreadsheetsBatchUpdate, .valuesUpdate, .valuesBatchUpdate, .valuesClear,
      .valuesBatchClear:
      .milliseconds(250) ... .milliseconds(450)
    }
  }
}
