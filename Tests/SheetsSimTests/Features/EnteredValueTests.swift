// How values are entered into cells, and how reads render them.

import SheetsAPI
import SheetsScenarios
import SheetsSim
import Testing
import TextFormats

@Suite struct `Entered values` {
  @Test(arguments: EntryRule.all)
  func `are interpreted and rendered as the rule says`(rule: EntryRule) {
    let scene = RESTScene()
    #expect(scene.enter(rule.cases.map { [.string($0.text)] }).status == 200)
    let count = rule.cases.count
    #expect(scene.values("A1:A\(count)", .unformattedValue) == .array(rule.cases.map { [$0.value.json] }))
    #expect(scene.values("A1:A\(count)") == .array(rule.cases.map { [.string($0.shown)] }))
    let formats = scene.cells("A1:A\(count)", "userEnteredFormat.numberFormat.type")
    for (row, cells) in formats.enumerated() {
      let type = cells.first?.at(["userEnteredFormat", "numberFormat", "type"])?.string
      #expect(type == rule.format, "\(rule.cases[row].text)")
    }
  }

  @Test(arguments: EntryRule.all)
  func `remain text if they are raw`(rule: EntryRule) {
    let scene = RESTScene()
    // A sheet with a formula takes the slower path.
    _ = scene.enter([["=1+1"]], at: "B1")
    let texts = rule.cases.map { [CellValue.string($0.text)] }
    #expect(scene.enter(texts, .raw).status == 200)
    #expect(scene.values("A1:A\(texts.count)", .unformattedValue) == .array(texts.map { [$0[0].json] }))
  }

  @Test func `remain text if they are almost a number, a date or a time`() {
    let texts = [
      "1ee5", "12E-3E", "e5", "5e", "1e5.5", "1e401", "1.2.3", ".", "%", "$", "()", "(5", "(-5)", "--5", "$-+5", "$5%",
      "1,23", "1234,567", ",123", "1,234,56", "1,,234", "1.5,000", "1 000", "2025-13-01", "2025-02-29", "2025-6/1",
      "20250-6-1", "2025-6-1-", "1/2/345", "13/1/2025x", "1/2/3/2025", "Jan 2, 20", "Ja 2, 2020", "Jan 32, 2020",
      "Jan/2/2020", "1:60", "1:2:3:4", "1:30:60", "123:00", "13:00 PM", "0:30 am", "1:30 PM AM", "1:30 p", ":30",
      "2020-01-01 25:00", "1:30 2020-01-01", "true1", "tru", "truE5", "TRUE FALSE", "１２", " -1-5",
    ]
    let scene = RESTScene()
    #expect(scene.enter(texts.map { [.string($0)] }).status == 200)
    #expect(scene.values("A1:A\(texts.count)", .unformattedValue) == .array(texts.map { [.string($0)] }))
  }

  @Test func `are the number that Swift reads, with however many digits`() throws {
    var texts: [String] = []
    for digits in ["5", "1234567", "9007199254740993", "12345678901234567", "98765432109876543210"] {
      for point in 0...digits.count { texts.append("\(digits.prefix(point)).\(digits.dropFirst(point))") }
      for power in ["e22", "E+23", "e-22", "e-40", "e280"] { texts.append(digits + power) }
    }
    let numbers = try texts.map { JSON.number(try #require(Double($0))) }
    let scene = RESTScene()
    #expect(scene.enter(texts.map { [.string($0)] }).status == 200)
    #expect(scene.values("A1:A\(texts.count)", .unformattedValue) == .array(numbers.map { [$0] }))
    let percents = texts.filter { !$0.lowercased().contains("e") }
    #expect(scene.enter(percents.map { [.string($0 + "%")] }).status == 200)
    let hundredths = try percents.map { JSON.number(try #require(Double($0 + "e-2"))) }
    #expect(scene.values("A1:A\(percents.count)", .unformattedValue) == .array(hundredths.map { [$0] }))
  }

  @Test(arguments: EntryRule.refused)
  func `that are not modeled are refused by name`(text: String, reason: String) {
    let scene = RESTScene()
    let answer = scene.enter([["first"], [.string(text)]])
    #expect(answer.status == 501)
    #expect(answer.message?.contains(reason) == true, "\(answer.message ?? "")")
    #expect(scene.values("A1:A2") == .null)
  }

  @Test func `are read as numbers, texts or formulas by the option`() {
    let scene = RESTScene()
    _ = scene.enter([["=A2*2", "$1.50"], ["21", "2020-01-01"]])
    #expect(scene.values("A1:B2") == [["42", "$1.50"], ["21", "2020-01-01"]])
    #expect(scene.values("A1:B2", .unformattedValue) == [[42, .number(1.5)], [21, 43_831]])
    #expect(scene.values("A1:B2", .formula) == [["=A2*2", .number(1.5)], [21, 43_831]])
  }

  @Test(arguments: [("SERIAL_NUMBER", 43_831 as JSON), ("FORMATTED_STRING", "2020-01-01")])
  func `have dates rendered as requested`(option: String, expected: JSON) {
    let scene = RESTScene()
    _ = scene.enter([["2020-01-01", "7"]])
    let answer = scene.send(
      "GET", "/values/A1:B1",
      [.init("valueRenderOption", "UNFORMATTED_VALUE"), .init("dateTimeRenderOption", option)])
    #expect(answer.json["values"] == [[expected, 7]])
  }

  @Test func `are refused if another locale interprets them differently`() {
    let scene = RESTScene()
    let change: JSON = ["updateSpreadsheetProperties": ["properties": ["locale": "de_DE"], "fields": "locale"]]
    #expect(scene.batch([change]).status == 200)
    #expect(scene.enter([["1,5"]]).message == "Not simulated: USER_ENTERED text in the locale de_DE: 1,5")
    #expect(scene.enter([["Schraube"]]).status == 200)
    #expect(scene.enter([[1.5]], .raw).status == 200)
    #expect(scene.send("GET", "/values/A1").message == "Not simulated: formatted numbers in the locale de_DE")
    #expect(scene.values("A1", .unformattedValue) == [[.number(1.5)]])
  }

  /// Numbers in the automatic format.
  private static let automatic: [(Double, String)] = [
    (0, "0"), (1e15, "1000000000000000"), (-0.1, "-0.1"), (1.0 / 3, "0.3333333333"), (2.0 / 3, "0.6666666667"),
    (100_000.0 / 3, "33333.33333"), (123_456_789.123, "123456789.1"), (1e20, "1E+20"), (1.5e-10, "1.5E-10"),
    (0.1 + 0.2, "0.3"),
  ]

  @Test(arguments: automatic)
  func `have at most ten digits without a format`(number: Double, text: String) {
    let scene = RESTScene()
    _ = scene.enter([[.number(number)]])
    #expect(scene.values("A1") == [[.string(text)]])
  }
}
