// Dates and times as a cell shows them.

import TextFormats

/// Formats serial numbers by a date and time pattern, such as `yyyy-mm-dd` or `h:mm:ss AM/PM`.
enum DatePattern {
  /// The text of a serial number; one outside the calendar is formatted as a plain number.
  static func text(of number: Double, _ pattern: String) -> String {
    guard number.magnitude < 2_958_466 else { return GeneralNumber.text(of: number) }
    let seconds = Int64((number * 86_400).rounded())
    let (serial, rest) = (
      Int(seconds.floorDivided(by: 86_400)), Int(seconds - seconds.floorDivided(by: 86_400) * 86_400)
    )
    let day = CivilDate(serial: serial)
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
        let name = CivilDate.months[day.month - 1]
        let short = count == 3 ? String(name.prefix(3)) : count == 5 ? String(name.prefix(1)) : name
        result += count <= 2 ? padded(day.month, count) : short
      case "d":
        let name = CivilDate.weekdays[((serial % 7) + 7) % 7]
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
