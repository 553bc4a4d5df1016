// The methods values.get and batchGet.

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
    let (index, area) = try resolve(range)
    let locale = valueRenderOption == .formattedValue ? foreignLocale : nil
    // One access to the list, because in a debug build each copies the sheet.
    return try sheets[index].get(
      area, majorDimension, valueRenderOption, dates: dateTimeRenderOption, formattedIn: locale)
  }
}

extension Sheet {
  /// Reads an area; `locale` is that of formatted numbers, unless it is the modeled one.
  fileprivate func get(
    _ requested: CellArea, _ majorDimension: Dimension, _ valueRenderOption: ValueRenderOption,
    dates: DateTimeRenderOption, formattedIn locale: String?
  ) throws(ErrorEnvelope) -> ValueRange {
    let area = try clipped(requested)
    var rows = cells.values(area)
    let hasFormulas = details.hasFormulas
    if hasFormulas {
      // Assumed: a cell with a formula counts even if its result is the empty text.
      for (position, _) in details.formulas(in: area) {
        let (row, column) = (position.row - area.rows.lowerBound, position.column - area.columns.lowerBound)
        while rows.count <= row { rows.append([]) }
        while rows[row].count <= column { rows[row].append(.string("")) }
      }
    }
    let hasDetails = !details.isEmpty
    if valueRenderOption == .formattedValue || hasDetails {
      for row in rows.indices {
        for columnOffset in rows[row].indices {
          let position = CellPosition(row: area.rows.lowerBound + row, column: area.columns.lowerBound + columnOffset)
          let detail = hasDetails ? details[position] : nil
          if let locale, rows[row][columnOffset].isLocal(format: detail?.numberFormat) {
            throw .notSimulated("formatted numbers in the locale \(locale)")
          }
          if valueRenderOption == .formula, let formula = detail?.formula {
            rows[row][columnOffset] = .string(formula)
          } else {
            rows[row][columnOffset] = rows[row][columnOffset].rendered(
              valueRenderOption, dates: dates, format: detail?.numberFormat)
          }
        }
      }
    }
    if majorDimension == .columns {
      // Padding of short rows is dropped at the end of a column; an empty text may be the result of a formula.
      rows = transposed(rows, filler: .null).map { column in
        var column = column
        while column.last == .null { column.removeLast() }
        while column.last == .string(""), !hasFormulas { column.removeLast() }
        return column.map { $0.isNull ? .string("") : $0 }
      }
    }
    return ValueRange(
      range: text(area.cellArea), majorDimension: majorDimension, values: rows.isEmpty ? nil : rows)
  }
}

extension CellStorage {
  /// The values of an area, without empty rows at the end.
  fileprivate func values(_ area: GridArea) -> [[CellValue]] {
    let end = min(area.rows.upperBound, dataRowCount)
    guard area.rows.lowerBound < end else { return [] }
    var rows: [[CellValue]] = []
    rows.reserveCapacity(end - area.rows.lowerBound)
    for row in area.rows.lowerBound..<end { rows.append(values(row: row, columns: area.columns)) }
    while rows.last?.isEmpty == true { rows.removeLast() }
    return rows
  }
}
