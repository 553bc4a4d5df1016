// The list of sheets: their titles, ids and order, and the limits of their grids.

import SheetsAPI
import TextFormats

extension Workbook {
  /// The index of the sheet with this exact title; that titles are case-sensitive is assumed.
  func sheetIndex(titled title: String) -> Int? {
    sheets.firstIndex { $0.properties.title == title }
  }

  func sheetIndex(withID sheetID: Int) throws(ErrorEnvelope) -> Int {
    guard let index = sheets.firstIndex(where: { $0.properties.sheetID == sheetID }) else { throw .noGrid(sheetID) }
    return index
  }

  mutating func insert(_ sheet: Sheet, at index: Int) throws(ErrorEnvelope) {
    try checkIndex(index)
    if sheets.firstIndex(where: { $0.id == sheet.id }) != nil {
      // The message is assumed.
      throw .invalid("A sheet with id: \(sheet.id) already exists.")
    }
    try checkTitle(sheet.title)
    try checkGrid(sheet.properties, insteadOf: 0)
    sheets.insert(sheet, at: index)
  }

  /// Moves a sheet in front of the one at `newIndex` before the move; its own or the next index leaves it in place.
  ///
  /// Source: `SheetProperties.index`, Google Sheets API reference ("movement is considered in before-the-move indexes").
  mutating func moveSheet(at index: Int, to newIndex: Int) {
    guard newIndex != index, newIndex != index + 1 else { return }
    sheets.insert(sheets.remove(at: index), at: newIndex > index ? newIndex - 1 : newIndex)
  }

  /// Adds a copy of a sheet of another workbook as the last sheet, and returns its properties.
  ///
  /// - Throws: 400 if there is no sheet with this id, or the workbook would have too many cells.
  package mutating func copySheet(withID sheetID: Int, from source: Workbook) throws(ErrorEnvelope) -> JSON {
    let sheet = source.sheets[try source.sheetIndex(withID: sheetID)]
    return try atomically { (workbook) throws(ErrorEnvelope) in
      let index = workbook.sheets.count
      let (id, title) = (workbook.newSheetID(), workbook.copyTitle(of: sheet.title))
      try workbook.insert(sheet.copy(id: id, title: title), at: index)
      return workbook.propertiesJSON(at: index)
    }
  }

  // MARK: Checks

  /// Checks that no sheet has this title; the message is that of the editor.
  ///
  /// - Throws: 400 if a sheet has it.
  func checkTitle(_ title: String) throws(ErrorEnvelope) {
    if sheetIndex(titled: title) != nil {
      throw .invalid("A sheet with the name \"\(title)\" already exists. Please enter another name.")
    }
  }

  func checkIndex(_ index: Int) throws(ErrorEnvelope) {
    // The message is assumed.
    guard index >= 0, index <= sheets.count else { throw .invalid("Sheet index \(index) is out of bounds.") }
  }

  func isAnyVisible(besides index: Int) -> Bool {
    sheets.indices.contains { $0 != index && !sheets[$0].properties.hidden }
  }

  /// Checks that a grid keeps the workbook and the sheet within their limits; `cellCount` is the size of the old grid.
  ///
  /// - Throws: 400 if it does not.
  func checkGrid(_ grid: SheetProperties, insteadOf cellCount: Int) throws(ErrorEnvelope) {
    // Assumed sentence.
    guard grid.rowCount > 0, grid.columnCount > 0 else {
      throw .invalid("A sheet must have at least one row and one column.")
    }
    guard grid.columnCount <= A1Notation.columnLimit else { throw .tooManyColumns }
    let others = sheets.indices.reduce(-cellCount) { $0 + sheets[$1].properties.cellCount }
    let (cells, overflow) = grid.rowCount.multipliedReportingOverflow(by: grid.columnCount)
    guard !overflow, cells <= Self.cellLimit - others else { throw .tooManyCells }
  }

  /// Enlarges the grid of a sheet to at least this size.
  ///
  /// - Throws: 400 if it exceeds the limits.
  mutating func growGrid(ofSheet index: Int, rowCount: Int, columnCount: Int = 0) throws(ErrorEnvelope) {
    var grid = sheets[index].properties
    if rowCount <= grid.rowCount && columnCount <= grid.columnCount { return }
    grid.rowCount = max(rowCount, grid.rowCount)
    grid.columnCount = max(columnCount, grid.columnCount)
    try checkGrid(grid, insteadOf: sheets[index].properties.cellCount)
    sheets[index].resize(rowCount: grid.rowCount, columnCount: grid.columnCount)
  }

  /// Moves the cells, features and named ranges of a sheet, and all references, along with an insertion or deletion.
  mutating func shift(sheet index: Int, _ shift: DimensionShift) {
    let (id, title) = (sheets[index].id, sheets[index].title)
    sheets[index].shift(shift)
    // A named range without any cells left disappears.
    namedRanges = namedRanges.compactMap { range in
      guard range.range.sheetID == id else { return range }
      return shift.moved(range.range).map { NamedRange(namedRangeID: range.namedRangeID, name: range.name, range: $0) }
    }
    changeFormulas { formula, own in
      FormulaReferences.shifted(formula, shift) { $0 == title || ($0 == nil && own == index) }
    }
  }

  // MARK: Ids and titles

  /// An unused positive id of 31 bits, like the recorded ones.
  mutating func newSheetID() -> Int {
    let sheets = sheets
    return ids.number { id in sheets.firstIndex { $0.id == id } != nil }
  }

  /// A free title such as `Sheet2`, starting at the number of sheets; assumed, based on the editor.
  func newTitle() -> String {
    freeTitle(from: sheets.count + 1) { "Sheet\($0)" }
  }

  /// A free title `Copy of X`, with a number if necessary; recorded for files, documented for sheets.
  func copyTitle(of title: String) -> String {
    freeTitle(from: 1) { $0 == 1 ? "Copy of \(title)" : "Copy of \(title) \($0)" }
  }

  private func freeTitle(from first: Int, _ title: (Int) -> String) -> String {
    var number = first
    while sheetIndex(titled: title(number)) != nil { number += 1 }
    return title(number)
  }
}
