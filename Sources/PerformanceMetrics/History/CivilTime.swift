// Moments of a history: seconds since 1970, from the text in which a run says when it ended.

import TextFormats

/// A moment in UTC, computed in integers from its text, so that no calendar of a machine has a say.
struct CivilTime {
  /// Seconds since 1970-01-01T00:00:00Z.
  let seconds: Int64

  init(seconds: Int64) { self.seconds = seconds }

  /// Reads `2025-06-01T12:00:00Z`; `nil` for anything else.
  init?(iso8601 text: String) {
    guard let match = text.wholeMatch(of: /(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z/) else { return nil }
    let fields = [match.1, match.2, match.3, match.4, match.5, match.6].compactMap { Int($0) }
    guard let date = CivilDate(year: fields[0], month: fields[1], day: fields[2]) else { return nil }
    seconds = Int64(date.daysSince1970 * 86_400 + fields[3] * 3_600 + fields[4] * 60 + fields[5])
  }

  /// The day, as in `2025-06-01`.
  var day: String { CivilDate(daysSince1970: Int(seconds / 86_400)).description }
}
