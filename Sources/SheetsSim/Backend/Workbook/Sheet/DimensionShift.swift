// An insertion or deletion of rows or columns, which moves everything on a sheet that has a position.

import SheetsAPI

/// An insertion or deletion of rows or columns.
struct DimensionShift {
  var dimension: Dimension
  var index: Int
  /// The number of inserted rows or columns; negative for a deletion.
  var count: Int

  /// The new index of a row or column; `nil` if it is deleted.
  func moved(_ line: Int) -> Int? {
    if count >= 0 { return line >= index ? line + count : line }
    if line < index { return line }
    return line < index - count ? nil : line + count
  }

  /// The new range; `nil` if nothing is left of it.
  ///
  /// A range around the index grows or shrinks.
  func moved(_ range: Range<Int>) -> Range<Int>? {
    func moved(_ bound: Int, isAfter: Bool) -> Int {
      count >= 0 ? (isAfter ? bound + count : bound) : bound <= index ? bound : max(index, bound + count)
    }
    let start = moved(range.lowerBound, isAfter: range.lowerBound >= index)
    let end = moved(range.upperBound, isAfter: range.upperBound > index)
    return start < end ? start..<end : nil
  }

  func moved(_ position: CellPosition) -> CellPosition? {
    var position = position
    guard let line = moved(position[dimension]) else { return nil }
    position[dimension] = line
    return position
  }

  func moved(_ area: GridArea) -> GridArea? {
    var area = area
    guard let lines = moved(area[dimension]) else { return nil }
    area[dimension] = lines
    return area
  }

  /// The new range, with open bounds kept open.
  func moved(_ range: GridRange) -> GridRange? {
    var range = range
    let (start, end) = range[dimension]
    guard start != nil || end != nil else { return range }
    guard let bounds = moved((start ?? 0)..<max(end ?? .max / 2, start ?? 0)) else { return nil }
    range[dimension] = (start.map { _ in bounds.lowerBound }, end.map { _ in bounds.upperBound })
    return range
  }
}
