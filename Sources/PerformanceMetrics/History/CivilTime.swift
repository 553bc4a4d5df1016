// Dates in integers, so that no calendar of a machine has a say.

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
