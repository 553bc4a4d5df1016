// Number formats that a client sets: the text of numbers by each pattern.

import SheetsAPI
import SheetsScenarios
import SheetsSim
import Testing
import TextFormats

@Suite struct `Number formats` {
  struct Case: Sendable, CustomTestStringConvertible {
    var number: Double
    var type: String
    var pattern: String
    var text: String

    init(_ number: Double, _ type: String, _ pattern: String, _ text: String) {
      (self.number, self.type, self.pattern, self.text) = (number, type, pattern, text)
    }

    var testDescription: String { "\(number) \(type) \(pattern)" }
  }

  private static func format(_ type: String, _ pattern: String) -> JSON {
    let format: JSON = pattern.isEmpty ? ["type": .string(type)] : ["type": .string(type), "pattern": .string(pattern)]
    return [
      "repeatCell": [
        "range": RESTScene.range(0..<1, 0..<1), "cell": ["userEnteredFormat": ["numberFormat": format]],
        "fields": "userEnteredFormat.numberFormat",
      ]
    ]
  }

  /// Source: "Date & number formats", Google Sheets API guide.
  private static let numbers: [Case] = [
    Case(12_345.125, "NUMBER", "####.#", "12345.1"), Case(12.34, "NUMBER", "000.0##", "012.34"),
    Case(12_345, "NUMBER", "#,##0.00", "12,345.00"), Case(12_200_000, "NUMBER", "#,##0.0,,", "12.2"),
    Case(1234.5, "NUMBER", "", "1,234.50"), Case(0.256, "PERCENT", "0.0%", "25.6%"),
    Case(0.256, "PERCENT", "", "25.60%"), Case(1234.5, "CURRENCY", "", "$1,234.50"),
    Case(5, "CURRENCY", "[$€]#,##0.00", "€5.00"), Case(5, "CURRENCY", "#,##0.00 [$kr-41D]", "5.00 kr"),
    Case(12_345, "SCIENTIFIC", "", "1.23E+04"), Case(12_345, "SCIENTIFIC", "0.0E+0", "1.2E+04"),
    Case(5, "NUMBER", "000", "005"), Case(0.5, "NUMBER", "#.##", ".5"), Case(2.5, "NUMBER", "0", "3"),
    Case(-2.4, "NUMBER", "0", "-2"), Case(-0.4, "NUMBER", "0", "0"), Case(-3, "NUMBER", "0;(0)", "(3)"),
    Case(0, "NUMBER", "0;-0;\"zero\"", "zero"), Case(7, "NUMBER", "0\" pieces\"", "7 pieces"),
    Case(7, "NUMBER", "[Red]0\\!", "7!"), Case(1.005, "NUMBER", "0.00", "1.01"), Case(7, "TEXT", "@", "7"),
  ]

  @Test(arguments: numbers)
  func `show numbers by digit patterns`(row: Case) { check(row) }

  /// 43,832.75 is 2 January 2020, a Thursday, at 6 p.m.; source: the same page.
  private static let dates: [Case] = [
    Case(43_832.75, "DATE", "", "1/2/2020"), Case(43_832.75, "TIME", "", "6:00:00 PM"),
    Case(43_832.75, "DATE_TIME", "", "1/2/2020 18:00:00"), Case(43_832.75, "DATE", "yyyy-mm-dd", "2020-01-02"),
    Case(43_832.75, "DATE", "dddd, mmmm d", "Thursday, January 2"), Case(43_832.75, "DATE", "ddd mmm yy", "Thu Jan 20"),
    Case(43_832.75, "DATE", "mmmmm", "J"), Case(43_832.75, "TIME", "hh:mm:ss a/p\"m\"", "06:00:00 pm"),
    Case(43_832.75, "TIME", "h AM/PM", "6 PM"), Case(1.5, "TIME", "[h]:mm", "36:00"),
    Case(0.0625, "TIME", "[m]:ss", "90:00"), Case(0.001, "TIME", "[ss]", "86"),
    Case(33.625, "DATE_TIME", "m/d/yyyy h\"h\"", "2/1/1900 15h"), Case(60, "DATE", "yyyy-mm-dd", "1900-02-28"),
    Case(61, "DATE", "yyyy-mm-dd", "1900-03-01"), Case(-1, "DATE", "yyyy-mm-dd", "1899-12-29"),
  ]

  @Test(arguments: dates)
  func `show dates and times by letter patterns`(row: Case) { check(row) }

  private func check(_ row: Case) {
    let scene = RESTScene()
    _ = scene.enter([[.number(row.number)]])
    #expect(scene.batch([Self.format(row.type, row.pattern)]).status == 200)
    #expect(scene.values("A1") == [[.string(row.text)]])
    #expect(scene.values("A1", .unformattedValue) == [[.number(row.number)]])
  }

  @Test(arguments: [
    ("# ?/?", "a fraction"), ("_(* #,##0.00_);_(* \"-\"??_)", "digits filled up with spaces"),
    ("[<100]0;0.0", "a condition"), ("mm:ss.000", "fractions of a second"),
  ])
  func `that are not modeled are refused by name`(pattern: String, part: String) {
    let answer = RESTScene().batch([Self.format("NUMBER", pattern)])
    #expect(answer.status == 501)
    #expect(answer.message == "Not simulated: \(part) in the number format \(pattern)")
  }
}
