// Updates the references in a formula when rows, columns or sheets change.

import SheetsAPI

/// One end of a reference: a cell, a column or a row, with or without dollar signs.
private struct ReferenceCorner {
  var column: Int?
  var row: Int?
  var hasFixedColumn: Bool
  var hasFixedRow: Bool

  init?(_ word: Substring) {
    guard let match = word.wholeMatch(of: /(\$?)([A-Za-z]{1,3})?(\$?)([1-9][0-9]{0,6})?/) else { return nil }
    column = match.2.flatMap { A1Notation.columnIndex(String($0)) }
    row = match.4.flatMap { Int($0) }.map { $0 - 1 }
    if column == nil && row == nil { return nil }
    // Without a column, the first dollar sign belongs to the row.
    hasFixedColumn = column != nil && !match.1.isEmpty
    hasFixedRow = row != nil && (!match.3.isEmpty || (column == nil && !match.1.isEmpty))
  }

  subscript(dimension: Dimension) -> Int? {
    get { dimension == .rows ? row : column }
    set { if dimension == .rows { row = newValue } else { column = newValue } }
  }

  var isCell: Bool { column != nil && row != nil }

  var text: String {
    let letters = column.map { (hasFixedColumn ? "$" : "") + A1Notation.columnLetters($0) } ?? ""
    return letters + (row.map { (hasFixedRow ? "$" : "") + String($0 + 1) } ?? "")
  }
}

/// Changes references in formulas, and leaves the rest of their text unchanged.
enum FormulaReferences {
  /// The formula after an insertion or deletion of rows or columns.
  ///
  /// Documented: references follow their cells; a reference to deleted cells becomes `#REF!`. `isMeant` says whether a
  /// reference with a sheet name, or without one, refers to the changed sheet.
  static func shifted(_ formula: String, _ shift: DimensionShift, isMeant: (String?) -> Bool) -> String {
    rewritten(formula) { sheet, prefix, first, last in
      guard isMeant(sheet) else { return nil }
      var first = first
      guard var last else {
        guard let line = first[shift.dimension] else { return nil }
        first[shift.dimension] = shift.moved(line)
        return prefix + (first[shift.dimension] == nil ? "#REF!" : first.text)
      }
      guard let start = first[shift.dimension], let end = last[shift.dimension] else { return nil }
      guard let moved = shift.moved(min(start, end)..<max(start, end) + 1) else { return prefix + "#REF!" }
      first[shift.dimension] = moved.lowerBound
      last[shift.dimension] = moved.upperBound - 1
      return "\(prefix)\(first.text):\(last.text)"
    }
  }

  /// The formula after a copy: corners without a dollar sign move along, and one off the grid becomes `#REF!`.
  static func moved(_ formula: String, rows: Int, columns: Int) -> String {
    if rows == 0 && columns == 0 { return formula }
    return rewritten(formula) { _, prefix, first, last in
      let corners = [first, last].compactMap { $0?.moved(rows: rows, columns: columns) }
      guard corners.count == (last == nil ? 1 : 2) else { return prefix + "#REF!" }
      return prefix + corners.map(\.text).joined(separator: ":")
    }
  }

  /// The formula after a sheet was renamed.
  static func renamed(_ formula: String, from old: String, to new: String) -> String {
    rewritten(formula) { sheet, _, first, last in
      guard sheet == old else { return nil }
      return "\(A1Notation.quotedIfNeeded(new))!\(first.text)" + (last.map { ":\($0.text)" } ?? "")
    }
  }

  /// The formula after a sheet was deleted; that its name disappears is assumed.
  static func withoutSheet(_ formula: String, named title: String) -> String {
    rewritten(formula) { sheet, _, _, _ in sheet == title ? "#REF!" : nil }
  }

  /// The areas that a formula refers to, with the names of their sheets if given.
  static func areas(of formula: String) -> [(sheet: String?, area: CellArea)] {
    var areas: [(String?, CellArea)] = []
    _ = rewritten(formula) { sheet, _, first, last in
      let last = last ?? first
      // The corners of a range may be in any order.
      func ordered(_ left: Int?, _ right: Int?) -> (Int?, Int?) {
        guard let left, let right else { return (left, right) }
        return (min(left, right), max(left, right))
      }
      let (top, bottom) = ordered(first.row, last.row)
      let (start, end) = ordered(first.column, last.column)
      areas.append(
        (
          sheet,
          CellArea(
            startRow: top, endRow: bottom.map { $0 + 1 }, startColumn: start, endColumn: end.map { $0 + 1 })
        ))
      return nil
    }
    return areas
  }

  /// The formula with every reference replaced by the result of `change`; `nil` leaves a reference unchanged.
  ///
  /// `change` gets the name of the sheet, its text with the exclamation mark, and the corners.
  private static func rewritten(
    _ formula: String, _ change: (String?, String, ReferenceCorner, ReferenceCorner?) -> String?
  ) -> String {
    // Longer formulas are not evaluated.
    guard formula.utf8.count <= Formula.lengthLimit else { return formula }
    var result = ""
    var rest = Substring(formula)
    while let character = rest.first {
      if character == "\"" {
        let inner = rest.dropFirst().prefix { $0 != "\"" }
        result += "\"\(inner)"
        rest = rest.dropFirst(inner.count + 1)
        if !rest.isEmpty { result.append(rest.removeFirst()) }
        continue
      }
      var sheet: String?
      var prefix = ""
      if let match = rest.prefixMatch(of: /'((?:[^']|'')*)'!/) {
        (sheet, prefix) = (String(match.1).replacing("''", with: "'"), String(match.0))
      } else if let match = rest.prefixMatch(of: /([A-Za-z_][A-Za-z0-9_.]*)!/) {
        (sheet, prefix) = (String(match.1), String(match.0))
      }
      let after = rest.dropFirst(prefix.count)
      let word = after.prefix(while: isWord)
      if prefix.isEmpty && word.isEmpty {
        result.append(rest.removeFirst())
        continue
      }
      var taken = word.count
      var last: ReferenceCorner?
      if after.dropFirst(taken).first == ":" {
        let second = after.dropFirst(taken + 1).prefix(while: isWord)
        last = ReferenceCorner(second)
        if last != nil { taken += second.count + 1 }
      }
      let isFunction = after.dropFirst(taken).first == "("
      let first = ReferenceCorner(word)
      let text = String(after.prefix(taken))
      if let first, !isFunction, last != nil || first.isCell {
        result += change(sheet, prefix, first, last) ?? prefix + text
      } else {
        result += prefix + text
      }
      rest = after.dropFirst(taken)
    }
    return result
  }

  private static func isWord(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "$_.".contains(character))
  }
}

extension ReferenceCorner {
  fileprivate func moved(rows: Int, columns: Int) -> ReferenceCorner? {
    var corner = self
    if !hasFixedRow { corner.row = row.map { $0 + rows } }
    if !hasFixedColumn { corner.column = column.map { $0 + columns } }
    guard corner.row ?? 0 >= 0, (0..<A1Notation.columnLimit).contains(corner.column ?? 0) else { return nil }
    return corner
  }
}
