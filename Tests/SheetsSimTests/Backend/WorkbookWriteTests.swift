import SheetsAPI
import SheetsSim
import Testing

@Suite struct `Writing values` {
  private static func range(_ range: String, _ values: [[CellValue]]?) -> ValueRange {
    ValueRange(range: range, values: values)
  }

  @Test(
    arguments: [
      (
        "A1", [["A1", "B1", "", "D1"], ["", "b2", "", ""], ["", "", "", ""], ["A4", "B4", "", "D4"]], "A1:D4", 4, 4, 16
      ),
      ("A1:D2", [["A1", "B1", "C1"], [1, 2, 3, 4]], "A1:D2", 2, 4, 7),
      ("B2", [[nil, "x"], [nil, nil]], "B2:C3", 1, 1, 1),
      ("J2", [["only"]], "J2", 1, 1, 1),
      ("Sheet1", [["a"]], "A1", 1, 1, 1),
    ] as [(String, [[CellValue]], String, Int, Int, Int)])
  func `the reply has the covered range and counts updated cells`(
    range: String, values: [[CellValue]], updated: String, rows: Int, columns: Int, cells: Int
  ) throws {
    var workbook = try Workbook.holding()
    let reply = try workbook.update(Self.range(range, values), option: .raw)
    #expect(
      reply
        == ValuesUpdate.Reply(
          spreadsheetID: workbook.id, updatedRange: "Sheet1!\(updated)", updatedRows: rows, updatedColumns: columns,
          updatedCells: cells))
  }

  @Test func `null leaves a cell unchanged, the empty text clears it`() throws {
    var workbook = try Workbook.holding([["a", "b", "c"]])
    _ = try workbook.update(Self.range("A1", [[nil, "", "C"]]), option: .raw)
    #expect(workbook.rows(ofSheet: "Sheet1") == [["a", "", "C"]])
  }

  @Test func `columns are written as the major dimension`() throws {
    var workbook = try Workbook.holding([["", "old"]])
    let data = ValueRange(range: "A1:C2", majorDimension: .columns, values: [["a", "d"], [nil, "e"], ["c"]])
    let reply = try workbook.update(data, option: .raw)
    #expect(workbook.rows(ofSheet: "Sheet1") == [["a", "old", "c"], ["d", "e"]])
    #expect(reply.updatedCells == 4)
  }

  @Test(
    arguments: [
      ("A1:B2", [["a", "b", "c"]], "Requested writing within range [Sheet1!A1:B2], but tried writing to column [C]"),
      ("A1:B2", [["a"], ["b"], ["c"]], "Requested writing within range [Sheet1!A1:B2], but tried writing to row [3]"),
      ("A1:A", [["a", "b"]], "Requested writing within range [Sheet1!A1:A1000], but tried writing to column [B]"),
      ("A1000", [["a"], ["b"]], "Range (Sheet1!A1000:A1001) exceeds grid limits. Max rows: 1000, max columns: 26"),
      ("Z1", [["a", "b"]], "Range (Sheet1!Z1:AA1) exceeds grid limits. Max rows: 1000, max columns: 26"),
      ("A1001", [["a"]], "Range (Sheet1!A1001) exceeds grid limits. Max rows: 1000, max columns: 26"),
      ("A1:AB1", [["a"]], "Range (Sheet1!A1:AB1) exceeds grid limits. Max rows: 1000, max columns: 26"),
      ("Tab!A1", [["a"]], "Unable to parse range: Tab!A1"),
      (
        "A1", [[.string(String(repeating: "x", count: 50_001))]],
        "Your input contains more than the maximum of 50000 characters in a single cell."
      ),
    ] as [(String, [[CellValue]], String)])
  func `values that do not fit are refused and write nothing`(
    range: String, values: [[CellValue]], refusal: String
  ) throws {
    var workbook = try Workbook.holding()
    #expect(message { _ = try workbook.update(Self.range(range, values), option: .raw) } == refusal)
    #expect(workbook.rows(ofSheet: "Sheet1") == [])
    #expect(workbook.spreadsheet.sheets[0].rowCount == 1000)
  }

  @Test func `too many rows for an open range are refused as beyond the grid`() throws {
    var workbook = try Workbook.holding()
    let rows = [[CellValue]](repeating: ["x"], count: 1001)
    let refusal = message { _ = try workbook.update(Self.range("A1:G", rows), option: .raw) }
    #expect(refusal == "Requested writing within range [Sheet1!A1:G1000], but tried writing to row [1001]")
  }

  @Test func `a cell has up to 50,000 characters`() throws {
    let text = String(repeating: "é", count: 50_000)
    #expect(try Workbook.holding([[.string(text)]]).rows(ofSheet: "Sheet1") == [[.string(text)]])
  }

  @Test func `a batch counts distinct rows and columns`() throws {
    var workbook = try Workbook.holding()
    let reply = try workbook.update(
      all: [Self.range("A1:D1", [["A1", "B1", "", "D1"]]), Self.range("A4:D4", [["A4", "B4", "", "D4"]])],
      option: .raw)
    #expect(reply.totalUpdatedRows == 2)
    #expect(reply.totalUpdatedColumns == 4)
    #expect(reply.totalUpdatedCells == 8)
    #expect(reply.totalUpdatedSheets == 1)
    #expect(reply.responses.map(\.updatedRange) == ["Sheet1!A1:D1", "Sheet1!A4:D4"])
  }

  @Test func `a batch with an invalid range writes nothing and names it`() throws {
    var workbook = try Workbook.holding([["old"]])
    let data = [Self.range("A1", [["new"]]), Self.range("NoSuchTab!A1", [["x"]])]
    let refusal = message { _ = try workbook.update(all: data, option: .raw) }
    #expect(refusal == "Invalid data[1]: Unable to parse range: NoSuchTab!A1")
    #expect(workbook.rows(ofSheet: "Sheet1") == [["old"]])
  }

  @Test(arguments: [
    "Non-numeric value", "test_find 1", "camelcase", "test 1\ntest 2", "Union 7", "Marble", "truth", "", "Apricot 3",
  ])
  func `plain text is entered unchanged`(text: String) throws {
    var workbook = try Workbook.holding()
    _ = try workbook.update(Self.range("A1", [[.string(text)]]), option: .userEntered)
    #expect(workbook.rows(ofSheet: "Sheet1") == (text.isEmpty ? [] : [[.string(text)]]))
  }

  @Test(arguments: [
    ("Jan 5", "a date without a year"), ("Sept 1", "a date without a year"), ("1/5", "a date without a year"),
    ("USD 5", "a currency"), ("€5", "a currency"),
  ])
  func `ambiguous text is not simulated`(text: String, reading: String) throws {
    var workbook = try Workbook.holding()
    let data = Self.range("A1", [[.string(text)]])
    #expect(
      message { _ = try workbook.update(data, option: .userEntered) }
        == "Not simulated: USER_ENTERED text that may be read as \(reading): \(text)")
    #expect(throws: Never.self) { try workbook.update(data, option: .raw) }
  }

  @Test(
    arguments: [
      ("0042", 42, "42", 42), ("2,000,000.01", 2_000_000.01, "2,000,000.01", 2_000_000.01),
      ("= 1 / 1024", 0.0009765625, "0.0009765625", "= 1 / 1024"), ("2020-01-01", 43_831, "2020-01-01", 43_831),
      ("1/2/2020", 43_832, "1/2/2020", 43_832), ("Jan 2, 2020", 43_832, "Jan 2, 2020", 43_832),
      ("12%", 0.12, "12%", 0.12), ("12.5%", 0.125, "12.50%", 0.125), ("$5", 5, "$5", 5),
      ("$1,234.5", 1234.5, "$1,234.50", 1234.5),
      ("13:30", 0.5625, "13:30", 0.5625), ("1:30 PM", 0.5625, "1:30 PM", 0.5625), ("TRUE", true, "TRUE", true),
      ("false", false, "FALSE", false), ("'12", "12", "12", "12"), ("+1", 1, "1", 1), ("-1.5", -1.5, "-1.5", -1.5),
      ("1e3", 1000, "1.00E+03", 1000), ("(5)", -5, "-5", -5), ("1.2.3", "1.2.3", "1.2.3", "1.2.3"),
      ("=SUM(1,2)*2", 6, "6", "=SUM(1,2)*2"), ("=1/0", "#DIV/0!", "#DIV/0!", "=1/0"),
      ("=1/3", .number(1.0 / 3), "0.3333333333", "=1/3"),
      ("2020-02-30", "2020-02-30", "2020-02-30", "2020-02-30"), ("September", "September", "September", "September"),
    ] as [(String, CellValue, CellValue, CellValue)])
  func `entered text is interpreted as in the editor`(
    text: String, unformatted: CellValue, formatted: CellValue, formula: CellValue
  ) throws {
    var workbook = try Workbook.holding()
    let write = ValuesUpdate(
      spreadsheetID: workbook.id, data: Self.range("A1", [[.string(text)]]), valueInputOption: .userEntered)
    _ = try workbook.apply(write.request)
    for (option, expected) in [
      (ValueRenderOption.unformattedValue, unformatted), (.formattedValue, formatted), (.formula, formula),
    ] {
      let read = ValuesGet(spreadsheetID: workbook.id, range: "A1", valueRenderOption: option)
      #expect(ValuesGet.reply(from: try workbook.apply(read.request))?.values == [[expected]])
    }
  }
}
