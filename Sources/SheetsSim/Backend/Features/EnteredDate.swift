// Dates and times as users enter them.

import TextFormats

/// Parses dates and times in the formats of en_US and ISO 8601.
enum EnteredDate {
  static func read(_ text: EnteredBytes) -> (Double, NumberFormat?)? {
    guard text.count <= 40, text.contains(where: \.isDigit) else { return nil }
    if let (day, pattern) = date(text) { return (Double(day.serial), NumberFormat("DATE", pattern)) }
    guard text.contains(UInt8(ascii: ":")) else { return nil }
    if let (seconds, pattern) = time(text) { return (Double(seconds) / 86_400, NumberFormat("TIME", pattern)) }
    // The first space with a date before it and a time after it.
    for index in text.indices where text[index] == UInt8(ascii: " ") || text[index] == UInt8(ascii: "T") {
      if let (seconds, timePattern) = time(text[(index + 1)...]), seconds < 86_400,
        let (day, dayPattern) = date(text[..<index])
      {
        return (
          Double(day.serial) + Double(seconds) / 86_400, NumberFormat("DATE_TIME", "\(dayPattern) \(timePattern)")
        )
      }
    }
    return nil
  }

  private static func date(_ text: EnteredBytes) -> (CivilDate, String)? { inDigits(text) ?? named(text) }

  /// `2020-01-02`, `1/2/2020`, `1/2/20` and, less usual, the same with the other mark.
  private static func inDigits(_ text: EnteredBytes) -> (CivilDate, String)? {
    var rest = text
    guard let first = rest.removeNumber(digits: 4), let mark = rest.first,
      mark == UInt8(ascii: "-") || mark == UInt8(ascii: "/")
    else { return nil }
    rest = rest.dropFirst()
    guard let second = rest.removeNumber(digits: 4), rest.first == mark else { return nil }
    rest = rest.dropFirst()
    guard let third = rest.removeNumber(digits: 4), rest.isEmpty else { return nil }
    let separator = mark == UInt8(ascii: "-") ? "-" : "/"
    func pattern(_ letter: String, _ digits: Int) -> String { digits == 2 ? letter + letter : letter }
    if first.digits == 4, let day = CivilDate(year: first.value, month: second.value, day: third.value) {
      return (day, "yyyy" + separator + pattern("m", second.digits) + separator + pattern("d", third.digits))
    }
    guard third.digits == 4 || third.digits == 2,
      let day = CivilDate(year: year(third.value, third.digits), month: first.value, day: second.value)
    else { return nil }
    let year = third.digits == 4 ? "yyyy" : "yy"
    return (day, pattern("m", first.digits) + separator + pattern("d", second.digits) + separator + year)
  }

  /// `January 2, 2020`, `Jan 2, 2020`, `2 Jan 2020` and `2-Jan-2020`.
  private static func named(_ text: EnteredBytes) -> (CivilDate, String)? {
    let words = EnteredWords(text)
    guard words.count == 3, words.third.count == 4, words.third.isNumber, !text.contains(UInt8(ascii: "/")),
      let year = Int(words.third.text)
    else { return nil }
    for (month, day) in [(words.first, words.second), (words.second, words.first)] where day.isNumber {
      guard let number = Int(day.text), let index = index(ofMonth: month.text),
        let date = CivilDate(year: year, month: index + 1, day: number)
      else { continue }
      let pattern = month.count > 3 ? "mmmm" : "mmm"
      let separator = text.contains(UInt8(ascii: "-")) ? "-" : " "
      let isMonthFirst = month.startIndex < day.startIndex
      return (date, isMonthFirst ? "\(pattern) d, yyyy" : "d\(separator)\(pattern)\(separator)yyyy")
    }
    return nil
  }

  private static func index(ofMonth word: String) -> Int? {
    let word = word.lowercased()
    return CivilDate.lowercasedMonths.firstIndex { $0 == word || $0.prefix(3) == word }
  }

  private static func time(_ text: EnteredBytes) -> (Int, String)? {
    var rest = text
    var half: UInt8?
    // Lowercase letters have one more bit.
    if let last = text.last, last | 0x20 == UInt8(ascii: "m"), let letter = text.dropLast().last.map({ $0 | 0x20 }),
      letter == UInt8(ascii: "a") || letter == UInt8(ascii: "p")
    {
      half = letter
      rest = text.dropLast(2).trimmingSpaces
    }
    guard var hour = rest.removeNumber(digits: 2), rest.remove(":"), let minute = rest.removeNumber(digits: 2),
      minute.value < 60
    else { return nil }
    var second = 0
    let hasSeconds = rest.remove(":")
    if hasSeconds {
      guard let number = rest.removeNumber(digits: 2), number.value < 60 else { return nil }
      second = number.value
    }
    guard rest.isEmpty else { return nil }
    if let half {
      guard (1...12).contains(hour.value) else { return nil }
      hour.value = hour.value % 12 + (half == UInt8(ascii: "p") ? 12 : 0)
    }
    let seconds = hour.value * 3600 + minute.value * 60 + second
    // More than 24 hours are a duration; its pattern is assumed, based on the editor.
    if hour.value > 23 { return (seconds, "[h]:mm:ss") }
    let pattern = (hour.digits == 2 && half == nil ? "hh" : "h") + (hasSeconds ? ":mm:ss" : ":mm")
    return (seconds, half == nil ? pattern : pattern + " am/pm")
  }

  /// The year of a date; two digits stand for 1930 to 2029, as in the editor.
  private static func year(_ number: Int, _ digits: Int) -> Int {
    digits == 4 ? number : number < 30 ? 2000 + number : 1900 + number
  }
}
