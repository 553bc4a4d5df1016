// How text is read that a user enters, in the locale en_US: rules with cases worked by hand.

import SheetsAPI

/// A rule of entering values, with texts that it reads.
package struct EntryRule: Sendable, CustomStringConvertible {
  package struct Case: Sendable {
    package var text: String
    /// As UNFORMATTED_VALUE reads it.
    package var value: CellValue
    /// As FORMATTED_VALUE reads it.
    package var shown: String
  }

  package var name: String
  package var fidelity: Fidelity
  package var says: String
  /// The type of the number format that the cell gets.
  package var format: String?
  package var cases: [Case]

  package var description: String { name }

  private init(
    _ name: String, _ fidelity: Fidelity, _ says: String, format: String? = nil, _ cases: [(String, CellValue, String)]
  ) {
    self.name = name
    self.fidelity = fidelity
    self.says = says
    self.format = format
    self.cases = cases.map { Case(text: $0.0, value: $0.1, shown: $0.2) }
  }

  package static let all = [
    EntryRule(
      "number", .documented, "digits with a sign and a point; zeros in front are dropped",
      [
        ("42", 42, "42"), ("0042", 42, "42"), ("-3.5", -3.5, "-3.5"), ("+7", 7, "7"), (".5", 0.5, "0.5"),
        ("5.", 5, "5"), (" 12 ", 12, "12"), ("1.450", 1.45, "1.45"), ("-0", 0, "0"),
      ]),
    EntryRule(
      "thousands", .recorded, "commas between groups of three digits take on a format", format: "NUMBER",
      [
        ("1,234", 1234, "1,234"), ("1,234.5", 1234.5, "1,234.50"), ("2,000,000.01", 2_000_000.01, "2,000,000.01"),
        ("-1,000", -1000, "-1,000"),
      ]),
    EntryRule(
      "percent", .documented, "a hundredth, shown with no decimals or two", format: "PERCENT",
      [("12%", 0.12, "12%"), ("12.5%", 0.125, "12.50%"), ("-3%", -0.03, "-3%"), ("0.1%", 0.001, "0.10%")]),
    EntryRule(
      "currency", .documented, "dollars alone; other signs of currency are not simulated", format: "CURRENCY",
      [("$100.15", 100.15, "$100.15"), ("$5", 5, "$5"), ("$1,234.5", 1234.5, "$1,234.50"), ("-$3", -3, "-$3")]),
    EntryRule(
      "scientific", .assumed, "digits with an exponent take on a format", format: "SCIENTIFIC",
      [("1e3", 1000, "1.00E+03"), ("2.5E-4", 0.00025, "2.50E-04"), ("12E0", 12, "1.20E+01")]),
    EntryRule(
      "date of ISO 8601", .recorded, "days since 30 December 1899; the look is kept", format: "DATE",
      [
        ("2020-01-01", 43_831, "2020-01-01"), ("1999-01-02", 36_162, "1999-01-02"),
        ("2020/02/29", 43_890, "2020/02/29"), ("1900-01-01", 2, "1900-01-01"),
      ]),
    EntryRule(
      "date of en_US", .documented, "month, day, year; two digits of a year stand for 1930 to 2029", format: "DATE",
      [
        ("1/2/2020", 43_832, "1/2/2020"), ("01/02/2020", 43_832, "01/02/2020"), ("12/31/99", 36_525, "12/31/99"),
        ("Jan 2, 2020", 43_832, "Jan 2, 2020"), ("March 1, 2016", 42_430, "March 1, 2016"),
        ("2 Jan 2020", 43_832, "2 Jan 2020"), ("2-Jan-2020", 43_832, "2-Jan-2020"),
      ]),
    EntryRule(
      "time of day", .documented, "a part of a day", format: "TIME",
      [
        ("10:30", 0.4375, "10:30"), ("18:00:00", 0.75, "18:00:00"), ("6:00 PM", 0.75, "6:00 PM"),
        ("12:00 am", 0, "12:00 AM"),
      ]),
    EntryRule(
      "duration", .assumed, "more hours than a day has", format: "TIME",
      [("36:00", 1.5, "36:00:00"), ("48:00:00", 2, "48:00:00")]),
    EntryRule(
      "date and time", .documented, "a date, a space or a T, a time", format: "DATE_TIME",
      [
        ("2020-01-01 12:00", 43_831.5, "2020-01-01 12:00"), ("1/1/2020 6:00 PM", 43_831.75, "1/1/2020 6:00 PM"),
        ("2020-01-01T06:00:00", 43_831.25, "2020-01-01 06:00:00"),
      ]),
    EntryRule(
      "truth value", .documented, "true and false in any case",
      [("TRUE", true, "TRUE"), ("false", false, "FALSE"), ("True", true, "TRUE")]),
    EntryRule(
      "text", .recorded, "everything else stays as it is",
      [
        ("hello", "hello", "hello"), ("12 apples", "12 apples", "12 apples"),
        ("Non-numeric value", "Non-numeric value", "Non-numeric value"), ("1.2.3", "1.2.3", "1.2.3"),
        ("12,34", "12,34", "12,34"), ("2/30/2020", "2/30/2020", "2/30/2020"), ("1e", "1e", "1e"), ("-", "-", "-"),
        ("$5%", "$5%", "$5%"), ("24:60", "24:60", "24:60"), ("🌵", "🌵", "🌵"), ("a\nb", "a\nb", "a\nb"),
      ]),
    EntryRule(
      "apostrophe", .documented, "what follows it stays text",
      [("'0042", "0042", "0042"), ("'=1+1", "=1+1", "=1+1"), ("'TRUE", "TRUE", "TRUE")]),
    EntryRule(
      "formula", .recorded, "an equals sign; the functions that are modeled are listed below",
      [
        ("=1+2", 3, "3"), ("=3/2", 1.5, "1.5"), ("= 1 / 1024", 0.0009765625, "0.0009765625"), ("=\"a\"&1", "a1", "a1"),
        ("+1+2", 3, "3"),
      ]),
  ]

  /// Texts whose reading is not modeled, and the error that names them.
  package static let refused: [(text: String, reason: String)] = [
    ("€5", "a currency"), ("5 EUR", "a currency"), ("1/2", "a date without a year"), ("May 5", "a date without a year"),
    ("=NOW()", "the function NOW in formulas"),
  ]
}
