// How much worse a number may still become, and when that is used up if it goes on as it did.

/// What is left of a tolerance or of a promise.
package struct Room: Codable, Sendable, Hashable {
  /// When it is used up at the present drift.
  package struct Forecast: Codable, Sendable, Hashable {
    /// How many runs from the last one on; 0 when it is used up already.
    package let runs: Int64
    /// The day in UTC, as in `2026-01-31`, at the pace of the window; `nil` when the window has no pace.
    package let day: String?
  }

  /// `tolerance`, or the id of the promise.
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
  func forecast(left: Int64) -> Room.Forecast? {
    guard worsening > 0, runs > 0 else { return nil }
    guard left >= 0 else { return Room.Forecast(runs: 0, day: nil) }
    let ahead = Int128(left) * Int128(runs) / Int128(worsening) + 1
    let count = Int64(clamping: ahead)
    guard let start = CivilTime(iso8601: from), let end = CivilTime(iso8601: to), end.seconds > start.seconds else {
      return Room.Forecast(runs: count, day: nil)
    }
    let seconds = Int128(end.seconds) + Int128(count) * Int128(end.seconds - start.seconds) / Int128(runs)
    // Past the year 9999 a day says nothing.
    let day = seconds < 253_402_300_800 ? CivilTime(seconds: Int64(seconds)).day : nil
    return Room.Forecast(runs: count, day: day)
  }
}

extension Metric {
  /// How much worse than a value the metric may become within the tolerance of this, the accepted one.
  package func room(at value: Int64) -> Int64 {
    let allowed: Int64 =
      switch tolerance {
      case _ where self.value == 0: 0
      case .relative(let percent): Int64(clamping: Int128(self.value) * Int128(percent) / 100)
      case .absolute(let amount): amount
      }
    let worsening = better == .lower ? value - self.value : self.value - value
    return Int64(clamping: Int128(allowed) - Int128(worsening))
  }
}

extension Requirement {
  /// How much worse than a value the measured number may become while the promise is kept.
  func room(at value: Int64) -> Int64 {
    switch relation {
    case .lessThan: Int64(clamping: Int128(target) - 1 - Int128(value))
    case .atMost: Int64(clamping: Int128(target) - Int128(value))
    case .atLeast: Int64(clamping: Int128(value) - Int128(target))
    case .equalTo: -Int64(clamping: (Int128(value) - Int128(target)).magnitude)
    }
  }
}

/// A moment in UTC, computed in integers from its text, so that no calendar of a machine has a say.
struct CivilTime {
  /// Seconds since 1970-01-01T00:00:00Z.
  let seconds: Int64

  init(seconds: Int64) { self.seconds = seconds }

  /// Reads `2025-06-01T12:00:00Z`; `nil` for anything else.
  ///
  /// Source of the days: Hinnant, "chrono-compatible low-level date algorithms", days_from_civil.
  init?(iso8601 text: String) {
    guard let match = text.wholeMatch(of: /(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z/) else { return nil }
    let fields = [match.1, match.2, match.3, match.4, match.5, match.6].compactMap { Int64($0) }
    guard (1...12).contains(fields[1]), (1...31).contains(fields[2]) else { return nil }
    let year = fields[1] <= 2 ? fields[0] - 1 : fields[0]
    let era = year / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * ((fields[1] + 9) % 12) + 2) / 5 + fields[2] - 1
    let days = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    seconds = days * 86_400 + fields[3] * 3_600 + fields[4] * 60 + fields[5]
  }

  /// The day, as in `2025-06-01` (civil_from_days of the same source); from the year 1970 on.
  var day: String {
    let days = seconds / 86_400 + 719_468
    let era = days / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let (day, month) = (dayOfYear - (153 * shifted + 2) / 5 + 1, shifted < 10 ? shifted + 3 : shifted - 9)
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    func padded(_ number: Int64, _ width: Int) -> String {
      String(repeating: "0", count: max(0, width - "\(number)".count)) + "\(number)"
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}
