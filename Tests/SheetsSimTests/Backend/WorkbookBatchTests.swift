import SheetsAPI
import SheetsSim
import Testing
import TextFormats

@Suite struct `A batch of changes` {
  private static func cells(
    _ row: Int, _ column: Int, sheet: Int = 0, _ rows: [[CellValue]], fields: String = "userEnteredValue"
  ) -> BatchRequest {
    let start = GridCoordinate(sheetID: sheet, rowIndex: row, columnIndex: column)
    return .updateCells(.init(start: start, rows: rows.map { RowData($0) }, fields: fields))
  }

  private static func append(_ rows: [[CellValue]], sheet: Int = 0) -> BatchRequest {
    .appendCells(.init(sheetID: sheet, rows: rows.map { RowData($0) }))
  }

  private static func name(_ name: String, id: String? = nil, sheet: Int = 0) -> BatchRequest {
    let range = GridRange(sheetID: sheet, startRowIndex: 0, endRowIndex: 1, startColumnIndex: 0, endColumnIndex: 1)
    return .addNamedRange(.init(namedRangeID: id, name: name, range: range))
  }

  /// The body of an updateCells that sets a note.
  private static func noted(row: Int) -> JSON {
    ["start": ["rowIndex": JSON(row)], "rows": [["values": [["note": "n"]]]], "fields": "note"]
  }

  private static let formula = RowData(values: [CellData(userEnteredValue: .formula("=NOW()"))])
  private static let longText = CellValue.string(String(repeating: "x", count: 50_001))

  /// All possible errors of a request, after one that was already applied.
  @Test(
    arguments: [
      (cells(0, 0, sheet: 999_999, [["x"]]), "Invalid requests[1].updateCells: No grid with id: 999999"),
      (append([["x"]], sheet: 7), "Invalid requests[1].appendCells: No grid with id: 7"),
      (.deleteSheet(sheetID: 7), "Invalid requests[1].deleteSheet: No grid with id: 7"),
      (
        .deleteSheet(sheetID: 0),
        "Invalid requests[1].deleteSheet: You can't remove all the visible sheets in a document."
      ),
      (
        cells(10, 0, [["x"]]),
        "Invalid requests[1].updateCells: GridCoordinate.rowIndex[10] is after last row in grid[9]"
      ),
      (
        cells(0, 3, [["x"]]),
        "Invalid requests[1].updateCells: GridCoordinate.columnIndex[3] is after last column in grid[2]"
      ),
      (
        cells(9, 0, [["x"], ["y"]]),
        "Invalid requests[1].updateCells: Attempting to write row: 10, beyond the last requested row of: 9"
      ),
      (
        cells(0, 2, [["x", "y"]]),
        "Invalid requests[1].updateCells: Attempting to write column: 3, beyond the last requested column of: 2"
      ),
      (
        append([["a", "b", "c", "d"]]),
        "Invalid requests[1].appendCells: Attempting to write column: 3, beyond the last requested column of: 2"
      ),
      (
        cells(0, 0, [[longText]]),
        "Invalid requests[1].updateCells: "
          + "Your input contains more than the maximum of 50000 characters in a single cell."
      ),
      (
        .updateSheetProperties(.init(sheetID: 0, rowCount: 10_000_000)),
        "Invalid requests[1].updateSheetProperties: "
          + "This action would increase the number of cells in the workbook above the limit of 10000000 cells."
      ),
      (
        .appendDimension(sheetID: 0, dimension: .rows, length: 5_000_000),
        "Invalid requests[1].appendDimension: "
          + "This action would increase the number of cells in the workbook above the limit of 10000000 cells."
      ),
      (
        .appendDimension(sheetID: 0, dimension: .columns, length: 20_000),
        "Invalid requests[1].appendDimension: "
          + "This action would increase the number of columns in the sheet above the limit of 18278 columns."
      ),
      (
        .addSheet(.init(title: "Sheet1")),
        "Invalid requests[1].addSheet: "
          + "A sheet with the name \"Sheet1\" already exists. Please enter another name."
      ),
      (.addSheet(.init(sheetID: 0, title: "New")), "Invalid requests[1].addSheet: A sheet with id: 0 already exists."),
      (name("Used"), "Invalid requests[1].addNamedRange: A named range with the name \"Used\" already exists."),
      (name("Free", id: "used"), "Invalid requests[1].addNamedRange: A named range with id: used already exists."),
      (name("A1"), "Invalid requests[1].addNamedRange: The name of a named range is not valid: A1"),
      (name("Free", sheet: 7), "Invalid requests[1].addNamedRange: No grid with id: 7"),
      (.deleteNamedRange(namedRangeID: "none"), "Invalid requests[1].deleteNamedRange: No named range with id: none"),
      (
        .appendCells(.init(sheetID: 0, rows: [formula])),
        "Not simulated: the function NOW in formulas"
      ),
      (cells(0, 0, [["x"]], fields: "note"), "Not simulated: the field mask of updateCells: note"),
      (
        .other(kind: "updateCells", noted(row: 10)),
        "Invalid requests[1].updateCells: GridCoordinate.rowIndex[10] is after last row in grid[9]"
      ),
      (
        .other(kind: "mergeCells", ["range": ["sheetId": "x"]]),
        "Invalid value at 'requests[1].mergeCells.range.sheetId' (TYPE_INT32), \"x\""
      ),
      (.other(kind: "addChart", [:]), "Not simulated: addChart"),
      (
        .other(kind: "addNothing", [:]),
        "Invalid JSON payload received. Unknown name \"addNothing\" at 'requests': Cannot find field."
      ),
    ] as [(BatchRequest, String)])
  func `with a refused request changes nothing and names it`(request: BatchRequest, refusal: String) throws {
    var workbook = try Workbook.holding([["a"], ["b"]], rowCount: 10, columnCount: 3)
    _ = try workbook.apply([Self.name("Used", id: "used")])
    let before = workbook.spreadsheet
    #expect(workbook.refusal([Self.cells(0, 0, [["changed", "too"]]), request]) == refusal)
    #expect(workbook.spreadsheet == before)
    #expect(workbook.rows(ofSheet: "Sheet1") == [["a"], ["b"]])
  }

  @Test func `without requests is refused`() throws {
    var workbook = try Workbook.holding()
    #expect(workbook.refusal([]) == "Must specify at least one request.")
  }

  @Test func `is undone as a whole, whatever it did`() throws {
    var workbook = try Workbook.holding([["a", "b", "c"], ["d"], ["e", "f"]], rowCount: 3, columnCount: 3)
    _ = try workbook.apply([
      .addSheet(.init(sheetID: 2, title: "Second", rowCount: 5, columnCount: 5)), Self.append([["s"]], sheet: 2),
      Self.name("Kept", id: "kept", sheet: 2),
    ])
    let before = workbook.spreadsheet
    let rows = workbook.rows(ofSheet: "Sheet1")
    let refusal = workbook.refusal([
      Self.append([["g"], ["h", "i"]]),
      Self.cells(1, 0, [["", "D"], [nil, "F"]]),
      .updateSheetProperties(.init(sheetID: 0, title: "Renamed", index: 2, hidden: true, rowCount: 2, columnCount: 2)),
      .deleteNamedRange(namedRangeID: "kept"),
      .addSheet(.init()),
      .deleteSheet(sheetID: 2),
      .appendDimension(sheetID: 0, dimension: .columns, length: 4),
      Self.cells(0, 5, [["wide"]]),
      .deleteSheet(sheetID: 2),
    ])
    #expect(refusal == "Invalid requests[8].deleteSheet: No grid with id: 2")
    #expect(workbook.spreadsheet == before)
    #expect(workbook.rows(ofSheet: "Sheet1") == rows)
    #expect(workbook.rows(ofSheet: "Second") == [["s"]])
  }

  @Test(arguments: UInt64(1)...20)
  func `is applied as if one by one, or not at all`(seed: UInt64) throws {
    var chance = SplitMix64(seed: seed)
    func below(_ bound: UInt64) -> Int { Int(chance.draw(below: bound)) }
    var batched = try Workbook.holding([["a", "b"], ["c"]], rowCount: 6, columnCount: 4)
    var single = batched
    for _ in 0..<60 {
      let requests = (0..<1 + below(4)).map { _ -> BatchRequest in
        let sheet = below(3)
        switch below(8) {
        case 0: return .addSheet(.init(sheetID: sheet, title: "S\(sheet)", rowCount: 3, columnCount: 3))
        case 1: return .deleteSheet(sheetID: sheet)
        case 2: return .updateSheetProperties(.init(sheetID: sheet, index: below(3), rowCount: 1 + below(6)))
        case 3: return Self.name("Name_\(below(3))", id: "\(below(3))", sheet: sheet)
        case 4: return .deleteNamedRange(namedRangeID: "\(below(3))")
        case 5: return Self.append([[.number(Double(below(9)))], ["t", "u"]], sheet: sheet)
        default: return Self.cells(below(6), below(3), sheet: sheet, [[.string("t\(below(9))"), nil]])
        }
      }
      var candidate = single
      let isFine = requests.allSatisfy { candidate.refusal([$0]) == nil }
      if isFine { single = candidate }
      #expect((batched.refusal(requests) == nil) == isFine)
      #expect(batched.spreadsheet == single.spreadsheet)
      for sheet in single.spreadsheet.sheets {
        #expect(batched.rows(ofSheet: sheet.title) == single.rows(ofSheet: sheet.title))
      }
    }
  }

  @Test func `sees the effects of its earlier requests`() throws {
    var workbook = try Workbook.holding()
    let replies = try workbook.apply([
      .addSheet(.init(sheetID: 7001, title: "Scratch", rowCount: 100, columnCount: 30)),
      Self.cells(0, 0, sheet: 7001, [["header"]]), Self.append([["row"]], sheet: 7001),
    ])
    let properties = SheetProperties(sheetID: 7001, title: "Scratch", index: 1, rowCount: 100, columnCount: 30)
    #expect(replies == [.addSheet(properties), .none, .none])
    #expect(workbook.rows(ofSheet: "Scratch") == [["header"], ["row"]])
  }

  @Test func `cannot be repeated if it adds a named range with an id`() throws {
    var workbook = try Workbook.holding()
    let batch = [Self.name("Guard", id: "batch-1"), Self.append([["once"]])]
    #expect(workbook.refusal(batch) == nil)
    #expect(
      workbook.refusal(batch)
        == "Invalid requests[0].addNamedRange: A named range with id: batch-1 already exists.")
    #expect(workbook.rows(ofSheet: "Sheet1") == [["once"]])
  }

  @Test func `appends cells after the last row with data, growing a full grid`() throws {
    var workbook = try Workbook.holding([["a"], [], ["", "c"]], rowCount: 3, columnCount: 2)
    #expect(workbook.refusal([Self.append([["d"], ["e"]])]) == nil)
    #expect(workbook.rows(ofSheet: "Sheet1") == [["a"], [], ["", "c"], ["d"], ["e"]])
    #expect(workbook.spreadsheet.sheets[0].rowCount == 5)
  }

  @Test func `clears a cell that is empty in updateCells`() throws {
    var workbook = try Workbook.holding([["a", "b", "c"]])
    #expect(workbook.refusal([Self.cells(0, 0, [[nil, ""]], fields: "*")]) == nil)
    #expect(workbook.rows(ofSheet: "Sheet1") == [["", "", "c"]])
  }

  @Test func `stores a row of values as it stores the row of its cells`() throws {
    var random = SplitMix64(seed: 15)
    let kinds: [CellValue] = [nil, "", "new", 2.5, true, false]
    var books = try (0..<2).map { _ in try Workbook.holding([["a", 1, true, "b"], ["c", "d"], [7]]) }
    for row in 0..<40 {
      let values = (0..<random.draw(below: 6)).map { _ in kinds[Int(random.draw(below: 6))] }
      let start = GridCoordinate(sheetID: 0, rowIndex: row % 5, columnIndex: Int(random.draw(below: 3)))
      for (index, data) in [RowData(values), RowData(values: values.map { CellData($0) })].enumerated() {
        let update = BatchRequest.updateCells(.init(start: start, rows: [data]))
        #expect(books[index].refusal([update, .appendCells(.init(sheetID: 0, rows: [data]))]) == nil)
      }
      #expect(books[0].rows(ofSheet: "Sheet1") == books[1].rows(ofSheet: "Sheet1"))
    }
  }

  @Test func `keeps a row that is not frozen, typed or in JSON`() throws {
    var workbook = try Workbook.holding(rowCount: 10, columnCount: 3)
    let freeze: JSON = [
      "properties": ["gridProperties": ["frozenRowCount": 2]], "fields": "gridProperties.frozenRowCount",
    ]
    #expect(workbook.refusal([.other(kind: "updateSheetProperties", freeze)]) == nil)
    let shrink: JSON = ["properties": ["gridProperties": ["rowCount": 2]], "fields": "gridProperties.rowCount"]
    let requests = [
      BatchRequest.updateSheetProperties(.init(sheetID: 0, rowCount: 2)), .other(kind: "updateSheetProperties", shrink),
    ]
    for request in requests {
      #expect(
        workbook.refusal([request])
          == "Invalid requests[0].updateSheetProperties: You can't freeze all visible rows on the sheet.")
    }
    #expect(workbook.refusal([.updateSheetProperties(.init(sheetID: 0, rowCount: 3))]) == nil)
  }

  @Test func `loses the cells outside a smaller grid`() throws {
    var workbook = try Workbook.holding([["a", "b"], ["c", "d"]])
    #expect(
      workbook.refusal([
        .updateSheetProperties(.init(sheetID: 0, rowCount: 1, columnCount: 1)),
        .updateSheetProperties(.init(sheetID: 0, rowCount: 9, columnCount: 9)),
      ]) == nil)
    #expect(workbook.rows(ofSheet: "Sheet1") == [["a"]])
  }

  @Test(arguments: [
    (0, 2, ["B", "A", "C"]), (0, 3, ["B", "C", "A"]), (2, 0, ["C", "A", "B"]), (1, 1, ["A", "B", "C"]),
    (1, 2, ["A", "B", "C"]),
  ])
  func `moves a sheet in front of the one at its new index`(from: Int, to: Int, order: [String]) throws {
    let sheets = ["A", "B", "C"].enumerated().map { SheetProperties(sheetID: $0, title: $1) }
    var workbook = try Workbook(id: SpreadsheetID("b"), title: "B", sheets: sheets, ids: SplitMix64(seed: 1))
    #expect(workbook.refusal([.updateSheetProperties(.init(sheetID: from, index: to))]) == nil)
    #expect(workbook.spreadsheet.sheets.map(\.title) == order)
    #expect(workbook.spreadsheet.sheets.map(\.index) == [0, 1, 2])
  }

  @Test func `chooses missing ids and titles by the seed`() throws {
    var books = [try Workbook.holding(), try Workbook.holding()]
    let replies = try books.indices.map { try books[$0].apply([.addSheet(.init()), Self.name("Name")]) }
    #expect(replies[0] == replies[1])
    guard case .addSheet(let sheet) = replies[0][0], case .addNamedRange(let range) = replies[0][1] else {
      Issue.record("the replies are of other kinds: \(replies[0])")
      return
    }
    #expect(sheet.title == "Sheet2")
    #expect(sheet.sheetID > 0)
    #expect(!range.namedRangeID.isEmpty)
  }
}
