// How long a call takes when nothing is in its way.

import SheetsAPI

/// A named model of a backend's latency: a distribution for each method, in whole nanoseconds.
///
/// No profile claims to be Google: `origin` is a model that figures are compared under, `recorded` has the means of
/// recorded traffic, and a calibrated one (`init(json:)`) is what somebody measured at one place and time.
public struct LatencyProfile: Sendable {
  /// The name that a scenario states, such as `origin`.
  public let name: String
  /// The distribution of each method's latency.
  public let tables: MethodTable<QuantileTable>

  /// Makes a profile from a distribution for each method.
  public init(name: String, tables: (SheetsMethod) -> QuantileTable) {
    self.name = name
    self.tables = MethodTable(tables)
  }

  /// Makes a profile of uniform ranges, one for each method; they are cut to whole nanoseconds and must not be negative.
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

  /// The profiles that have a name of their own.
  public static let named = [origin, recorded]

  /// The origin's model: batch writes 250–450 ms, append 120–230 ms; figures made with it compare with the origin's.
  ///
  /// It names only values.batchUpdate and values.append. Assumed: the other writes are like values.batchUpdate, and
  /// reads take 150–300 ms. No credible percentiles of the real backend are published.
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
