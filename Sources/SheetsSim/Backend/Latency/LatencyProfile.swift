// The latency of calls without faults.

import SheetsAPI

/// A named model of latency: a distribution for each method, in whole nanoseconds.
///
/// No profile is an exact model of Google: `origin` serves comparisons, `recorded` has the means of recorded traffic, and a
/// calibrated profile (`init(json:)`) comes from measurements at one location and time.
public struct LatencyProfile: Sendable {
  /// The name in scenarios, such as `origin`.
  public let name: String
  /// The latency distribution of each method.
  public let tables: MethodTable<QuantileTable>

  /// Creates a profile from a distribution for each method.
  public init(name: String, tables: (SheetsMethod) -> QuantileTable) {
    self.name = name
    self.tables = MethodTable(tables)
  }

  /// Creates a profile with a uniform range for each method; the ranges must not be negative.
  public init(name: String, _ range: (SheetsMethod) -> ClosedRange<Duration>) {
    self.init(name: name) { method in
      let range = range(method)
      return QuantileTable(uniform: range.lowerBound.wholeNanoseconds...range.upperBound.wholeNanoseconds)
    }
  }

  /// Draws the latency of one call, in nanoseconds.
  public func draw(_ method: SheetsMethod, from generator: inout SplitMix64) -> Int64 {
    tables[method].draw(from: &generator)
  }

  /// The shortest latency of a method, in nanoseconds.
  public func minimum(_ method: SheetsMethod) -> Int64 {
    tables[method].points[0].nanoseconds
  }

  /// No latency: every call is answered at once.
  public static let none = LatencyProfile(name: "none") { _ in .zero ... .zero }

  /// The predefined profiles with a latency, as opposed to calibrated ones.
  public static let named = [origin, recorded]

  /// The model of the original service: batch writes take 250–450 ms and appends 120–230 ms, for comparison with it.
  ///
  /// It defines only values.batchUpdate and values.append. Assumed: the other writes are like values.batchUpdate, and reads
  /// take 150–300 ms. There are no credible published percentiles of the real backend.
  public static let origin = LatencyProfile(name: "origin") { (method) -> ClosedRange<Duration> in
    switch method {
    case .valuesAppend: .milliseconds(120) ... .milliseconds(230)
    case .spreadsheetsGet, .valuesGet, .valuesBatchGet: .milliseconds(150) ... .milliseconds(300)
    case .spreadsheetsCreate, .spreadsheetsBatchUpdate, .valuesUpdate, .valuesBatchUpdate, .valuesClear,
      .valuesBatchClear:
      .milliseconds(250) ... .milliseconds(450)
    }
  }
}
