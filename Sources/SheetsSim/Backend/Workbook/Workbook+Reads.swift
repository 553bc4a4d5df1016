// The values methods without values in the request: get, batchGet, clear and batchClear.

import SheetsAPI

extension Workbook {
  /// Reads one range.
  ///
  /// Recorded: the range is clipped to the grid; empty cells at the end of a row and empty rows at the end are omitted; other
  /// empty rows are `[]`; an empty range has no `values`.
  ///
  /// - Throws: 400 if the range is unknown or starts outside the grid.
  package func get(
    _ range: String, majorDimension: Dimension, valueRenderOption: ValueRenderOption,
    dateTimeRenderOption: DateTimeRenderOption = .serialNumber
  ) throws(ErrorEnvelope) -> ValueRange {
    let (index, requested) = try resolve(range)
    let area = try sheets[index].clipped(requested)
    var rows = values(ofSheet: index, area)
    let features = sheets[index].features
    // Assumed: a cell with a formula counts even if its result is the empty text.
    if features.hasFormulas {
      for position in features.positions where area.contains(position) && features.details[position]?.formula != nil {
        let (row, column) = (position.row - area.rows.lowerBound, position.column - area.columns.lowerBound)
        while rows.count <= row { rows.append([]) }
        while rows[row].count <= column { rows[row].append(.string("")) }
      }
    }
    let foreignLocale = valueRenderOption == .formattedValue ? foreignLocale : nil
    if valueRenderOption == .formattedValue || !features.details.isEmpty {
      for row in rows.indices {
        for columnOffset in rows[row].indices {
          let detail =
            features.details.isEmpty
            ? nil
            : features.details[
              CellPosition(row: area.rows.lowerBound + row, column: area.columns.lowerBound + columnOffset)]
          if let foreignLocale, rows[row][columnOffset].isLocal(format: detail?.numberFormat) {
            throw .notSimulated("formatted numbers in the locale \(foreignLocale)")
          }
          if valueRenderOption == .formula, let formula = detail?.formula {
            rows[row][columnOffset] = .string(formula)
          } else {
            rows[row][columnOffset] = rows[row][columnOffset].rendered(
              valueRenderOption, dates: dateTimeRenderOption, format: detail?.numberFormat)
          }
        }
      }
    }
    if majorDimension == .columns {
      // Padding of short rows is dropped at the end of a column; an empty text may be the result of a formula.
      rows = transposed(rows, filler: .null).map { column in
        var column = column
        while column.last == .null { column.removeLast() }
        while column.last == .string(""), !features.hasFormulas { column.removeLast() }
        return column.map { $0.isNull ? .string("") : $0 }
      }
    }
    return ValueRange(
      range: sheets[index].text(area.cellArea), majorDimension: majorDimension, values: rows.isEmpty ? nil : rows)
  }

  private func values(ofSheet index: Int, _ area: GridArea) -> [[CellValue]] {
    let end = min(area.rows.upperBound, sheets[index].cells.dataRowCount)
    guard area.rows.lowerBound < end else { return [] }
    var rows: [[CellValue]] = []
    rows.reserveCapacity(end - area.rows.lowerBound)
    for row in area.rows.lowerBound..<end {
      rows.append(sheets[index].cells.values(row: row, columns: area.columns))
    }
    while rows.last?.isEmpty == true { rows.removeLast() }
    return rows
  }

  /// Clears ranges, all or none, and returns them clipped to the grid.
  ///
  /// - Throws: 400 if a range is unknown or starts outside the grid, without clearing any.
  package mutating func clear(_ ranges: [String]) throws(ErrorEnvelope) -> [String] {
    var areas: [(sheet: Int, area: GridArea)] = []
    for range in ranges {
      let (index, area) = try resolve(range)
      areas.append((index, try sheets[index].clipped(area)))
    }
    for (index, area) in areas {
      sheets[index].cells.clear(rows: area.rows, columns: area.columns)
      for position in sheets[index].features.positions
      where area.rows.contains(position.row) && area.columns.contains(position.column) {
        sheets[index].features[detail: position].formula = nil
      }
    }
    return areas.map { sheets[$0.sheet].text($0.area.cellArea) }
  }
}
