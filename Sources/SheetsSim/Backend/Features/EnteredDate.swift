// Dates and times as users enter them.

import TextFormats

/// Parses dates and times in the formats of en_US and ISO 8601.
enum EnteredDate {
  static func read(_ text: String) -> (Double, NumberFormat?)? {
    guard text.utf8.count <= 40, text.utf8.contains(where: { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") })
    else {
      return nil
    }
    if let (day, pattern) = date(text) { return (Double(day.serial), NumberFormat("DATE", pattern)) }
    if let (seconds, pattern) = time(text) { return (Double(seconds) / 86_400, NumberFormat("TIME", pattern)) }
    // The first space with a date before it and a time after it.
    for (index, character) in text.enumerated() where character == " " || character == "T" {
      let before = String(text.prefix(index))
      let after = String(text.dropFirst(index + 1))
      if let (day, dayPattern) = date(before), let (seconds, timePattern) = time(after), seconds < 86_400 {
        return (
          Double(day.serial) + Double(seconds) / 86_400, NumberFormat("DATE_TIME", "\(dayPattern) \(timePattern)")
        )
      }
    }
    return nil
  }

  private static func date(_ text: String) -> (CivilDate, String)? {
    for (separator, isISO) in [("-", true), ("/", false), ("-", false), ("/", true)] as [(Character, Bool)] {
      guard text.utf8.contains(separator == "-" ? UInt8(ascii: "-") : UInt8(ascii: "/")) else { continue }
      let parts = text.split(separator: separator, omittingEmptySubsequences: false)
      guard parts.count == 3, parts.allSatisfy({ (1...4).contains($0.count) && $0.utf8.allSatisfy(isDigit) }) else {
        continue
      }
      let numbers = parts.compactMap { Int($0) }
      if isISO, parts[0].count == 4, let day = CivilDate(year: numbers[0], month: numbers[1], day: numbers[2]) {
        let month = parts[1].count == 2 ? "mm" : "m"
        return (day, "yyyy\(separator)\(month)\(separator)\(parts[2].count == 2 ? "dd" : "d")")
      }
      if !isISO, parts[2].count == 4 || parts[2].count == 2,
        let day = CivilDate(year: year(numbers[2], parts[2].count), month: numbers[0], day: numbers[1])
      {
        let month = parts[0].count == 2 ? "mm" : "m"
        let year = parts[2].count == 4 ? "yyyy" : "yy"
        return (day, "\(month)\(separator)\(parts[1].count == 2 ? "dd" : "d")\(separator)\(year)")
      }
    }
    return named(text)
  }

  /// `January 2, 2020`, `Jan 2, 2020`, `2 Jan 2020` and `2-Jan-2020`.
  private static func named(_ text: String) -> (CivilDate, String)? {
    let words = text.split(whereSeparator: { " ,-".contains($0) })
    guard words.count == 3, let year = Int(words[2]), words[2].count == 4 else { return nil }
    for (month, day) in [(words[0], words[1]), (words[1], words[0])] {
      guard let number = Int(day), day.utf8.allSatisfy(isDigit), let index = index(ofMonth: month),
        let date = CivilDate(year: year, month: index + 1, day: number)
      else { continue }
      let pattern = month.count > 3 ? "mmmm" : "mmm"
      let separator = text.contains("-") ? "-" : " "
      return (date, month == words[0] ? "\(pattern) d, yyyy" : "d\(separator)\(pattern)\(separator)yyyy")
    }
    return nil
  }

  private static func index(ofMonth word: Substring) -> Int? {
    let word = word.lowercased()
    guard word.count >= 3 else { return nil }
    return CivilDate.lowercasedMonths.firstIndex { $0 == word || $0.prefix(3) == word }
  }

  private static func time(_ text: String) -> (Int, String)? {
    guard text.utf8.contains(UInt8(ascii: ":")) else { return nil }
    var rest = text.uppercased()
    var half: String?
    for word in ["AM", "PM"] where rest.hasSuffix(word) {
      half = word
      rest = rest.dropLast(2).description.trimmingSpaces
    }
    let parts = rest.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), parts.allSatisfy({ (1...2).contains($0.count) && $0.utf8.allSatisfy(isDigit) })
    else { return nil }
    var numbers = parts.compactMap { Int($0) }
    guard numbers[1] < 60, numbers.count < 3 || numbers[2] < 60 else { return nil }
    if let half {
      guard (1...12).contains(numbers[0]) else { return nil }
      numbers[0] = numbers[0] % 12 + (half == "PM" ? 12 : 0)
    } else if numbers[0] > 23 {
      // More than 24 hours are a duration; its pattern is assumed, based on the editor.
      let seconds = numbers[0] * 3600 + numbers[1] * 60 + (numbers.count > 2 ? numbers[2] : 0)
      return (seconds, "[h]:mm:ss")
    }
    let hour = parts[0].count == 2 && half == nil ? "hh" : "h"
    let pattern = hour + ":mm" + (numbers.count > 2 ? ":ss" : "") + (half == nil ? "" : " am/pm")
    return (numbers[0] * 3600 + numbers[1] * 60 + (numbers.count > 2 ? numbers[2] : 0), pattern)
  }

  /// The year of a date; two digits stand for 1930 to 2029, as in the editor.
  private static func year(_ number: Int, _ digits: Int) -> Int {
    digits == 4 ? number : number < 30 ? 2000 + number : 1900 + number
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}
