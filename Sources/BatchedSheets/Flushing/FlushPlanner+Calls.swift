// How large items are, and the requests that carry them.

import SheetsAPI

extension FlushPlanner {
  /// At most so many bytes of JSON, with the names and the coordinate around the values.
  package func size(of update: CellUpdate) -> Int {
    if mode == .twoCalls { return 96 + 6 * update.sheet.title.utf8.count + update.values.jsonByteCount }
    var bytes = 0
    var isInRun = false
    for value in update.values {
      if !value.isNull { bytes += (isInRun ? 1 : Self.runFrame) + value.cellDataByteCount }
      isInRun = !value.isNull
    }
    return bytes
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
  func call(carrying shares: [FlushPlan.Share], of members: ArraySlice<QueuedRequest>) -> FlushPlan.Call {
    let destination = members[members.startIndex].destination
    func operation(of share: FlushPlan.Share) -> SheetOperation { members[members.startIndex + share.member].operation }
    var items: [FlushPlan.Item] = []
    if mode == .twoCalls, shares.contains(where: { !$0.updates.isEmpty }) {
      var data: [ValueRange] = []
      for share in shares {
        let operation = operation(of: share)
        for index in share.updates {
          data.append(Self.valueRange(operation.updates[index]))
          items.append(FlushPlan.Item(members: [share.member], sheet: operation.updates[index].sheet))
        }
      }
      let update = ValuesBatchUpdate(spreadsheetID: destination.spreadsheetID, data: data)
      return FlushPlan.Call(request: update.request, shares: shares, items: items)
    }
    if mode == .twoCalls {
      let range = "\(A1Notation.quotedIfNeeded(destination.log.title))!A1"
      let rows = shares.flatMap { operation(of: $0).rows[$0.rows] }
      // INSERT_ROWS, because parallel appends that overwrite have been seen to write to the same rows.
      // Source: theoephraim/node-google-spreadsheet, issue 318, where rows were lost that way.
      let append = ValuesAppend(
        spreadsheetID: destination.spreadsheetID, data: ValueRange(range: range, values: rows),
        insertDataOption: .insertRows)
      let item = FlushPlan.Item(members: shares.map(\.member), sheet: destination.log)
      return FlushPlan.Call(request: append.request, shares: shares, items: [item])
    }
    var requests: [BatchRequest] = []
    var chunker = Chunker(rowsPerChunk: rowsPerChunk)
    var rows: [RowData] = []
    for share in shares {
      let operation = operation(of: share)
      let member = [share.member]
      for index in share.updates {
        let update = operation.updates[index]
        Self.append(update, to: &requests)
        while items.count < requests.count { items.append(FlushPlan.Item(members: member, sheet: update.sheet)) }
      }
      chunker.add(share.rows.count)
      rows.reserveCapacity(rows.count + share.rows.count)
      for index in share.rows { rows.append(RowData(operation.rows[index])) }
    }
    var start = 0
    for chunk in chunker.chunks {
      let own = chunk.rows == rows.count ? rows : Array(rows[start..<start + chunk.rows])
      requests.append(.appendCells(BatchRequest.AppendCells(sheetID: destination.log.sheetID, rows: own)))
      start += chunk.rows
      items.append(FlushPlan.Item(members: chunk.operations.map { shares[$0].member }, sheet: destination.log))
    }
    let batch = SpreadsheetsBatchUpdate(spreadsheetID: destination.spreadsheetID, requests: requests)
    return FlushPlan.Call(request: batch.request, shares: shares, items: items)
  }

  /// Appends an `updateCells` for each run of values without null, because it would clear a cell that null leaves alone.
  private static func append(_ update: CellUpdate, to requests: inout [BatchRequest]) {
    var start = 0
    while start < update.values.count {
      var end = start
      while end < update.values.count, !update.values[end].isNull { end += 1 }
      if end > start {
        let row = RowData(end - start == update.values.count ? update.values : Array(update.values[start..<end]))
        let coordinate = GridCoordinate(
          sheetID: update.sheet.sheetID, rowIndex: update.row, columnIndex: update.column + start)
        requests.append(.updateCells(BatchRequest.UpdateCells(start: coordinate, rows: [row])))
      }
      start = end + 1
    }
  }

  private static func valueRange(_ update: CellUpdate) -> ValueRange {
    let area = CellArea(
      rows: update.row..<update.row + 1, columns: update.column..<update.column + update.values.count)
    let range = A1Reference.cells(sheet: update.sheet.title, area).description
    return ValueRange(range: range, values: [update.values])
  }
}
