// Converts values to stored words and back; texts are stored in a table next to the words.

import SheetsAPI

extension CellStorage {
  func value(of cell: PackedCell) -> CellValue? {
    switch cell.content {
    case .empty: nil
    case .number(let number): .number(number)
    case .truth(let truth): .boolean(truth)
    case .text(let index): .string(texts[index])
    }
  }

  mutating func pack(_ value: CellValue) -> PackedCell {
    switch value {
    case .null: .empty
    case .number(let number): PackedCell(number: number)
    case .boolean(let truth): PackedCell(truth: truth)
    case .string(let text): pack(text)
    }
  }

  /// Packs an entered value; formulas never get here.
  mutating func pack(_ cell: CellData) -> PackedCell {
    switch cell.userEnteredValue {
    case .number(let number)?: PackedCell(number: number)
    case .boolean(let truth)?: PackedCell(truth: truth)
    case .string(let text)?: pack(text)
    case .formula?, nil: .empty
    }
  }

  private mutating func pack(_ text: String) -> PackedCell {
    text.isEmpty ? .empty : PackedCell(textIndex: texts.insert(text))
  }
}
