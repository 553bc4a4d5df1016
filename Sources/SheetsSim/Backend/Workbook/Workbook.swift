// A spreadsheet with its cells, without time and quota; its only random numbers are new ids.

import SheetsAPI

/// A spreadsheet with its cells.
///
/// Every method either succeeds completely, or throws and leaves the workbook unchanged.
package struct Workbook {
  /// The maximum number of cells of a workbook, including empty ones.
  ///
  /// Source: "Files you can store in Google Drive", Google Drive help.
  package static let cellLimit = 10_000_000
  /// The maximum number of characters in a cell.
  ///
  /// Source: "Files you can store in Google Drive", Google Drive help.
  package static let characterLimit = 50_000

  /// The id, as in the URL of the spreadsheet.
  package let id: SpreadsheetID
  /// The title of the file.
  package internal(set) var title: String
  /// The members of the spreadsheet properties without a type in SheetsAPI.
  var properties = SpreadsheetDefaults.properties
  var sheets: ContiguousArray<Sheet> = []
  var namedRanges: [NamedRange] = []
  package var ids: IDSource

  /// Creates a workbook with these sheets, or with `Sheet1` if there are none.
  ///
  /// - Throws: 400 if two sheets share an id or a title, or the grids exceed the limits.
  package init(
    id: SpreadsheetID, title: String, sheets properties: [SheetProperties], ids: SplitMix64
  ) throws(ErrorEnvelope) {
    self.id = id
    self.title = title
    self.ids = IDSource(ids)
    let first = SheetProperties(sheetID: 0, title: "Sheet1")
    for (index, sheet) in (properties.isEmpty ? [first] : properties).enumerated() {
      do {
        try insert(sheet, at: index)
      } catch {
        throw error.of("sheets[\(index)]")
      }
    }
  }

  /// The spreadsheet without its cells, as spreadsheets.get returns it.
  package var spreadsheet: Spreadsheet {
    Spreadsheet(
      spreadsheetID: id, title: title, sheets: sheets.indices.map { properties(at: $0) }, namedRanges: namedRanges)
  }

  func properties(at index: Int) -> SheetProperties {
    var properties = sheets[index].properties
    properties.index = index
    return properties
  }

  /// The rows of a sheet down to the last one with data, without empty cells at their ends.
  package func rows(ofSheet title: String) -> [[CellValue]]? {
    guard let index = sheetIndex(titled: title) else { return nil }
    let cells = sheets[index].cells
    return (0..<cells.dataRowCount).map { cells.values(row: $0, columns: 0..<Int.max) }
  }

  /// The cells of a column of a sheet, down to the last row with data.
  package func column(_ column: Int, ofSheet title: String) -> [CellValue?]? {
    sheetIndex(titled: title).map { sheets[$0].cells.values(column: column) }
  }

  /// The number of rows of a sheet down to the last one with data.
  package func dataRowCount(ofSheet title: String) -> Int? {
    sheetIndex(titled: title).map { sheets[$0].cells.dataRowCount }
  }

  // MARK: Sheets

  /// The index of the sheet with this exact title; that titles are case-sensitive is assumed.
  func sheetIndex(titled title: String) -> Int? {
    // By index, because a copy of a sheet costs a retain for each of its members.
    sheets.indices.first { sheets[$0].properties.title == title }
  }

  func sheetIndex(withID sheetID: Int) throws(ErrorEnvelope) -> Int {
    guard let index = sheets.indices.first(where: { sheets[$0].properties.sheetID == sheetID }) else {
      throw .noGrid(sheetID)
    }
    return index
  }

  mutating func insert(_ properties: SheetProperties, at index: Int) throws(ErrorEnvelope) {
    if sheets.contains(where: { $0.properties.sheetID == properties.sheetID }) {
      // The message is assumed.
      throw .invalid("A sheet with id: \(properties.sheetID) already exists.")
    }
    try checkTitle(properties.title)
    try checkGrid(rowCount: properties.rowCount, columnCount: properties.columnCount, insteadOf: 0)
    sheets.insert(Sheet(properties), at: index)
  }

  /// Checks that no sheet has this title; the message is that of the editor.
  ///
  /// - Throws: 400 if a sheet has it.
  func checkTitle(_ title: String) throws(ErrorEnvelope) {
    if sheetIndex(titled: title) != nil {
      throw .invalid("A sheet with the name \"\(title)\" already exists. Please enter another name.")
    }
  }

  /// Checks that a grid keeps the workbook and the sheet within their limits.
  ///
  /// - Throws: 400 if it does not.
  func checkGrid(rowCount: Int, columnCount: Int, insteadOf cellCount: Int) throws(ErrorEnvelope) {
    // Assumed sentence.
    guard rowCount > 0, columnCount > 0 else { throw .invalid("A sheet must have at least one row and one column.") }
    guard columnCount <= A1Notation.columnLimit else { throw .tooManyColumns }
    let others = sheets.reduce(0) { $0 + $1.cellCount } - cellCount
    let (cells, overflow) = rowCount.multipliedReportingOverflow(by: columnCount)
    guard !overflow, cells <= Self.cellLimit - others else { throw .tooManyCells }
  }

  /// Enlarges the grid of a sheet to at least this size.
  mutating func growGrid(ofSheet index: Int, rowCount: Int, columnCount: Int) throws(ErrorEnvelope) {
    let old = sheets[index].properties
    let rows = max(rowCount, old.rowCount)
    let columns = max(columnCount, old.columnCount)
    if rows == old.rowCount && columns == old.columnCount { return }
    try checkGrid(rowCount: rows, columnCount: columns, insteadOf: sheets[index].cellCount)
    sheets[index].properties.rowCount = rows
    sheets[index].properties.columnCount = columns
  }

  // MARK: Ranges

  /// The sheet and the cells that a text in A1 notation refers to in this workbook.
  ///
  /// Source: "Google Sheets API Overview", A1 notation; recorded: `Sheet1!Name` is the named range.
  ///
  /// - Throws: 400 `Unable to parse range: X`.
  func resolve(_ text: String) throws(ErrorEnvelope) -> (sheet: Int, area: CellArea) {
    switch A1Reference(parsing: text) {
    case .cells(nil, let area):
      if let index = sheets.firstIndex(where: { !$0.properties.hidden }) { return (index, area) }
    case .cells(let title?, let area):
      if let index = sheetIndex(titled: title) { return (index, area) }
    case .name(let name, let quoted):
      if !quoted, let found = namedRange(name) { return found }
      if let index = sheetIndex(titled: name) { return (index, CellArea()) }
    case .nameOnSheet(let title, let name):
      // Assumed: the named range must lie on the named sheet.
      if let found = namedRange(name), sheets[found.sheet].properties.title == title { return found }
    case nil: break
    }
    throw .unparsable(text)
  }

  private func namedRange(_ name: String) -> (sheet: Int, area: CellArea)? {
    guard let range = namedRanges.first(where: { $0.name == name })?.range,
      let index = sheets.firstIndex(where: { $0.properties.sheetID == range.sheetID })
    else { return nil }
    return (index, range.area)
  }
}

extension GridRange {
  var area: CellArea {
    CellArea(
      startRow: startRowIndex, endRow: endRowIndex, startColumn: startColumnIndex, endColumn: endColumnIndex)
  }
}
