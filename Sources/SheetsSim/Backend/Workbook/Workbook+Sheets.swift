// The requests addSheet, deleteSheet and updateSheetProperties.

import SheetsAPI

extension Workbook {
  /// Adds a sheet, choosing its id and title if they are missing.
  mutating func addSheet(
    _ request: BatchRequest.AddSheet, _ undo: inout [UndoStep]
  ) throws(ErrorEnvelope) -> SheetProperties {
    let index = request.index ?? sheets.count
    try checkIndex(index)
    let properties = SheetProperties(
      sheetID: request.sheetID ?? newSheetID(), title: request.title ?? newTitle(), rowCount: request.rowCount,
      columnCount: request.columnCount)
    // The message is assumed.
    guard properties.sheetID >= 0 else { throw .invalid("A sheet id must not be negative: \(properties.sheetID)") }
    try insert(properties, at: index)
    undo.append(.removeSheet(at: index))
    return self.properties(at: index)
  }

  /// Deletes a sheet and its named ranges, unless it is the last visible one; the message is that of the editor.
  mutating func deleteSheet(_ sheetID: Int, _ undo: inout [UndoStep]) throws(ErrorEnvelope) {
    let index = try sheetIndex(withID: sheetID)
    guard isAnyVisible(besides: index) else { throw .invalid("You can't remove all the visible sheets in a document.") }
    undo.append(.restoreNamedRanges(namedRanges))
    namedRanges.removeAll { $0.range.sheetID == sheetID }
    if sheets.contains(where: \.features.hasFormulas) {
      undo.append(.restoreAll(self))
      let title = sheets[index].properties.title
      changeFormulas { formula, _ in FormulaReferences.withoutSheet(formula, named: title) }
    }
    undo.append(.insertSheet(sheets.remove(at: index), at: index))
  }

  /// Changes those properties of a sheet that are not `nil`.
  mutating func updateSheetProperties(
    _ request: BatchRequest.UpdateSheetProperties, _ undo: inout [UndoStep]
  ) throws(ErrorEnvelope) {
    let index = try sheetIndex(withID: request.sheetID)
    var properties = sheets[index].properties
    if let title = request.title, title != properties.title {
      try checkTitle(title)
      properties.title = title
      if sheets.contains(where: \.features.hasFormulas) {
        let old = sheets[index].properties.title
        undo.append(.restoreAll(self))
        changeFormulas { formula, _ in FormulaReferences.renamed(formula, from: old, to: title) }
      }
    }
    if let hidden = request.hidden {
      // The message is assumed, based on that for deleting.
      guard !hidden || isAnyVisible(besides: index) else {
        throw .invalid("You can't hide all the sheets in a document.")
      }
      properties.hidden = hidden
    }
    properties.rowCount = request.rowCount ?? properties.rowCount
    properties.columnCount = request.columnCount ?? properties.columnCount
    try checkGrid(
      rowCount: properties.rowCount, columnCount: properties.columnCount, insteadOf: sheets[index].cellCount)
    if let newIndex = request.index { try checkIndex(newIndex) }
    resize(index, to: properties, &undo)
    if let newIndex = request.index { move(index, to: newIndex, &undo) }
  }

  private mutating func resize(_ index: Int, to properties: SheetProperties, _ undo: inout [UndoStep]) {
    let before = sheets[index].properties
    guard properties.rowCount < before.rowCount || properties.columnCount < before.columnCount else {
      undo.append(.restoreProperties(before, at: index))
      sheets[index].properties = properties
      return
    }
    undo.append(.replaceSheet(sheets[index], at: index))
    sheets[index].properties = properties
    sheets[index].dropCellsOutsideGrid()
  }

  /// Moves a sheet in front of the one at `newIndex` before the move; its own or the next index leaves it in place.
  ///
  /// Source: `SheetProperties.index`, Google Sheets API reference ("movement is considered in before-the-move indexes").
  private mutating func move(_ index: Int, to newIndex: Int, _ undo: inout [UndoStep]) {
    guard newIndex != index, newIndex != index + 1 else { return }
    let target = newIndex > index ? newIndex - 1 : newIndex
    sheets.insert(sheets.remove(at: index), at: target)
    undo.append(.moveSheet(from: target, to: index))
  }

  private func checkIndex(_ index: Int) throws(ErrorEnvelope) {
    // The message is assumed.
    guard index >= 0, index <= sheets.count else { throw .invalid("Sheet index \(index) is out of bounds.") }
  }

  private func isAnyVisible(besides index: Int) -> Bool {
    sheets.indices.contains { $0 != index && !sheets[$0].properties.hidden }
  }

  /// An unused positive id of 31 bits, like the recorded ones.
  mutating func newSheetID() -> Int {
    let sheets = sheets
    return ids.number { id in sheets.contains { $0.properties.sheetID == id } }
  }

  /// A free title such as `Sheet2`, starting at the number of sheets; assumed, based on the editor.
  private func newTitle() -> String {
    var number = sheets.count + 1
    while sheetIndex(titled: "Sheet\(number)") != nil { number += 1 }
    return "Sheet\(number)"
  }
}
