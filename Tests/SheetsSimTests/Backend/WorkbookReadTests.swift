import SheetsAPI
import SheetsSim
import Testing

extension Workbook {
  /// A workbook with one sheet of these rows, or with `Sheet1` of 1,000 rows and 26 columns.
  static func holding(
    _ rows: [[CellValue]] = [], titled title: String = "Sheet1", rowCount: Int = 1000, columnCount: Int = 26
  ) throws -> Workbook {
    let sheet = SheetProperties(sheetID: 0, title: title, rowCount: rowCount, columnCount: columnCount)
    var workbook = try Workbook(
      id: SpreadsheetID("book"), title: "Book", sheets: [sheet], ids: SplitMix64(seed: 1))
    if !rows.isEmpty {
      let range = "\(A1Notation.quotedIfNeeded(title))!A1"
      _ = try workbook.update(ValueRange(range: range, values: rows), option: .raw)
    }
    return workbook
  }

  func read(
    _ range: String, _ majorDimension: Dimension = .rows, _ option: ValueRenderOption = .formattedValue
  ) throws -> ValueRange {
    try get(range, majorDimension: majorDimension, valueRenderOption: option)
  }

  /// Applies requests that must be refused, and returns the error message.
  mutating func refusal(_ requests: [BatchRequest]) -> String? {
    do {
      _ = try apply(requests)
      return nil
    } catch {
      return error.message
    }
  }
}

/// The message of the error that `body` throws; `nil` if it throws none.
func message(_ body: () throws -> Void) -> String? {
  do {
    try body()
    return nil
  } catch {
    return (error as? ErrorEnvelope)?.message
  }
}

@Suite struct `Reading values` {
  @Test(arguments: [
    ("Sheet1", "Sheet1!A1:Z1000"), ("'Sheet1'", "Sheet1!A1:Z1000"), ("Sheet1!A1:1", "Sheet1!A1:Z1"),
    ("'Sheet1'!A2:2", "Sheet1!A2:Z2"), ("Sheet1!A1:C", "Sheet1!A1:C1000"), ("D4:A1", "Sheet1!A1:D4"),
    ("A:A", "Sheet1!A1:A1000"), ("Sheet1!A1", "Sheet1!A1"), ("A999:B2000", "Sheet1!A999:B1000"),
    ("R2C3", "Sheet1!C2"),
  ])
  func `returns the range clipped to the grid`(range: String, echo: String) throws {
    #expect(try Workbook.holding().read(range).range == echo)
  }

  @Test(arguments: [
    ("pg4", "'pg4'!A1:Z1000"), ("🌵 test 1", "'🌵 test 1'!A1:Z1000"), ("Floor_2", "Floor_2!A1:Z1000"),
    ("it's", "'it''s'!A1:Z1000"),
  ])
  func `quotes a sheet name only if necessary`(title: String, echo: String) throws {
    let workbook = try Workbook.holding(titled: title)
    let quoted = "'" + title.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    #expect(try workbook.read(quoted).range == echo)
  }

  @Test func `returns no values for an empty range`() throws {
    #expect(try Workbook.holding().read("Sheet1").values == nil)
  }

  @Test func `omits empty cells only at the ends`() throws {
    let workbook = try Workbook.holding([
      ["A1", "B1", "", "D1"], ["", "b2", "", ""], ["", "", ""], ["A4", "", ""], [""],
    ])
    #expect(try workbook.read("A1:D6").values == [["A1", "B1", "", "D1"], ["", "b2"], [], ["A4"]])
    #expect(try workbook.read("C1:D4").values == [["", "D1"]])
  }

  @Test func `can have columns as the major dimension`() throws {
    let workbook = try Workbook.holding([["a", "", "c"], ["d"]])
    #expect(try workbook.read("A1:C5", .columns).values == [["a", "d"], [], ["c"]])
    #expect(try workbook.read("A1:C5", .columns).majorDimension == .columns)
  }

  @Test(arguments: [
    (CellValue.number(53), CellValue.string("53")), (1.45, "1.45"), (0.0009765625, "0.0009765625"),
    (-0.5, "-0.5"), (true, "TRUE"), (false, "FALSE"), ("0042", "0042"), (9_007_199_254_740_991, "9007199254740991"),
  ])
  func `renders values formatted or unformatted`(value: CellValue, formatted: CellValue) throws {
    let workbook = try Workbook.holding([[value]])
    #expect(try workbook.read("A1").values == [[formatted]])
    #expect(try workbook.read("A1", .rows, .unformattedValue).values == [[value]])
    #expect(try workbook.read("A1", .rows, .formula).values == [[value]])
  }

  @Test(arguments: ["NoSuchTab!A1", "NoSuchTab", "'NoSuchTab'", "", "Sheet1!", "'Sheet1", "A0", "Sheet1!Nowhere"])
  func `refuses an unknown range`(range: String) throws {
    let workbook = try Workbook.holding()
    #expect(message { _ = try workbook.read(range) } == "Unable to parse range: \(range)")
  }

  @Test(arguments: ["Y1", "Y1:Z2", "A982", "982:990", "Y:Y"])
  func `refuses a range that starts outside the grid`(range: String) throws {
    let workbook = try Workbook.holding(titled: "Solar", rowCount: 981, columnCount: 24)
    let expected = "Range (Solar!\(range)) exceeds grid limits. Max rows: 981, max columns: 24"
    #expect(message { _ = try workbook.read("Solar!\(range)") } == expected)
  }

  @Test func `looks for a range without a sheet on the first visible one`() throws {
    var workbook = try Workbook.holding([["first"]])
    _ = try workbook.apply([
      .addSheet(.init(sheetID: 5, title: "Next")), .updateSheetProperties(.init(sheetID: 0, hidden: true)),
    ])
    #expect(try workbook.read("A1").range == "Next!A1")
  }

  @Test func `prefers a named range to a sheet if the name is unquoted`() throws {
    var workbook = try Workbook.holding([["a", "b"], ["c", "d"]])
    let range = GridRange(
      sheetID: 0, startRowIndex: 1, endRowIndex: 2, startColumnIndex: 0, endColumnIndex: 2)
    _ = try workbook.apply([
      .addSheet(.init(sheetID: 9, title: "Prices")), .addNamedRange(.init(name: "Prices", range: range)),
    ])
    #expect(try workbook.read("Prices").range == "Sheet1!A2:B2")
    #expect(try workbook.read("Sheet1!Prices").values == [["c", "d"]])
    #expect(try workbook.read("'Prices'").range == "Prices!A1:Z1000")
  }

  @Test func `clears cells and returns the range clipped to the grid`() throws {
    var workbook = try Workbook.holding([["a", "b"], ["c", "d"]])
    #expect(try workbook.clear(["Sheet1!B1:B", "A1"]) == ["Sheet1!B1:B1000", "Sheet1!A1"])
    #expect(workbook.rows(ofSheet: "Sheet1") == [[], ["c"]])
    #expect(message { _ = try workbook.clear(["A2", "Nowhere!A1"]) } == "Unable to parse range: Nowhere!A1")
    #expect(workbook.rows(ofSheet: "Sheet1") == [[], ["c"]])
  }
}
