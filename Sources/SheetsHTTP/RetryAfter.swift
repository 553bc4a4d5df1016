// The header Retry-After: a number of seconds, or a date that is compared with the date of the answer.

import TextFormats

extension Duration {
  /// The wait that a `Retry-After` asks for, from 0 to a day; `nil` if it is not valid.
  ///
  /// A date counts from the `Date` of the same answer, so that the clock of this machine does not matter, and only in
  /// the form that servers must send, such as `Sun, 06 Nov 1994 08:49:37 GMT`. Source: RFC 9110, 5.6.7 and 10.2.3.
  package init?(retryAfter: String?, date: String?) {
    guard let retryAfter, let seconds = Self.seconds(retryAfter, date) else { return nil }
    self = .seconds(min(max(seconds, 0), 86_400))
  }

  private static func seconds(_ text: String, _ date: String?) -> Int? {
    if !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
      // What overflows is longer than a day.
      return Int(text) ?? .max
    }
    guard let date, let end = secondsOfDate(text), let start = secondsOfDate(date) else { return nil }
    return end - start
  }

  /// Seconds since the start of 1970; `nil` if the text is not a date of HTTP.
  private static func secondsOfDate(_ text: String) -> Int? {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let words = text.split(separator: " ")
    guard words.count == 6, words[5] == "GMT", let month = months.firstIndex(of: String(words[2])) else { return nil }
    let numbers = ([words[1], words[3]] + words[4].split(separator: ":")).compactMap { Int($0) }
    guard numbers.count == 5, zip(numbers[2...], [0...23, 0...59, 0...60]).allSatisfy({ $1 ~= $0 }),
      let day = CivilDate(year: numbers[1], month: month + 1, day: numbers[0])
    else { return nil }
    return ((day.daysSince1970 * 24 + numbers[2]) * 60 + numbers[3]) * 60 + numbers[4]
  }
}
