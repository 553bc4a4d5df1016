// What text becomes when a user enters it, in the locale en_US: a number, a date, a truth value, a formula or text.

import SheetsAPI

/// Text as it was read on its way into a cell.
struct EnteredText {
  var value: CellValue
  /// The format that the cell takes on; `nil` leaves the cell's own.
  var format: NumberFormat?
  var formula: String?

  init(_ value: CellValue, _ format: NumberFormat? = nil, formula: String? = nil) {
    self.value = value
    self.format = format
    self.formula = formula
  }

  /// Reads text as if a user had entered it.
  ///
  /// Recorded: `0042` is 42, `2,000,000.01` and `2020-01-01` keep their look, `= 1 / 1024` is a formula. Documented:
  /// percentages, currencies, dates and times take a format on; an apostrophe keeps what follows as text. Assumed: which
  /// spellings of dates are read.
  init(reading text: String) {
    let trimmed = text.trimmingSpaces
    if text.hasPrefix("'") {
      self.init(.string(String(text.dropFirst())))
    } else if trimmed.hasPrefix("="), trimmed.count > 1 {
      self.init(.null, formula: trimmed)
    } else if let truth = Self.truth(trimmed) {
      self.init(.boolean(truth))
    } else if let (number, format) = EnteredNumber.read(trimmed) ?? EnteredDate.read(trimmed) {
      self.init(.number(number), format)
    } else if trimmed.hasPrefix("+"), Formula("=" + trimmed) != nil {
      self.init(.null, formula: "=" + trimmed)
    } else {
      self.init(.string(text))
    }
  }

  /// What text may be read as that is not modelled; `nil` for text whose reading is.
  ///
  /// A date without its year is of the year in which it is entered, and a workbook has no clock.
  static func unmodelledReading(of text: String) -> String? {
    guard let first = text.utf8.first, text.utf8.count <= 40 else { return nil }
    if "€£¥₹₩".contains(text.prefix(1)) || "€£¥₹₩".contains(text.suffix(1)) { return "a currency" }
    let words = text.split(whereSeparator: { " ,/-".contains($0) })
    func isNumber(_ word: Substring) -> Bool { !word.isEmpty && word.allSatisfy { $0.isASCII && $0.isNumber } }
    guard words.count == 2, let left = words.first, let right = words.last else { return nil }
    let isSmall = isNumber(left) && isNumber(right) && (1...12).contains(Int(left) ?? 0) && Int(right) ?? 0 > 0
    if isSmall, first != UInt8(ascii: "-"), text.contains("/") || text.contains("-") { return "a date without a year" }
    for (name, number) in [(left, right), (right, left)] where isNumber(number) && name.count >= 3 {
      if CalendarDay.months.contains(where: {
        $0.lowercased().hasPrefix(name.lowercased()) || name.lowercased() == "sept"
      }) {
        return "a date without a year"
      }
      if ["aud", "cad", "chf", "eur", "gbp", "inr", "jpy", "usd"].contains(name.lowercased()) { return "a currency" }
    }
    return nil
  }

  private static func truth(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true": true
    case "false": false
    default: nil
    }
  }
}

/// Numbers, percentages and amounts of dollars.
private enum EnteredNumber {
  static func read(_ text: String) -> (Double, NumberFormat?)? {
    var rest = text[...]
    var negative = false
    var isParenthesized = false
    if rest.first == "(", rest.last == ")" {
      rest = rest.dropFirst().dropLast()
      negative = true
      isParenthesized = true
    }
    func sign() {
      if !isParenthesized, rest.first == "-" || rest.first == "+" {
        negative = rest.first == "-"
        rest = rest.dropFirst()
        isParenthesized = true
      }
    }
    sign()
    let isDollar = rest.first == "$"
    if isDollar {
      rest = rest.dropFirst()
      sign()
    }
    let isPercent = rest.last == "%"
    if isPercent { rest = rest.dropLast() }
    if isDollar && isPercent { return nil }
    guard let plain = plain(rest), var number = Double(plain.text), number.isFinite else { return nil }
    if negative { number = -number }
    if isPercent {
      return (
        Double("\(plain.text)e-2").map { negative ? -$0 : $0 } ?? number / 100,
        NumberFormat("PERCENT", plain.decimals > 0 ? "0.00%" : "0%")
      )
    }
    if isDollar {
      return (number, NumberFormat("CURRENCY", plain.decimals > 0 ? "\"$\"#,##0.00" : "\"$\"#,##0"))
    }
    if plain.isScientific { return (number, NumberFormat("SCIENTIFIC", "0.00E+00")) }
    if plain.isGrouped { return (number, NumberFormat("NUMBER", plain.decimals > 0 ? "#,##0.00" : "#,##0")) }
    return (number, nil)
  }

  private struct Plain {
    var text = ""
    var decimals = 0
    var isGrouped = false
    var isScientific = false
  }

  /// Digits with a point, commas between thousands and an exponent.
  private static func plain(_ text: Substring) -> Plain? {
    var result = Plain()
    let parts = text.split(whereSeparator: { $0 == "e" || $0 == "E" })
    guard let mantissa = parts.first, parts.count <= 2, text.first?.isASCII == true else { return nil }
    if text.contains(where: { $0 == "e" || $0 == "E" }) {
      guard parts.count == 2, let power = Int(parts[1]), power.magnitude <= 400 else { return nil }
      result.isScientific = true
    }
    let sides = mantissa.split(separator: ".", omittingEmptySubsequences: false)
    guard sides.count <= 2 else { return nil }
    let groups = sides[0].split(separator: ",", omittingEmptySubsequences: false)
    if groups.count > 1 {
      guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
      result.isGrouped = true
    }
    let integer = groups.joined()
    let fraction = sides.count > 1 ? String(sides[1]) : ""
    let digits = integer + fraction
    guard !digits.isEmpty, digits.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) else {
      return nil
    }
    result.decimals = fraction.count
    result.text =
      (integer.isEmpty ? "0" : integer) + (fraction.isEmpty ? "" : "." + fraction)
      + (result.isScientific ? "e\(parts[1])" : "")
    return result
  }
}

/// Dates and times in the ways of en_US, and in ISO 8601.
private enum EnteredDate {
  static func read(_ text: String) -> (Double, NumberFormat?)? {
    guard text.utf8.count <= 40, text.utf8.contains(where: { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") })
    else {
      return nil
    }
    if let (day, pattern) = date(text) { return (Double(day.serial), NumberFormat("DATE", pattern)) }
    if let (seconds, pattern) = time(text) { return (Double(seconds) / 86_400, NumberFormat("TIME", pattern)) }
    // The first space at which a date stands before and a time behind.
    for (place, character) in text.enumerated() where character == " " || character == "T" {
      let before = String(text.prefix(place))
      let after = String(text.dropFirst(place + 1))
      if let (day, dayPattern) = date(before), let (seconds, timePattern) = time(after) {
        return (
          Double(day.serial) + Double(seconds) / 86_400, NumberFormat("DATE_TIME", "\(dayPattern) \(timePattern)")
        )
      }
    }
    return nil
  }

  private static func date(_ text: String) -> (CalendarDay, String)? {
    for (separator, isISO) in [("-", true), ("/", false), ("-", false), ("/", true)] as [(Character, Bool)] {
      let parts = text.split(separator: separator, omittingEmptySubsequences: false)
      guard parts.count == 3, parts.allSatisfy({ (1...4).contains($0.count) && $0.utf8.allSatisfy(isDigit) }) else {
        continue
      }
      let numbers = parts.compactMap { Int($0) }
      if isISO, parts[0].count == 4, let day = CalendarDay(year: numbers[0], month: numbers[1], day: numbers[2]) {
        let month = parts[1].count == 2 ? "mm" : "m"
        return (day, "yyyy\(separator)\(month)\(separator)\(parts[2].count == 2 ? "dd" : "d")")
      }
      if !isISO, parts[2].count == 4 || parts[2].count == 2,
        let day = CalendarDay(year: year(numbers[2], parts[2].count), month: numbers[0], day: numbers[1])
      {
        let month = parts[0].count == 2 ? "mm" : "m"
        let year = parts[2].count == 4 ? "yyyy" : "yy"
        return (day, "\(month)\(separator)\(parts[1].count == 2 ? "dd" : "d")\(separator)\(year)")
      }
    }
    return named(text)
  }

  /// `January 2, 2020`, `Jan 2, 2020`, `2 Jan 2020` and `2-Jan-2020`.
  private static func named(_ text: String) -> (CalendarDay, String)? {
    let words = text.split(whereSeparator: { " ,-".contains($0) })
    guard words.count == 3, let year = Int(words[2]), words[2].count == 4 else { return nil }
    for (month, day) in [(words[0], words[1]), (words[1], words[0])] {
      guard let number = Int(day), day.utf8.allSatisfy(isDigit), let place = place(ofMonth: month),
        let date = CalendarDay(year: year, month: place + 1, day: number)
      else { continue }
      let pattern = month.count > 3 ? "mmmm" : "mmm"
      let separator = text.contains("-") ? "-" : " "
      return (date, month == words[0] ? "\(pattern) d, yyyy" : "d\(separator)\(pattern)\(separator)yyyy")
    }
    return nil
  }

  private static func place(ofMonth word: Substring) -> Int? {
    let word = word.lowercased()
    guard word.count >= 3 else { return nil }
    return CalendarDay.months.firstIndex { $0.lowercased() == word || $0.lowercased().prefix(3) == word }
  }

  private static func time(_ text: String) -> (Int, String)? {
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
      return nil
    }
    let hour = parts[0].count == 2 && half == nil ? "hh" : "h"
    let pattern = hour + ":mm" + (numbers.count > 2 ? ":ss" : "") + (half == nil ? "" : " am/pm")
    return (numbers[0] * 3600 + numbers[1] * 60 + (numbers.count > 2 ? numbers[2] : 0), pattern)
  }

  /// Two digits stand for 1930 to 2029, as in the editor.
  private static func year(_ number: Int, _ digits: Int) -> Int {
    digits == 4 ? number : number < 30 ? 2000 + number : 1900 + number
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}

extension StringProtocol {
  /// The text without the spaces at its ends.
  var trimmingSpaces: String {
    var rest = self[...]
    while rest.first == " " { rest = rest.dropFirst() }
    while rest.last == " " { rest = rest.dropLast() }
    return String(rest)
  }
}
