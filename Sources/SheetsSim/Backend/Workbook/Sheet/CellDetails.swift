// What the cells of a sheet have beside their values: formulas, formats, notes, validation.

import SheetsAPI
import TextFormats

/// What a cell has beside its value.
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

/// The details of cells by position; most sheets have none.
struct CellDetails: Hashable {
  private var byPosition: [CellPosition: CellDetail] = [:]
  private var formulaCount = 0

  var isEmpty: Bool { byPosition.isEmpty }
  var hasFormulas: Bool { formulaCount > 0 }

  /// The details of a cell, empty if it has none.
  subscript(position: CellPosition) -> CellDetail {
    get { byPosition[position] ?? CellDetail() }
    set {
      let old = byPosition.updateValue(newValue, forKey: position)
      formulaCount += (newValue.formula == nil ? 0 : 1) - (old?.formula == nil ? 0 : 1)
      if newValue.isEmpty { byPosition[position] = nil }
    }
  }

  /// The positions with details in an area, or all, in the order of rows and columns.
  func positions(in area: GridArea? = nil) -> [CellPosition] {
    byPosition.keys.filter { area?.contains($0) ?? true }.sorted()
  }

  /// The formulas in an area, or all, in the order of rows and columns.
  func formulas(in area: GridArea? = nil) -> [(position: CellPosition, text: String)] {
    guard hasFormulas else { return [] }
    return positions(in: area).compactMap { position in byPosition[position]?.formula.map { (position, $0) } }
  }

  mutating func removeAll(in area: GridArea) {
    guard !isEmpty else { return }
    for position in positions(in: area) { self[position] = CellDetail() }
  }

  mutating func removeFormulas(in area: GridArea) {
    for (position, _) in formulas(in: area) { self[position].formula = nil }
  }

  mutating func changeFormulas(_ change: (String) -> String) {
    for (position, text) in formulas() { self[position].formula = change(text) }
  }

  mutating func shift(_ shift: DimensionShift) {
    guard !isEmpty else { return }
    var moved = CellDetails()
    for (position, detail) in byPosition {
      if let target = shift.moved(position) { moved[target] = detail }
    }
    self = moved
  }
}
