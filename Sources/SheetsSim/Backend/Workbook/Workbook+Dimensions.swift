// Inserts, deletes, moves and hides rows and columns.

import SheetsAPI

extension Workbook {
  mutating func insertDimension(_ body: JSONField) throws(ErrorEnvelope) {
    let (index, dimension, range) = try dimensionRange(body["range"])
    let grid = sheets[index].properties
    let count = dimension == .rows ? grid.rowCount : grid.columnCount
    // Quoted in issues of client libraries.
    guard range.lowerBound <= count else {
      throw .invalid("range.startIndex[\(range.lowerBound)] is after the last \(Self.noun(dimension)) of the sheet.")
    }
    if try body["inheritFromBefore"].boolean() == true, range.lowerBound == 0 {
      throw .invalid(
        "inheritFromBefore cannot be true if inserting at the beginning of the sheet.")
    }
    try growGrid(
      ofSheet: index, rowCount: grid.rowCount + (dimension == .rows ? range.count : 0),
      columnCount: grid.columnCount + (dimension == .columns ? range.count : 0))
    shift(sheet: index, DimensionShift(dimension: dimension, index: range.lowerBound, count: range.count))
  }

  mutating func deleteDimension(_ body: JSONField) throws(ErrorEnvelope) {
    let (index, dimension, range) = try dimensionRange(body["range"])
    let grid = sheets[index].properties
    let count = dimension == .rows ? grid.rowCount : grid.columnCount
    guard range.lowerBound < count else {
      throw .invalid(
        "Cannot delete a \(Self.noun(dimension)) that doesn't exist. Tried to delete \(Self.noun(dimension)) index \(range.lowerBound) but there are only \(count) \(Self.noun(dimension))s."
      )
    }
    let removed = range.clamped(to: 0..<count)
    guard removed.count < count else {
      // The message is that of the editor.
      throw .invalid("You can't delete all the \(Self.noun(dimension))s on the sheet.")
    }
    shift(sheet: index, DimensionShift(dimension: dimension, index: removed.lowerBound, count: -removed.count))
    if dimension == .rows {
      sheets[index].properties.rowCount -= removed.count
    } else {
      sheets[index].properties.columnCount -= removed.count
    }
  }

  private static func noun(_ dimension: Dimension) -> String { dimension == .rows ? "row" : "column" }

  /// Moves the cells, features and named ranges of a sheet along with an insertion or deletion.
  mutating func shift(sheet index: Int, _ shift: DimensionShift) {
    sheets[index].cells.shift(shift)
    sheets[index].features.shift(shift)
    moveNamedRanges(ofSheet: index, shift)
    let title = sheets[index].properties.title
    changeFormulas { formula, own in
      FormulaReferences.shifted(formula, shift) { $0 == title || ($0 == nil && own == index) }
    }
  }

  /// Changes the text of every formula; `change` gets the index of its sheet.
  mutating func changeFormulas(_ change: (String, Int) -> String) {
    for index in sheets.indices where sheets[index].features.hasFormulas {
      for position in sheets[index].features.positions {
        guard let formula = sheets[index].features.details[position]?.formula else { continue }
        sheets[index].features[detail: position].formula = change(formula, index)
      }
    }
  }

  /// Checks a request to fit rows or columns to their content; nothing changes, since all modeled ones have their size.
  ///
  /// - Throws: 501 for columns with text, whose width depends on Google's fonts.
  mutating func autoResizeDimensions(_ body: JSONField) throws(ErrorEnvelope) {
    guard body["dimensions"].exists else { throw .notSimulated("autoResizeDimensions of a data source") }
    let (index, dimension, range) = try dimensionRange(body["dimensions"])
    let cells = sheets[index].cells
    guard dimension == .columns else { return }
    for row in 0..<cells.dataRowCount where !cells.values(row: row, columns: range).isEmpty {
      throw .notSimulated("the width that a column needs for its text")
    }
  }

  mutating func moveDimension(_ body: JSONField) throws(ErrorEnvelope) {
    let (index, dimension, range) = try dimensionRange(body["source"])
    let grid = sheets[index].properties
    let count = dimension == .rows ? grid.rowCount : grid.columnCount
    let target = try body["destinationIndex"].integer() ?? 0
    guard range.upperBound <= count, target >= 0, target <= count, !range.contains(target) || target == range.lowerBound
    else { throw .invalid("Invalid dimension range or destination index [\(target)].") }
    var order = Array(0..<count)
    order.removeSubrange(range)
    order.insert(contentsOf: range, at: target > range.lowerBound ? target - range.count : target)
    guard sheets[index].features.merges.isEmpty else { throw .notSimulated("moveDimension in a sheet with merges") }
    guard !sheets.contains(where: \.features.hasFormulas) else {
      throw .notSimulated("moveDimension in a spreadsheet with formulas")
    }
    let before = sheets[index]
    let area = GridArea(rows: 0..<grid.rowCount, columns: 0..<grid.columnCount)
    let block = self.block(ofSheet: index, area)
    clearBlock(ofSheet: index, area)
    for (new, old) in order.enumerated() {
      for cell in block.cells where (dimension == .rows ? cell.position.row : cell.position.column) == old {
        var position = cell.position
        if dimension == .rows { position.row = new } else { position.column = new }
        put(cell, at: position, ofSheet: index)
      }
    }
    sheets[index].properties = before.properties
  }

  mutating func updateDimensionProperties(_ body: JSONField) throws(ErrorEnvelope) {
    let (index, dimension, range) = try dimensionRange(body["range"])
    guard let mask = FieldMask(try body["fields"].string() ?? "") else { throw Self.noFields }
    let names = ["hiddenByUser", "pixelSize"]
    let count = dimension == .rows ? sheets[index].properties.rowCount : sheets[index].properties.columnCount
    guard range.upperBound <= count else {
      throw .invalid("Cannot update a \(Self.noun(dimension)) that doesn't exist.")
    }
    let paths = mask.expanded(names)
    for path in paths where !names.contains(path[0]) {
      throw .notSimulated("the dimension property \(path.joined(separator: "."))")
    }
    for line in range {
      var properties =
        (dimension == .rows
          ? sheets[index].features.rowProperties[line] : sheets[index].features.columnProperties[line]) ?? [:]
      for path in paths {
        let value = body["properties"].json?.at(path)
        properties.set(path[...], to: value == .boolean(false) ? nil : value)
      }
      let stored = properties.object?.members.isEmpty == true ? nil : properties
      if dimension == .rows {
        sheets[index].features.rowProperties[line] = stored
      } else {
        sheets[index].features.columnProperties[line] = stored
      }
    }
  }
}

extension CellStorage {
  /// Moves cells along with an insertion or deletion of rows or columns.
  mutating func shift(_ shift: DimensionShift) {
    if shift.dimension == .rows, shift.count > 0 { return insertRows(shift.count, at: shift.index) }
    let rows = 0..<dataRowCount
    var moved = CellStorage()
    for row in rows {
      guard let target = shift.dimension == .rows ? shift.moved(row) : row else { continue }
      for (column, value) in values(row: row, columns: 0..<Int.max).enumerated() where value != .string("") {
        let movedColumn = shift.dimension == .columns ? shift.moved(column) : column
        if let movedColumn { moved.set(target, movedColumn, to: value) }
      }
    }
    self = moved
  }
}
