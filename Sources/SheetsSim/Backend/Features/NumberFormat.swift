// Formats numbers by the patterns of the API, as far as entered values use them.

import SheetsAPI
import TextFormats

/// A number format: `NumberFormat` of the API.
struct NumberFormat: Hashable {
  /// `NUMBER`, `PERCENT`, `CURRENCY`, `DATE`, `TIME`, `DATE_TIME`, `SCIENTIFIC` or `TEXT`.
  var type: String
  /// The pattern; empty for the default of the type.
  var pattern: String

  init(_ type: String, _ pattern: String) {
    self.type = type
    self.pattern = pattern
  }

  init?(json: JSON) {
    guard let type = json["type"]?.string, type != "NUMBER_FORMAT_TYPE_UNSPECIFIED" else { return nil }
    self.init(type, json["pattern"]?.string ?? "")
  }

  var json: JSON {
    pattern.isEmpty ? ["type": .string(type)] : ["type": .string(type), "pattern": .string(pattern)]
  }

  var isDate: Bool { type == "DATE" || type == "TIME" || type == "DATE_TIME" }

  /// The pattern, or the default of the type in the locale en_US.
  ///
  /// Source: `NumberFormatType`, Google Sheets API reference.
  private var effectivePattern: String {
    if !pattern.isEmpty { return pattern }
    return switch type {
    case "NUMBER": "#,##0.00"
    case "PERCENT": "0.00%"
    case "CURRENCY": "\"$\"#,##0.00"
    case "DATE": "M/d/yyyy"
    case "TIME": "h:mm:ss AM/PM"
    case "DATE_TIME": "M/d/yyyy H:mm:ss"
    case "SCIENTIFIC": "0.00E+00"
    default: ""
    }
  }

  /// The text of a number in this format.
  func text(of number: Double) -> String {
    let pattern = effectivePattern
    if type == "TEXT" || pattern.isEmpty || pattern == "@" || pattern.lowercased() == "general" {
      return GeneralNumber.text(of: number)
    }
    if isDate { return DatePattern.text(of: number, pattern) }
    // The sections are for positive, negative and zero numbers.
    let sections = Self.sections(of: pattern)
    if number < 0, sections.count > 1 { return NumberPattern(sections[1]).text(of: -number) }
    if number == 0, sections.count > 2 { return NumberPattern(sections[2]).text(of: 0) }
    let text = NumberPattern(sections[0]).text(of: number.magnitude)
    return number < 0 && text.contains { $0 != "0" && $0 != "." } ? "-" + text : text
  }

  /// The part of the pattern that is not modeled; `nil` if all of it is.
  static func unmodeledPart(of pattern: String) -> String? {
    // Quoted text, escaped characters and spaces of a given width are literals.
    let bare = pattern.replacing(/"[^"]*"|\\.|_.|\*./, with: "")
    if bare.contains(/[#?0]\s*\/\s*[#?0-9]/) { return "a fraction" }
    if bare.contains("?") { return "digits filled up with spaces" }
    if bare.contains(/\[[<>=]/) { return "a condition" }
    if bare.contains(/[sS]\.0/) { return "fractions of a second" }
    return nil
  }

  private static func sections(of pattern: String) -> [String] {
    var sections = [""]
    var quoted = false
    for character in pattern {
      if character == "\"" { quoted.toggle() }
      if character == ";", !quoted { sections.append("") } else { sections[sections.count - 1].append(character) }
    }
    return sections
  }
}
