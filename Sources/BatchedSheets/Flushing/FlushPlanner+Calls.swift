// How large items are, and the requests that carry them.

import SheetsAPI

extension FlushPlanner {
  /// At most so many bytes of JSON, with the names and the coordinate around the values.
  package func size(of update: CellUpdate) -> Int {
    switch mode {
    case .oneCall:
      Self.runs(of: update).reduce(0) { $0 + 144 + Array(update.values[$1]).rowDataByteCount }
    case .twoCalls: 96 + 6 * update.sheet.title.utf8.count + update.values.jsonByteCount
    }
  }

  package func size(of row: [CellValue]) -> Int {
    (mode == .oneCall ? row.rowDataByteCount : row.jsonByteCount) + 1
  }

  package func size(of operation: SheetOperation) -> Int {
    var bytes = operation.rows.isEmpty ? 0 : Self.chunkFrame
    for update in operation.updates { bytes += size(of: update) }
    for row in operation.rows { bytes += size(of: row) }
    return bytes
  }

  /// The call that carries these shares of the batch members.
  func call(carrying shares: [FlushPlan.Share], of members: [QueuedRequest]) -> FlushPlan.Call {
    let destination = members[0].destination
    let updates = shares.flatMap { share in
      members[share.member].operation.updates[share.updates].map { (update: $0, member: share.member) }
    }
    if mode == .twoCalls, !updates.isEmpty {
      let data = updates.map { Self.valueRange($0.update) }
      return FlushPlan.Call(
        request: ValuesBatchUpdate(spreadsheetID: destination.spreadsheetID, data: data).request, shares: shares,
        items: updates.map { FlushPlan.Item(members: [$0.member], sheet: $0.update.sheet) })
    }
    var chunker = Chunker(rowsPerChunk: rowsPerChunk)
    for share in shares { chunker.add(share.rows.count) }
    var rows = shares.flatMap { members[$0.member].operation.rows[$0.rows] }[...]
    var items: [FlushPlan.Item] = []
    var requests: [BatchRequest] = []
    for (update, member) in updates {
      for request in Self.updateCells(update) {
        requests.append(request)
        items.append(FlushPlan.Item(members: [member], sheet: update.sheet))
      }
    }
    if mode == .twoCalls {
      let range = "\(A1Notation.quotedIfNeeded(destination.log.title))!A1"
      // INSERT_ROWS, because parallel appends that overwrite have been seen to write to the same rows.
      // Source: theoephraim/node-google-spreadsheet, issue 318, where rows were lost that way.
      let append = ValuesAppend(
        spreadsheetID: destination.spreadsheetID, data: ValueRange(range: range, values: Array(rows)),
        insertDataOption: .insertRows)
      let item = FlushPlan.Item(members: shares.map(\.member), sheet: destination.log)
      return FlushPlan.Call(request: append.request, shares: shares, items: [item])
    }
    for chunk in chunker.chunks {
      let append = BatchRequest.AppendCells(
        sheetID: destination.log.sheetID, rows: rows.prefix(chunk.rows).map { RowData($0) })
      requests.append(.appendCells(append))
      rows = rows.dropFirst(chunk.rows)
      items.append(FlushPlan.Item(members: chunk.operations.map { shares[$0].member }, sheet: destination.log))
    }
    let batch = SpreadsheetsBatchUpdate(spreadsheetID: destination.spreadsheetID, requests: requests)
    return FlushPlan.Call(request: batch.request, shares: shares, items: items)
  }

  /// The runs of values without null, because `updateCells` would clear a cell that null leaves alone.
  private static func runs(of update: CellUpdate) -> [Range<Int>] {
    update.values.indices.split { update.values[$0] == .null }.map { $0.startIndex..<$0.endIndex }
  }

  private static func updateCells(_ update: CellUpdate) -> [BatchRequest] {
    runs(of: update).map { run in
      let start = GridCoordinate(
        sheetID: update.sheet.sheetID, rowIndex: update.row, columnIndex: update.column + run.lowerBound)
      return .updateCells(BatchRequest.UpdateCells(start: start, rows: [RowData(Array(update.values[run]))]))
    }
  }

  private static func valueRange(_ update: CellUpdate) -> ValueRange {
    let area = CellArea(
      rows: update.row..<update.row + 1, columns: update.column..<update.column + update.values.count)
    let range = A1Reference.cells(sheet: update.sheet.title, area).description
    return ValueRange(range: range, values: [update.values])
  }
}
