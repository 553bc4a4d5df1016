// Text with delimiters, as it is pasted: values apart by a character, in quotes where they hold it.

import SheetsAPI

/// Reads delimited text.
enum DelimitedText {
  /// The values of each line; source: RFC 4180, with any delimiter.
  static func rows(_ text: String, separator: Character) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var value = ""
    var isQuoted = false
    var characters = Array(text)[...]
    while let character = characters.popFirst() {
      if isQuoted {
        if character == "\"" {
          if characters.first == "\"" { value.append(characters.removeFirst()) } else { isQuoted = false }
        } else {
          value.append(character)
        }
      } else if character == "\"", value.isEmpty {
        isQuoted = true
      } else if character == separator {
        row.append(value)
        value = ""
      } else if character.isNewline {
        rows.append(row + [value])
        (row, value) = ([], "")
      } else {
        value.append(character)
      }
    }
    if !row.isEmpty || !value.isEmpty { rows.append(row + [value]) }
    return rows
  }
}

/// Formulas that are copied: references without a dollar sign move along.
enum FormulaText {
  static func moved(_ formula: String, rows: Int, columns: Int) -> String {
    if rows == 0 && columns == 0 { return formula }
    var result = ""
    var rest = Array(formula)[...]
    while let character = rest.first {
      if character == "\"" || character == "'" {
        rest.removeFirst()
        let inner = rest.prefix { $0 != character }
        result += String(character) + String(inner)
        rest = rest.dropFirst(inner.count)
        if !rest.isEmpty { result.append(rest.removeFirst()) }
        continue
      }
      let word = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "$" || $0 == "_" || $0 == ".") }
      if word.isEmpty {
        result.append(rest.removeFirst())
        continue
      }
      rest = rest.dropFirst(word.count)
      // A name before a parenthesis is a function, one before an exclamation mark a sheet.
      let isReference = rest.first != "(" && rest.first != "!"
      result += isReference ? cell(String(word), rows, columns) ?? String(word) : String(word)
    }
    return result
  }

  /// A cell moved; `nil` for a word that is none, `#REF!` for one that would lie off the sheet.
  private static func cell(_ word: String, _ rows: Int, _ columns: Int) -> String? {
    guard let match = word.wholeMatch(of: /(\$?)([A-Za-z]{1,3})(\$?)([1-9][0-9]{0,6})/) else { return nil }
    guard var column = A1Notation.columnIndex(String(match.2)), var row = Int(match.4) else { return nil }
    if match.1.isEmpty { column += columns }
    if match.3.isEmpty { row += rows }
    guard column >= 0, column < A1Notation.columnLimit, row > 0 else { return "#REF!" }
    return "\(match.1)\(A1Notation.columnLetters(column))\(match.3)\(row)"
  }
}
