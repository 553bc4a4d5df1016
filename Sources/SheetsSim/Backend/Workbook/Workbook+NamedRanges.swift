// The requests addNamedRange and deleteNamedRange.

import SheetsAPI

extension Workbook {
  /// Adds a named range, with a new id if it has none.
  ///
  /// Documented: the id is optional, and one that already exists is an error. The messages are assumed.
  ///
  /// - Throws: 400 if the id or the name already exists, or is invalid.
  mutating func addNamedRange(
    _ request: BatchRequest.AddNamedRange, _ undo: inout [UndoStep]
  ) throws(ErrorEnvelope) -> NamedRange {
    let index = try sheetIndex(withID: request.range.sheetID)
    let range = NamedRange(
      namedRangeID: request.namedRangeID ?? newNamedRangeID(), name: request.name, range: request.range)
    guard !range.namedRangeID.isEmpty, !hasNamedRange(range.namedRangeID) else {
      throw .invalid("A named range with id: \(range.namedRangeID) already exists.")
    }
    guard Self.isName(range.name) else { throw .invalid("The name of a named range is not valid: \(range.name)") }
    guard !namedRanges.contains(where: { $0.name == range.name }) else {
      throw .invalid("A named range with the name \"\(range.name)\" already exists.")
    }
    guard Self.isOrdered(range.range) else { throw .invalid("The range of a named range is empty.") }
    _ = try sheets[index].writable(range.range.area)
    undo.append(.restoreNamedRanges(namedRanges))
    namedRanges.append(range)
    return range
  }

  /// Removes a named range; the message for an unknown id is assumed.
  mutating func deleteNamedRange(_ id: String, _ undo: inout [UndoStep]) throws(ErrorEnvelope) {
    guard let rangeIndex = namedRanges.firstIndex(where: { $0.namedRangeID == id }) else {
      throw .invalid("No named range with id: \(id)")
    }
    undo.append(.restoreNamedRanges(namedRanges))
    namedRanges.remove(at: rangeIndex)
  }

  private func hasNamedRange(_ id: String) -> Bool {
    namedRanges.contains { $0.namedRangeID == id }
  }

  /// A number in digits, like the recorded ids.
  private mutating func newNamedRangeID() -> String {
    let ranges = namedRanges
    return String(ids.number { id in ranges.contains { $0.namedRangeID == String(id) } })
  }

  private static func isOrdered(_ range: GridRange) -> Bool {
    let startRow = range.startRowIndex ?? 0
    let startColumn = range.startColumnIndex ?? 0
    return startRow >= 0 && startColumn >= 0 && range.endRowIndex ?? .max > startRow
      && range.endColumnIndex ?? .max > startColumn
  }

  /// Whether a name is valid: up to 250 letters, digits and underscores, not a Boolean or a reference to cells.
  ///
  /// Source: "Name a range of cells", Google Docs Editors help. That only ASCII letters count is assumed.
  private static func isName(_ name: String) -> Bool {
    let bytes = name.utf8
    guard let first = bytes.first, bytes.count <= 250, !isDigit(first) else { return false }
    guard bytes.allSatisfy({ isDigit($0) || isLetter($0) || $0 == UInt8(ascii: "_") }) else { return false }
    let lowered = name.lowercased()
    guard lowered != "true", lowered != "false", case .name = A1Reference(parsing: name) else { return false }
    return true
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    let lowered = byte | 0x20
    return lowered >= UInt8(ascii: "a") && lowered <= UInt8(ascii: "z")
  }
}
