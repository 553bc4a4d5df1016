// Updates the results of all formulas of a workbook.

import SheetsAPI

extension Workbook {
  /// Evaluates all formulas, in the order of their dependencies.
  ///
  /// A formula that depends on itself becomes `#REF!`, as in the editor.
  mutating func recalculate() {
    var pass = Recalculation()
    for index in sheets.indices where sheets[index].details.hasFormulas {
      for (position, formula) in sheets[index].details.formulas() { pass.evaluate(formula, at: position, index, &self) }
    }
  }
}

/// A pass that evaluates all formulas of a workbook.
private struct Recalculation {
  private struct Key: Hashable {
    let sheet: Int
    let position: CellPosition
  }

  private var done: Set<Key> = []
  private var running: Set<Key> = []

  mutating func evaluate(_ text: String, at position: CellPosition, _ sheet: Int, _ workbook: inout Workbook) {
    let key = Key(sheet: sheet, position: position)
    guard !done.contains(key) else { return }
    running.insert(key)
    let value = result(of: text, at: position, sheet, &workbook)
    running.remove(key)
    done.insert(key)
    workbook.sheets[sheet].set(value.isNull ? .number(0) : value, at: position)
  }

  private mutating func result(
    of text: String, at position: CellPosition, _ sheet: Int, _ workbook: inout Workbook
  ) -> CellValue {
    guard let formula = Formula(text) else { return .string("#ERROR!") }
    for reference in formula.references {
      guard let (index, area) = Self.resolve(reference, sheet, in: workbook) else { continue }
      for (cell, text) in workbook.sheets[index].details.formulas(in: area) {
        if running.contains(Key(sheet: index, position: cell)) || running.count > 500 {
          return .string(FormulaError.reference.text)
        }
        evaluate(text, at: cell, index, &workbook)
      }
    }
    let evaluation = FormulaEvaluation(position: position) { [workbook] reference in
      guard let (index, area) = Self.resolve(reference, sheet, in: workbook) else { return nil }
      let end = min(area.rows.upperBound, workbook.sheets[index].cells.dataRowCount)
      let rows = area.rows.lowerBound..<max(end, area.rows.lowerBound)
      return rows.map { row in
        workbook.sheets[index].cells.values(row: row, columns: area.columns).map { $0 == .string("") ? .null : $0 }
      }
    }
    do throws(FormulaError) {
      return try evaluation.value(of: formula)
    } catch {
      return .string(error.text)
    }
  }

  /// Resolves a reference; without a sheet name, it refers to the sheet of the formula.
  private static func resolve(
    _ reference: A1Reference, _ sheet: Int, in workbook: Workbook
  ) -> (sheet: Int, area: GridArea)? {
    var found: (sheet: Int, area: CellArea)
    if case .cells(nil, let area) = reference {
      found = (sheet, area)
    } else {
      guard let other = try? workbook.resolve(reference.description) else { return nil }
      found = other
    }
    return (try? workbook.sheets[found.sheet].clipped(found.area)).map { (found.sheet, $0) }
  }
}

extension Formula {
  fileprivate var references: [A1Reference] {
    switch self {
    case .value, .failure: []
    case .reference(let reference): [reference]
    case .negated(let inner), .percent(let inner): inner.references
    case .operation(_, let left, let right): left.references + right.references
    case .call(_, let arguments): arguments.flatMap(\.references)
    }
  }
}
