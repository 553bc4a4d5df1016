// Texts that are A1 notation, nearly are, or are nothing of the kind.

import SheetsAPI
import SheetsSim

package struct NotationDrawing {
  private static let names = [
    "Sheet1", "Data", "'Data'", "'It''s'", "Ünï", "A1", "R1C1", "'A1'", "''", "'", "'unended", "a b", "Prices",
    "Sheet1!",
    "!", "''''", "'!'", "é\u{301}", "\u{1F600}", "\u{202E}x", "Sheet9", "Log", "$", "2", "",
  ]
  private static let columns = ["A", "B", "c", "Z", "AA", "ZZ", "ZZZ", "AAAA", "zzz", "XFD", "", "É"]
  private static let rows = [
    "1", "2", "3", "10", "1000", "1001", "0", "00", "01", "999999999", "1000000000", "9999999999", "-1",
    "18446744073709551616",
    "", "1e3", "٣",
  ]
  private static let marks = [":", "!", "$", "'", " ", "::", "\n", "\u{0}", ",", ".", "[", "]", "R", "C", "-", "+"]

  /// A text from pieces of the notation, some of them where they do not belong.
  package static func text(_ generator: inout SplitMix64) -> String {
    var text = ""
    switch generator.below(8) {
    case 0:
      for _ in 0..<generator.below(8) { text += piece(&generator) }
      return text
    case 1: return generator.pick(names)
    default:
      if generator.below(2) == 0 { text += generator.pick(names) + "!" }
      text += corner(&generator)
      if generator.below(3) > 0 { text += ":" + corner(&generator) }
    }
    if generator.below(6) == 0 { text = mutated(text, &generator) }
    return text
  }

  /// A text that most often names cells or a sheet that the fuzz's spreadsheet has.
  static func likely(_ generator: inout SplitMix64) -> String {
    if generator.below(3) == 0 { return text(&generator) }
    let cells = generator.pick(["A1", "B2:D4", "A:B", "2:3", "A1:A", "C3:A1", "E10", "F1", "A11", "Prices"])
    return generator.pick(["", "Data!", "Log!", "'It''s'!"]) + cells
  }

  /// A reference as the parser could have read it.
  package static func reference(_ generator: inout SplitMix64) -> A1Reference {
    let name = generator.pick([
      "Sheet1", "It's", "A1", "Ünï code", "x!y", "''", "R2C3", "1", "\u{1F600}", "a:b", "Z9:Z9",
    ])
    switch generator.below(8) {
    case 0: return .name(name, quoted: true)
    default:
      let row = generator.below(1_000_000)
      let column = generator.below(A1Notation.columnLimit)
      let rows = row..<row + 1 + generator.below(1000)
      let columns = column..<min(A1Notation.columnLimit, column + 1 + generator.below(30))
      let area =
        switch generator.below(6) {
        case 0: CellArea(startRow: rows.lowerBound, endRow: rows.upperBound)
        case 1: CellArea(startColumn: columns.lowerBound, endColumn: columns.upperBound)
        case 2: CellArea(startRow: row, startColumn: columns.lowerBound, endColumn: columns.upperBound)
        case 3: CellArea(startRow: row, endRow: rows.upperBound, startColumn: column)
        case 4: CellArea(rows: row..<row + 1, columns: column..<column + 1)
        default: CellArea(rows: rows, columns: columns)
        }
      return .cells(sheet: generator.below(3) == 0 ? nil : name, area)
    }
  }

  private static func corner(_ generator: inout SplitMix64) -> String {
    if generator.below(10) == 0 { return "R\(generator.pick(rows))C\(generator.pick(rows))" }
    let dollars = [generator.below(8) == 0 ? "$" : "", generator.below(8) == 0 ? "$" : ""]
    return dollars[0] + generator.pick(columns) + dollars[1] + generator.pick(rows)
  }

  private static func piece(_ generator: inout SplitMix64) -> String {
    switch generator.below(4) {
    case 0: generator.pick(names)
    case 1: generator.pick(columns)
    case 2: generator.pick(rows)
    default: generator.pick(marks)
    }
  }

  /// The text with one character gone, doubled or put in.
  private static func mutated(_ text: String, _ generator: inout SplitMix64) -> String {
    var characters = Array(text)
    let index = generator.below(characters.count + 1)
    switch generator.below(3) {
    case 0 where index < characters.count: characters.remove(at: index)
    case 1 where index < characters.count: characters.insert(characters[index], at: index)
    default: characters.insert(contentsOf: generator.pick(marks), at: index)
    }
    return String(characters)
  }
}
