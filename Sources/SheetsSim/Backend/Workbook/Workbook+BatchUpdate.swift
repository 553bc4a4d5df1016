// spreadsheets.batchUpdate: applies requests in order, all or none.

import SheetsAPI

/// Undoes one step of a batch, on the workbook as it was right after the step.
indirect enum UndoStep {
  case removeSheet(at: Int)
  case insertSheet(Sheet, at: Int)
  case moveSheet(from: Int, to: Int)
  case restoreProperties(SheetProperties, at: Int)
  /// For a step that deletes cells: the sheet before it, which shares its cells until they change.
  case replaceSheet(Sheet, at: Int)
  case restoreCells([[CellValue]], sheet: Int, row: Int, columns: Range<Int>)
  case restoreFeatures(SheetFeatures, at: Int)
  case clearRows(sheet: Int, from: Int)
  case restoreNamedRanges([NamedRange])
  /// For any other request: the workbook before it, which shares its cells until they change.
  case restoreAll(Workbook)
}

extension Workbook {
  /// Applies requests in order, all or none.
  ///
  /// Changes are recorded so that they can be undone: the cost of a failed batch is proportional to its changes, and large
  /// sheets are not copied. The id source is restored too.
  ///
  /// - Throws: 400 `Invalid requests[i].kind: …`, without changes.
  package mutating func apply(_ requests: [BatchRequest]) throws(ErrorEnvelope) -> [BatchReply] {
    guard !requests.isEmpty else { throw .invalid("Must specify at least one request.") }
    let idsBefore = ids
    var undo: [UndoStep] = []
    var replies: [BatchReply] = []
    replies.reserveCapacity(requests.count)
    for (index, request) in requests.enumerated() {
      do {
        replies.append(try apply(request, &undo))
      } catch {
        for step in undo.reversed() { takeBack(step) }
        ids = idsBefore
        throw error.of("requests[\(index)].\(request.kind)")
      }
    }
    return replies
  }

  mutating func apply(_ request: BatchRequest, _ undo: inout [UndoStep]) throws(ErrorEnvelope) -> BatchReply {
    switch request {
    case .addSheet(let request): return .addSheet(try addSheet(request, &undo))
    case .deleteSheet(let sheetID): try deleteSheet(sheetID, &undo)
    case .updateSheetProperties(let request): try updateSheetProperties(request, &undo)
    case .appendDimension(let sheetID, let dimension, let length):
      try appendDimension(sheetID, dimension, length, &undo)
    case .updateCells(let request): try updateCells(request, &undo)
    case .appendCells(let request): try appendCells(request, &undo)
    case .addNamedRange(let request): return .addNamedRange(try addNamedRange(request, &undo))
    case .deleteNamedRange(let id): try deleteNamedRange(id, &undo)
    case .other(let kind, let json):
      undo.append(.restoreAll(self))
      return try applyOther(kind, JSONField(json, ""))
    }
    return .none
  }

  private mutating func takeBack(_ step: UndoStep) {
    switch step {
    case .removeSheet(let index): sheets.remove(at: index)
    case .insertSheet(let sheet, let index): sheets.insert(sheet, at: index)
    case .moveSheet(let from, let to): sheets.insert(sheets.remove(at: from), at: to)
    case .restoreProperties(let properties, let index): sheets[index].properties = properties
    case .replaceSheet(let sheet, let index): sheets[index] = sheet
    case .restoreCells(let rows, let index, let first, let columns):
      sheets[index].cells.clear(rows: first..<first + rows.count, columns: columns)
      for (offset, row) in rows.enumerated() {
        for (columnOffset, value) in row.enumerated() {
          sheets[index].cells.set(first + offset, columns.lowerBound + columnOffset, to: value)
        }
      }
    case .clearRows(let index, let row): sheets[index].cells.clear(rows: row..<Int.max, columns: 0..<Int.max)
    case .restoreNamedRanges(let ranges): namedRanges = ranges
    case .restoreFeatures(let features, let index): sheets[index].features = features
    case .restoreAll(let workbook): self = workbook
    }
  }
}
