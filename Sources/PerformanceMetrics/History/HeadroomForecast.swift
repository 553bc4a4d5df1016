// How much worse a metric may still become, and when that is used up if it goes on as it did.

/// What is left to the bound of a tolerance or of a requirement, and how long it lasts.
package struct HeadroomForecast: Codable, Sendable, Hashable {
  /// When it is used up at the present drift.
  package struct Forecast: Codable, Sendable, Hashable {
    /// How many runs that change a number from the last one on; 0 when it is used up already.
    package let runs: Int64
    /// The day in UTC, as in `2026-01-31`, at the pace of the window; `nil` when the window has no pace.
    package let day: String?
  }

  /// `tolerance`, or the id of the requirement.
  package let of: String
  /// How much worse the number may become, in its unit; below 0 it is too bad already.
  package let left: Int64
  /// When it is used up; `nil` while the number does not become worse.
  package let forecast: Forecast?

  init(of name: String, left: Int64, drift: Drift) {
    self.of = name
    self.left = left
    forecast = drift.forecast(left: left)
  }
}

/// How a number became worse over a window.
struct Drift {
  /// By how much, from the first run to the last; at most 0 when it did not.
  let worsening: Int64
  /// How many runs after the first one the last one is.
  let runs: Int
  /// When the first run and the last run ended: ISO 8601 in UTC.
  let from: String
  let to: String

  /// The first run at which as much again as is left, and 1 more, would be used up.
  ///
  /// Worked values: 30 worse in 10 runs are 3 a run; 10 left are used up at the 4th run from now (12 > 10).
  func forecast(left: Int64) -> HeadroomForecast.Forecast? {
    guard worsening > 0, runs > 0 else { return nil }
    guard left >= 0 else { return HeadroomForecast.Forecast(runs: 0, day: nil) }
    let ahead = Int128(left) * Int128(runs) / Int128(worsening) + 1
    let count = Int64(clamping: ahead)
    guard let start = CivilTime(iso8601: from), let end = CivilTime(iso8601: to), end.seconds > start.seconds else {
      return HeadroomForecast.Forecast(runs: count, day: nil)
    }
    let seconds = Int128(end.seconds) + Int128(count) * Int128(end.seconds - start.seconds) / Int128(runs)
    // Past the year 9999 a day says nothing.
    let day = seconds < 253_402_300_800 ? CivilTime(seconds: Int64(seconds)).day : nil
    return HeadroomForecast.Forecast(runs: count, day: day)
  }
}
