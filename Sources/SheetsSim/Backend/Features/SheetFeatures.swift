// The features of a sheet beside values: formats, notes, merges, protected ranges, a filter, groups, sizes.

import SheetsAPI
import TextFormats

/// The position of a cell by its row and column, from 0.
struct CellPosition: Hashable {
  var row: Int
  var column: Int
}

/// The features of a cell beside its value.
struct CellDetail: Hashable {
  var formula: String?
  /// `userEnteredFormat`, as JSON.
  var format: JSON?
  var note: String?
  /// `dataValidation`, as JSON.
  var validation: JSON?

  var isEmpty: Bool { formula == nil && format == nil && note == nil && validation == nil }

  var numberFormat: NumberFormat? { format?["numberFormat"].flatMap(NumberFormat.init(json:)) }
}

/// A group of rows or columns that can be collapsed.
struct DimensionGroup: Hashable {
  var range: Range<Int>
  var depth: Int
  var collapsed = false
}

/// The features of a sheet beside its values; most sheets have none.
struct SheetFeatures {
  /// The members of the sheet properties without a type in SheetsAPI.
  var properties: JSON = .object(JSONObject())
  var details: [CellPosition: CellDetail] = [:]
  var merges: [GridArea] = []
  /// The protected ranges as JSON; their `range` is stored as a range, so that it moves with the cells.
  var protectedRanges: [RangedFeature] = []
  var basicFilter: RangedFeature?
  var rowGroups: [DimensionGroup] = []
  var columnGroups: [DimensionGroup] = []
  /// The properties of rows that differ from the default; likewise of columns.
  var rowProperties: [Int: JSON] = [:]
  var columnProperties: [Int: JSON] = [:]

  /// Whether any cell has a formula.
  var hasFormulas: Bool { details.values.contains { $0.formula != nil } }

  subscript(detail position: CellPosition) -> CellDetail {
    get { details[position] ?? CellDetail() }
    set { details[position] = newValue.isEmpty ? nil : newValue }
  }

  /// The positions of cells with details, in the order of rows and columns.
  var positions: [CellPosition] {
    details.keys.sorted { ($0.row, $0.column) < ($1.row, $1.column) }
  }
}

/// A feature with a range: the range as in the API, and the other members as JSON.
struct RangedFeature {
  var range: GridRange
  var json: JSON

  /// The feature as JSON with its range; an open range has no bounds.
  func json(rangeFirst: Bool) -> JSON {
    var result = json
    result["range"] = range.json
    return result
  }
}

/// An insertion or deletion of rows or columns, which moves all ranges of the sheet.
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
    let start: Int
    let end: Int
    if count >= 0 {
      start = range.lowerBound >= index ? range.lowerBound + count : range.lowerBound
      end = range.upperBound > index ? range.upperBound + count : range.upperBound
    } else {
      start = range.lowerBound <= index ? range.lowerBound : max(index, range.lowerBound + count)
      end = range.upperBound <= index ? range.upperBound : max(index, range.upperBound + count)
    }
    return start < end ? start..<end : nil
  }

  func moved(_ area: GridArea) -> GridArea? {
    switch dimension {
    case .rows: moved(area.rows).map { GridArea(rows: $0, columns: area.columns) }
    case .columns: moved(area.columns).map { GridArea(rows: area.rows, columns: $0) }
    }
  }

  /// The new range, with open bounds kept open.
  func moved(_ range: GridRange) -> GridRange? {
    var range = range
    let (start, end) =
      dimension == .rows
      ? (range.startRowIndex, range.endRowIndex) : (range.startColumnIndex, range.endColumnIndex)
    guard start != nil || end != nil else { return range }
    guard let bounds = moved((start ?? 0)..<max(end ?? .max / 2, start ?? 0)) else { return nil }
    switch dimension {
    case .rows:
      if start != nil { range.startRowIndex = bounds.lowerBound }
      if end != nil { range.endRowIndex = bounds.upperBound }
    case .columns:
      if start != nil { range.startColumnIndex = bounds.lowerBound }
      if end != nil { range.endColumnIndex = bounds.upperBound }
    }
    return range
  }
}

extension SheetFeatures {
  /// Moves all features along with inserted or deleted rows or columns.
  mutating func shift(_ shift: DimensionShift) {
    if !details.isEmpty {
      var moved: [CellPosition: CellDetail] = [:]
      for position in positions {
        let row = shift.dimension == .rows ? shift.moved(position.row) : position.row
        let column = shift.dimension == .columns ? shift.moved(position.column) : position.column
        if let row, let column { moved[CellPosition(row: row, column: column)] = details[position] }
      }
      details = moved
    }
    // A merge of a single cell disappears.
    merges = merges.compactMap { shift.moved($0) }.filter { $0.rows.count > 1 || $0.columns.count > 1 }
    protectedRanges = protectedRanges.compactMap { feature in
      shift.moved(feature.range).map { RangedFeature(range: $0, json: feature.json) }
    }
    basicFilter = basicFilter.flatMap { feature in
      shift.moved(feature.range).map { RangedFeature(range: $0, json: feature.json) }
    }
    func moved(_ groups: [DimensionGroup]) -> [DimensionGroup] {
      groups.compactMap { group in
        shift.moved(group.range).map { DimensionGroup(range: $0, depth: group.depth, collapsed: group.collapsed) }
      }
    }
    func moved(_ properties: [Int: JSON]) -> [Int: JSON] {
      var result: [Int: JSON] = [:]
      for index in properties.keys.sorted() {
        if let movedIndex = shift.moved(index) { result[movedIndex] = properties[index] }
      }
      return result
    }
    switch shift.dimension {
    case .rows:
      rowGroups = moved(rowGroups)
      rowProperties = moved(rowProperties)
    case .columns:
      columnGroups = moved(columnGroups)
      columnProperties = moved(columnProperties)
    }
  }
}
