// One sheet: its properties, its cells with all they have, and everything else that lies on its grid.

import SheetsAPI
import TextFormats

/// A sheet of a workbook.
struct Sheet {
  /// The id, the title and the size of the grid; `index` follows from the workbook and is not used.
  var properties: SheetProperties {
    didSet { quotedTitle = A1Notation.quotedIfNeeded(properties.title) }
  }
  /// The members of the sheet properties without a type in SheetsAPI.
  var furtherProperties: JSON = .object(JSONObject())
  /// Changed only by the methods below, which keep the journal.
  private(set) var cells = CellStorage()
  var details = CellDetails()
  private(set) var merges: [GridArea] = []
  /// The protected ranges as JSON; their `range` is stored as a range, so that it moves with the cells.
  var protectedRanges: [RangedFeature] = []
  var basicFilter: RangedFeature?
  var lines = PerDimension(SheetLines())
  private var quotedTitle: String
  private var journal: CellJournal?

  init(_ properties: SheetProperties) {
    self.properties = properties
    quotedTitle = A1Notation.quotedIfNeeded(properties.title)
  }

  /// Returns a copy with another id and title.
  func copy(id: Int, title: String) -> Sheet {
    var copy = self
    copy.journal = nil
    copy.properties.sheetID = id
    copy.properties.title = title
    for index in copy.protectedRanges.indices { copy.protectedRanges[index].range.sheetID = id }
    copy.basicFilter?.range.sheetID = id
    return copy
  }

  var id: Int { properties.sheetID }
  var title: String { properties.title }

  // MARK: Ranges

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

  private func exceedsGrid(_ area: CellArea) -> ErrorEnvelope {
    .invalid(
      "Range (\(text(area))) exceeds grid limits. Max rows: \(properties.rowCount), "
        + "max columns: \(properties.columnCount)")
  }

  /// Checks that every merge lies inside the area or outside of it.
  ///
  /// - Throws: 400 for a partial overlap; the message is quoted in issues of client libraries.
  private func checkMergesAreWhole(in area: GridArea) throws(ErrorEnvelope) {
    if merges.contains(where: { $0.overlaps(area) && !area.contains($0) }) {
      throw .invalid("You must select all cells in a merged range to merge or unmerge them.")
    }
  }

  // MARK: Cells

  mutating func set(_ value: CellValue?, at position: CellPosition) {
    journal?.note(position.row, position.column..<position.column + 1, of: cells)
    cells.set(position.row, position.column, to: value)
  }

  /// Sets adjacent cells of a row; null leaves its cell unchanged.
  mutating func setRow(_ row: Int, from column: Int, to values: [CellValue]) {
    journal?.note(row, column..<column + values.count, of: cells)
    cells.setRow(row, from: column, to: values)
  }

  /// Sets adjacent cells of a row; an empty cell of the request clears its cell.
  mutating func setRow(_ row: Int, from column: Int, to data: RowData) {
    journal?.note(row, column..<column + data.count, of: cells)
    cells.setRow(row, from: column, to: data)
  }

  /// Clears the values and formulas of an area.
  mutating func clearValues(_ area: GridArea) {
    journal?.keep(cells)
    cells.clear(rows: area.rows, columns: area.columns)
    details.removeFormulas(in: area)
  }

  // MARK: Structure

  /// Merges the cells of an area, which keeps only its first value, in the upper left cell.
  mutating func merge(_ parts: [GridArea], in area: GridArea) throws(ErrorEnvelope) {
    try unmerge(area)
    for part in parts where part.cellCount > 1 {
      merges.append(part)
      guard let first = block(part).first(where: { $0.value != nil }) else { continue }
      clearValues(part)
      set(first.value, at: part.corner)
      details[part.corner].formula = first.detail.formula
    }
  }

  mutating func unmerge(_ area: GridArea) throws(ErrorEnvelope) {
    try checkMergesAreWhole(in: area)
    merges.removeAll { area.contains($0) }
  }

  /// Moves everything on the sheet along with an insertion or deletion of rows or columns; the grid keeps its size.
  mutating func shift(_ shift: DimensionShift) {
    journal?.keep(cells)
    cells.shift(shift)
    shiftFeatures(shift)
  }

  private mutating func shiftFeatures(_ shift: DimensionShift) {
    details.shift(shift)
    // A merge of a single cell disappears.
    merges = merges.compactMap { shift.moved($0) }.filter { $0.cellCount > 1 }
    protectedRanges = protectedRanges.compactMap { $0.moved(shift) }
    basicFilter = basicFilter.flatMap { $0.moved(shift) }
    lines[shift.dimension].shift(shift)
  }

  /// Changes the size of the grid; what lies outside of a smaller one is lost.
  mutating func resize(rowCount: Int, columnCount: Int) {
    let before = properties
    (properties.rowCount, properties.columnCount) = (rowCount, columnCount)
    guard Dimension.both.contains(where: { properties[count: $0] < before[count: $0] }) else { return }
    journal?.keep(cells)
    for dimension in Dimension.both {
      let count = properties[count: dimension]
      var outside = GridArea(rows: 0..<Int.max, columns: 0..<Int.max)
      outside[dimension] = count..<Int.max
      cells.clear(rows: outside.rows, columns: outside.columns)
      shiftFeatures(DimensionShift(dimension: dimension, index: count, count: -Int(Int32.max)))
    }
  }

  // MARK: Undo

  /// Whether a batch has changed the sheet.
  var hasJournal: Bool { journal != nil }

  /// Starts to note overwritten cells, and returns the sheet as it is, without its cells.
  mutating func startJournal() -> Sheet {
    var before = self
    // So that the cells have one owner and are changed in place.
    before.cells = CellStorage()
    journal = CellJournal(cells)
    return before
  }

  mutating func endJournal() { journal = nil }

  /// Puts everything back as it was when the journal was started.
  mutating func restore(_ before: Sheet) {
    var before = before
    swap(&before.cells, &cells)
    journal?.restore(&before.cells)
    self = before
  }
}

/// A feature with a range: the range as in the API, and the other members as JSON.
struct RangedFeature {
  var range: GridRange
  /// The members; a stored `range` is replaced on reading.
  var members: JSON

  /// The feature as JSON with its range; an open range has no bounds.
  var json: JSON { members.setting("range", range.json) }

  func moved(_ shift: DimensionShift) -> RangedFeature? {
    shift.moved(range).map { RangedFeature(range: $0, members: members) }
  }
}
