// Changes of rows and columns: append, insert, delete, move, resize, hide.

import SheetsAPI
import TextFormats

/// Adds rows or columns at the end of a sheet.
struct AppendDimension: SheetChange {
  let sheetID: Int
  let dimension: Dimension
  let length: Int

  func apply(to workbook: inout Workbook) throws(ErrorEnvelope) -> BatchReply {
    let index = try workbook.sheetIndex(withID: sheetID)
    // The message is assumed.
    guard length > 0 else { throw .invalid("length must be at least 1, but was \(length).") }
    var grid = workbook.sheets[index].properties
    let (count, overflow) = grid[count: dimension].addingReportingOverflow(length)
    if overflow { throw .tooManyCells }
    grid[count: dimension] = count
    try workbook.growGrid(ofSheet: index, rowCount: grid.rowCount, columnCount: grid.columnCount)
    return .none
  }
}

extension AppendDimension {
  init(_ body: JSONField) throws(ErrorEnvelope) {
    sheetID = try body["sheetId"].integer() ?? 0
    dimension = try body["dimension"].word("Dimension") ?? .rows
    length = try body["length"].integer() ?? 0
  }
}

struct InsertDimension: SheetChange {
  let range: DimensionRange
  let inheritsFromBefore: Bool

  init(_ body: JSONField) throws(ErrorEnvelope) {
    range = try DimensionRange(body["range"])
    inheritsFromBefore = try body["inheritFromBefore"].boolean() ?? false
  }

  func apply(to workbook: inout Workbook) throws(ErrorEnvelope) -> BatchReply {
    let (index, lines) = try workbook.resolve(range)
    var grid = workbook.sheets[index].properties
    // Quoted in issues of client libraries.
    guard lines.lowerBound <= grid[count: range.dimension] else {
      throw .invalid(
        "range.startIndex[\(lines.lowerBound)] is after the last \(range.dimension.noun) of the sheet.")
    }
    if inheritsFromBefore, lines.lowerBound == 0 {
      throw .invalid("inheritFromBefore cannot be true if inserting at the beginning of the sheet.")
    }
    grid[count: range.dimension] += lines.count
    try workbook.growGrid(ofSheet: index, rowCount: grid.rowCount, columnCount: grid.columnCount)
    workbook.shift(
      sheet: index, DimensionShift(dimension: range.dimension, index: lines.lowerBound, count: lines.count))
    return .none
  }
}

struct DeleteDimension: SheetChange {
  let range: DimensionRange

  init(_ body: JSONField) throws(ErrorEnvelope) { range = try DimensionRange(body["range"]) }

  func apply(to workbook: inout Workbook) throws(ErrorEnvelope) -> BatchReply {
    let (index, lines) = try workbook.resolve(range)
    let (dimension, noun) = (range.dimension, range.dimension.noun)
    let count = workbook.sheets[index].properties[count: dimension]
    guard lines.lowerBound < count else {
      throw .invalid(
        "Cannot delete a \(noun) that doesn't exist. Tried to delete \(noun) index \(lines.lowerBound) but there are only "
          + "\(count) \(noun)s.")
    }
    let removed = lines.clamped(to: 0..<count)
    // The message is that of the editor.
    guard removed.count < count else { throw .invalid("You can't delete all the \(noun)s on the sheet.") }
    workbook.shift(
      sheet: index, DimensionShift(dimension: dimension, index: removed.lowerBound, count: -removed.count))
    workbook.sheets[index].properties[count: dimension] -= removed.count
    return .none
  }
}

struct MoveDimension: SheetChange {
  let range: DimensionRange
  let destination: Int

  init(_ body: JSONField) throws(ErrorEnvelope) {
    range = try DimensionRange(body["source"])
    destination = try body["destinationIndex"].integer() ?? 0
  }

  func apply(to workbook: inout Workbook) throws(ErrorEnvelope) -> BatchReply {
    let (index, lines) = try workbook.resolve(range)
    let sheet = workbook.sheets[index]
    let all = 0..<sheet.properties[count: range.dimension]
    guard all.covers(lines), (0...all.count).contains(destination),
      !lines.contains(destination) || destination == lines.lowerBound
    else { throw .invalid("Invalid dimension range or destination index [\(destination)].") }
    guard sheet.merges.isEmpty else { throw .notSimulated("moveDimension in a sheet with merges") }
    guard !workbook.sheets.contains(where: \.details.hasFormulas) else {
      throw .notSimulated("moveDimension in a spreadsheet with formulas")
    }
    var order = Array(all)
    order.removeSubrange(lines)
    order.insert(contentsOf: lines, at: destination > lines.lowerBound ? destination - lines.count : destination)
    workbook.sheets[index].reorder(try sheet.clipped(CellArea()), range.dimension, order) { _, _ in }
    return .none
  }
}

struct UpdateDimensionProperties: LineChange {
  let range: DimensionRange
  let paths: [[String]]
  let properties: JSON?

  init(_ body: JSONField) throws(ErrorEnvelope) {
    range = try DimensionRange(body["range"])
    paths = try FieldMask(of: body).paths(amongst: ["hiddenByUser", "pixelSize"]) { "the dimension property \($0)" }
    properties = body["properties"].json
  }

  func apply(to sheet: inout Sheet, _ lines: Range<Int>) throws(ErrorEnvelope) -> BatchReply {
    guard lines.upperBound <= sheet.properties[count: range.dimension] else {
      throw .invalid("Cannot update a \(range.dimension.noun) that doesn't exist.")
    }
    for line in lines {
      for path in paths { sheet.lines[range.dimension].set(path, to: properties?.at(path), of: line) }
    }
    return .none
  }
}

/// Fits rows or columns to their content; nothing changes, since all modeled ones have their size.
struct AutoResizeDimensions: LineChange {
  let range: DimensionRange

  init(_ body: JSONField) throws(ErrorEnvelope) {
    guard body["dimensions"].exists else { throw .notSimulated("autoResizeDimensions of a data source") }
    range = try DimensionRange(body["dimensions"])
  }

  func apply(to sheet: inout Sheet, _ lines: Range<Int>) throws(ErrorEnvelope) -> BatchReply {
    if range.dimension == .columns,
      !(0..<sheet.cells.dataRowCount).allSatisfy({ sheet.cells.isEmpty(row: $0, columns: lines) })
    {
      // It depends on Google's fonts.
      throw .notSimulated("the width that a column needs for its text")
    }
    return .none
  }
}
