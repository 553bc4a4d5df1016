// One sheet: its properties, its cells, and the grid that limits them.

import SheetsAPI

/// A rectangle inside a grid: half-open ranges of row and column indices, both closed.
struct GridArea: Hashable {
  var rows: Range<Int>
  var columns: Range<Int>

  var cellArea: CellArea { CellArea(rows: rows, columns: columns) }
}

/// A sheet of a workbook.
struct Sheet {
  /// The id, the title and the size of the grid; `index` follows from the workbook and is not used.
  var properties: SheetProperties {
    didSet { quotedTitle = A1Notation.quotedIfNeeded(properties.title) }
  }
  var cells = CellStorage()
  /// The features beside values.
  var features = SheetFeatures()
  private var quotedTitle: String

  init(_ properties: SheetProperties) {
    self.properties = properties
    quotedTitle = A1Notation.quotedIfNeeded(properties.title)
  }

  var cellCount: Int { properties.rowCount * properties.columnCount }

  /// The text of an area of this sheet in A1 notation.
  func text(_ area: CellArea) -> String {
    A1Reference.text(quotedSheet: quotedTitle, area: area)
  }

  /// The part of an area that lies on the grid.
  ///
  /// An area that only ends outside the grid is clipped, as reported by clients that read in steps past the last row.
  ///
  /// - Throws: 400 if the area starts outside the grid.
  func clipped(_ area: CellArea) throws(ErrorEnvelope) -> GridArea {
    let startRow = area.startRow ?? 0
    let startColumn = area.startColumn ?? 0
    guard startRow < properties.rowCount, startColumn < properties.columnCount else {
      throw exceedsGrid(area)
    }
    return GridArea(
      rows: startRow..<min(area.endRow ?? .max, properties.rowCount),
      columns: startColumn..<min(area.endColumn ?? .max, properties.columnCount))
  }

  /// The area that a write may fill.
  ///
  /// - Throws: 400 if the area does not lie entirely on the grid.
  func writable(_ area: CellArea) throws(ErrorEnvelope) -> GridArea {
    guard area.endRow ?? 0 <= properties.rowCount, area.endColumn ?? 0 <= properties.columnCount else {
      throw exceedsGrid(area)
    }
    return try clipped(area)
  }

  func exceedsGrid(_ area: CellArea) -> ErrorEnvelope {
    ErrorEnvelope(
      .invalidArgument,
      "Range (\(text(area))) exceeds grid limits. Max rows: \(properties.rowCount), "
        + "max columns: \(properties.columnCount)")
  }

  /// Clears the cells outside the grid, after the grid has become smaller.
  mutating func dropCellsOutsideGrid() {
    cells.clear(rows: properties.rowCount..<max(properties.rowCount, cells.dataRowCount), columns: 0..<Int.max)
    cells.clear(rows: 0..<cells.dataRowCount, columns: properties.columnCount..<Int.max)
    let (rowCount, columnCount) = (properties.rowCount, properties.columnCount)
    features.shift(DimensionShift(dimension: .rows, index: rowCount, count: -Int(Int32.max)))
    features.shift(DimensionShift(dimension: .columns, index: columnCount, count: -Int(Int32.max)))
  }
}
