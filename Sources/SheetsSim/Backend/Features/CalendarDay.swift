// Dates as Google Sheets counts them: days since 30 December 1899, the time of day as a fraction.

/// A day of the Gregorian calendar.
struct CalendarDay: Hashable {
  var year: Int
  var month: Int
  var day: Int

  /// Makes a day; `nil` when the calendar has no such day.
  init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), day >= 1, (0...9999).contains(year) else { return nil }
    self.year = year
    self.month = month
    self.day = day
    guard day <= Self.length(month, of: year) else { return nil }
  }

  private static func length(_ month: Int, of year: Int) -> Int {
    if month == 2 { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28 }
    return [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  /// The day's number; 1 January 1900 is 2, 1 January 2020 is 43,831.
  ///
  /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
  var serial: Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468 + 25_569
  }

  /// The day of a number.
  init(serial: Int) {
    let days = serial - 25_569 + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shifted + 2) / 5 + 1
    month = shifted < 10 ? shifted + 3 : shifted - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  static let lowercasedMonths = months.map { $0.lowercased() }
  static let weekdays = ["Saturday", "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
}

/// A pattern of a date and a time, such as `yyyy-mm-dd` or `h:mm:ss AM/PM`.
enum DatePattern {
  /// The text of a serial number; one outside the calendar reads as a plain number.
  static func text(of number: Double, _ pattern: String) -> String {
    guard number.magnitude < 2_958_466 else { return GeneralNumber.text(of: number) }
    let seconds = Int64((number * 86_400).rounded())
    let (serial, rest) = (
      Int(seconds.floorDivided(by: 86_400)), Int(seconds - seconds.floorDivided(by: 86_400) * 86_400)
    )
    let day = CalendarDay(serial: serial)
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
    let isTwelve = pattern.uppercased().contains("AM/PM") || pattern.contains("a/p")
    var result = ""
    var rest12 = Array(pattern)[...]
    var lastWasHour = false
    while let letter = rest12.first {
      if letter == "\"" {
        rest12.removeFirst()
        result += String(rest12.prefix { $0 != "\"" })
        rest12 = rest12.drop { $0 != "\"" }.dropFirst()
        continue
      }
      if String(rest12.prefix(5)).uppercased() == "AM/PM" {
        result += hour < 12 ? "AM" : "PM"
        rest12 = rest12.dropFirst(5)
        continue
      }
      if letter == "[" {
        let inner = rest12.dropFirst().prefix { $0 != "]" }
        rest12 = rest12.dropFirst(inner.count + 2)
        let unit = inner.first?.lowercased()
        result += padded(Int(seconds / (unit == "h" ? 3600 : unit == "m" ? 60 : 1)), inner.count)
        lastWasHour = unit == "h"
        continue
      }
      if String(rest12.prefix(3)).lowercased() == "a/p" {
        result += hour < 12 ? "a" : "p"
        rest12 = rest12.dropFirst(3)
        continue
      }
      let low = Character(letter.lowercased())
      guard "ymdhs".contains(low) else {
        result.append(letter)
        rest12.removeFirst()
        continue
      }
      let count = rest12.prefix { Character($0.lowercased()) == low }.count
      rest12 = rest12.dropFirst(count)
      let isMinute = low == "m" && count <= 2 && (lastWasHour || isBeforeSeconds(rest12))
      switch low {
      case "y": result += count <= 2 ? padded(day.year % 100, 2) : padded(day.year, 4)
      case "m" where isMinute: result += padded(minute, count)
      case "m":
        let name = CalendarDay.months[day.month - 1]
        let short = count == 3 ? String(name.prefix(3)) : count == 5 ? String(name.prefix(1)) : name
        result += count <= 2 ? padded(day.month, count) : short
      case "d":
        let name = CalendarDay.weekdays[((serial % 7) + 7) % 7]
        result += count <= 2 ? padded(day.day, count) : count == 3 ? String(name.prefix(3)) : name
      case "h": result += padded(isTwelve ? (hour + 11) % 12 + 1 : hour, count)
      default: result += padded(second, count)
      }
      lastWasHour = low == "h"
    }
    return result
  }

  private static func isBeforeSeconds(_ rest: ArraySlice<Character>) -> Bool {
    rest.first { $0.isLetter }.map { Character($0.lowercased()) == "s" } ?? false
  }

  private static func padded(_ number: Int, _ count: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, count - digits.count)) + digits
  }
}

extension Int64 {
  fileprivate func floorDivided(by divisor: Int64) -> Int64 {
    self >= 0 ? self / divisor : (self - divisor + 1) / divisor
  }
}
