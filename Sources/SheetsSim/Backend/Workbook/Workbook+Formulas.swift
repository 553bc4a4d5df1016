// Enters values as a user does, and updates the results of formulas.

import SheetsAPI
import TextFormats

extension Workbook {
  /// The value, formula and format that a value of a write results in.
  ///
  /// - Throws: 501 for a formula with a function that is not modeled.
  static func entered(_ value: CellValue, option: ValueInputOption) throws(ErrorEnvelope) -> EnteredText {
    guard option == .userEntered, case .string(let text) = value else { return EnteredText(value) }
    if let reading = EnteredText.unmodeledReading(of: text) {
      throw .notSimulated("USER_ENTERED text that may be read as \(reading): \(text.prefix(50))")
    }
    let entered = EnteredText(reading: text)
    if let formula = entered.formula { try checkFormula(formula) }
    return entered
  }

  /// Checks that the text does not depend on the locale.
  ///
  /// - Throws: 501 for text that a locale other than en_US may interpret differently.
  func checkLocale(_ rows: [[CellValue]], option: ValueInputOption) throws(ErrorEnvelope) {
    guard option == .userEntered, let locale = foreignLocale else { return }
    for case .string(let text) in rows.joined() {
      let isPlain = EnteredText(reading: text).isPlain && !text.contains { $0.isNumber }
      guard isPlain else { throw .notSimulated("USER_ENTERED text in the locale \(locale): \(text.prefix(50))") }
    }
  }

  /// The locale, unless it is the modeled one, en_US.
  var foreignLocale: String? {
    properties["locale"]?.string.flatMap { $0 == "en_US" ? nil : $0 }
  }

  /// Checks that the functions of a formula are modeled.
  ///
  /// - Throws: 501 for one that is not.
  package static var formulaFunctions: [String] { Formula.functionNames.sorted() }

  static func checkFormula(_ text: String) throws(ErrorEnvelope) {
    guard let formula = Formula(text) else { return }
    for name in formula.functions where !Formula.functionNames.contains(name) {
      throw .notSimulated("the function \(name) in formulas")
    }
  }

  /// Updates formulas and formats after a write, and writes the values that need interpretation.
  ///
  /// `rows` are the values of the request; null leaves its cell unchanged.
  mutating func enter(_ rows: [[CellValue]], option: ValueInputOption, sheet: Int, row: Int, column: Int) {
    let mayHaveDetails = !sheets[sheet].features.details.isEmpty
    guard option == .userEntered || mayHaveDetails else { return }
    for (offset, values) in rows.enumerated() {
      for (columnOffset, value) in values.enumerated() where !value.isNull {
        let cell = CellPosition(row: row + offset, column: column + columnOffset)
        guard let entered = try? Self.entered(value, option: option) else { continue }
        set(entered, at: cell, ofSheet: sheet)
      }
    }
  }

  mutating func set(_ entered: EnteredText, at cell: CellPosition, ofSheet sheet: Int) {
    if sheets[sheet].features.details[cell] != nil || entered.formula != nil || entered.format != nil {
      sheets[sheet].features[detail: cell].formula = entered.formula
      if let format = entered.format {
        sheets[sheet].features[detail: cell].format = (sheets[sheet].features[detail: cell].format ?? [:]).setting(
          "numberFormat", format.json)
      }
    }
    sheets[sheet].cells.set(cell.row, cell.column, to: entered.formula == nil ? entered.value : .string("#ERROR!"))
  }

  /// Evaluates all formulas, in the order of their dependencies.
  ///
  /// A formula that depends on itself becomes `#REF!`, as in the editor.
  mutating func recalculate() {
    guard sheets.contains(where: { $0.features.hasFormulas }) else { return }
    var pass = Recalculation(workbook: self)
    for index in sheets.indices {
      for position in sheets[index].features.positions where sheets[index].features.details[position]?.formula != nil {
        pass.evaluate(position, sheet: index)
      }
    }
    sheets = pass.workbook.sheets
  }
}

/// A pass that evaluates all formulas of a workbook.
private struct Recalculation {
  var workbook: Workbook
  private var done: Set<[Int]> = []
  private var running: Set<[Int]> = []

  init(workbook: Workbook) { self.workbook = workbook }

  mutating func evaluate(_ position: CellPosition, sheet: Int) {
    let key = [sheet, position.row, position.column]
    guard !done.contains(key), let text = workbook.sheets[sheet].features.details[position]?.formula else { return }
    running.insert(key)
    let value = result(of: text, at: position, sheet: sheet)
    running.remove(key)
    done.insert(key)
    workbook.sheets[sheet].cells.set(position.row, position.column, to: value.isNull ? .number(0) : value)
  }

  private mutating func result(of text: String, at position: CellPosition, sheet: Int) -> CellValue {
    guard let formula = Formula(text) else { return .string("#ERROR!") }
    for reference in formula.references {
      guard let (index, area) = resolve(reference, sheet) else { continue }
      for cell in workbook.sheets[index].features.positions
      where area.rows.contains(cell.row) && area.columns.contains(cell.column)
        && workbook.sheets[index].features.details[cell]?.formula != nil
      {
        if running.contains([index, cell.row, cell.column]) || running.count > 500 {
          return .string(FormulaError.reference.text)
        }
        evaluate(cell, sheet: index)
      }
    }
    let workbook = workbook
    let evaluation = FormulaEvaluation(position: position) { reference in
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

  private func resolve(_ reference: A1Reference, _ sheet: Int) -> (sheet: Int, area: GridArea)? {
    Self.resolve(reference, sheet, in: workbook)
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

extension JSON {
  /// The object with one member changed.
  func setting(_ name: String, _ value: JSON?) -> JSON {
    var result = self
    result[name] = value
    return result
  }
}
