// What the ranges of requests mean in a workbook: text in A1 notation, ranges of a grid, rows and columns.

import SheetsAPI

extension Workbook {
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
      if let found = namedRange(name), sheets[found.sheet].title == title { return found }
    case nil: break
    }
    throw .unparsable(text)
  }

  private func namedRange(_ name: String) -> (sheet: Int, area: CellArea)? {
    guard let range = namedRanges.first(where: { $0.name == name })?.range,
      let index = sheets.firstIndex(where: { $0.id == range.sheetID })
    else { return nil }
    return (index, range.area)
  }

  /// The sheet and the cells of a range of a change, clipped to the grid.
  ///
  /// - Throws: 400 if the range is missing, not in order, or starts outside the grid.
  func resolve(_ range: GridRange?) throws(ErrorEnvelope) -> (sheet: Int, area: GridArea) {
    guard let range else { throw .invalid("No range specified.") }
    let index = try sheetIndex(withID: range.sheetID)
    for dimension in Dimension.both {
      let (start, end) = range[dimension]
      guard start ?? 0 >= 0, end ?? .max > start ?? 0 else {
        throw .invalid("Invalid range: the bounds are negative or not in order.")
      }
    }
    return (index, try sheets[index].clipped(range.area))
  }

  /// The sheet and the rows or columns of a change; they may end outside the grid.
  ///
  /// - Throws: 400 if the bounds are not in order.
  func resolve(_ range: DimensionRange) throws(ErrorEnvelope) -> (sheet: Int, lines: Range<Int>) {
    let index = try sheetIndex(withID: range.sheetID)
    let end = range.end ?? sheets[index].properties[count: range.dimension]
    guard range.start >= 0, range.start < end else {
      throw .invalid("Invalid dimension range: startIndex[\(range.start)] endIndex[\(end)].")
    }
    return (index, range.start..<end)
  }
}

/// Rows or columns of a sheet: `DimensionRange` of the API; an end that is `nil` is that of the grid.
struct DimensionRange {
  let sheetID: Int
  let dimension: Dimension
  let start: Int
  let end: Int?

  init(_ field: JSONField) throws(ErrorEnvelope) {
    sheetID = try field["sheetId"].integer() ?? 0
    guard let dimension: Dimension = try field["dimension"].word("Dimension") else {
      throw .invalid("No dimension specified.")
    }
    self.dimension = dimension
    start = try field["startIndex"].integer() ?? 0
    end = try field["endIndex"].integer()
  }
}
