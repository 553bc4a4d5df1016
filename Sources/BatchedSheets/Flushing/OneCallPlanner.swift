// Plans the one-call mode: one atomic spreadsheets.batchUpdate carries cells and rows.

import SheetsAPI

/// Plans a flush of one call; an operation larger than a call is sent alone, in as many calls as it needs.
package struct OneCallPlanner {
  let destination: Destination
  let rowsPerChunk: Int
  let bytesPerCall: Int

  func size(of operation: SheetOperation) -> Int {
    // 128 bytes for the names and the coordinate of an `updateCells`, which carries one row.
    var bytes = 0
    for update in operation.updates { bytes += 128 + update.values.rowDataByteCount }
    for row in operation.rows { bytes += row.rowDataByteCount + 1 }
    return bytes
  }

  func plan(_ pending: some RandomAccessCollection<Sized<SheetOperation>>) -> FlushPlan {
    var chunker = Chunker(rowsPerChunk: rowsPerChunk)
    var updates: [BatchRequest] = []
    var bytes = 0
    var members: [FlushPlan.Member] = []
    for one in pending {
      if bytes + one.size > bytesPerCall {
        if members.isEmpty { return split(one.request) }
        break
      }
      bytes += one.size
      updates += one.request.updates.flatMap(updateCells)
      _ = chunker.add(one.request.rows)
      let part = FlushPlan.Member.Part(
        call: 0, updates: !one.request.updates.isEmpty, rows: 0..<one.request.rows.count)
      members.append(FlushPlan.Member(parts: [part]))
    }
    return FlushPlan(calls: [call(updates + chunker.chunks.map(appendCells))], members: members)
  }

  /// Splits one operation into several calls: the updates with the first chunk, then as many chunks as fit.
  private func split(_ operation: SheetOperation) -> FlushPlan {
    var chunker = Chunker(rowsPerChunk: rowsPerChunk)
    _ = chunker.add(operation.rows)
    var batches: [[BatchRequest]] = [operation.updates.flatMap(updateCells)]
    var parts = [FlushPlan.Member.Part(call: 0, updates: !operation.updates.isEmpty)]
    var bytes = size(of: SheetOperation(updates: operation.updates))
    var firstRow = 0
    for rows in chunker.chunks {
      let moreBytes = size(of: SheetOperation(rows: rows))
      if bytes + moreBytes > bytesPerCall, batches.last?.isEmpty == false {
        batches.append([])
        parts.append(FlushPlan.Member.Part(call: parts.count, rows: firstRow..<firstRow))
        bytes = 0
      }
      batches[batches.count - 1].append(appendCells(rows))
      bytes += moreBytes
      firstRow += rows.count
      parts[parts.count - 1].rows = parts[parts.count - 1].rows.lowerBound..<firstRow
    }
    return FlushPlan(calls: batches.map(call), members: [FlushPlan.Member(parts: parts)])
  }

  private func call(_ requests: [BatchRequest]) -> SheetsRequest {
    .spreadsheetsBatchUpdate(SpreadsheetsBatchUpdate(spreadsheetID: destination.spreadsheetID, requests: requests))
  }

  private func appendCells(_ rows: [[CellValue]]) -> BatchRequest {
    .appendCells(BatchRequest.AppendCells(sheetID: destination.log.sheetID, rows: rows.map { RowData($0) }))
  }

  /// One request for each run of values without null, because `updateCells` would clear a cell that null leaves alone.
  private func updateCells(_ update: CellUpdate) -> [BatchRequest] {
    update.values.indices.split { update.values[$0] == .null }.map { run in
      let start = GridCoordinate(
        sheetID: update.sheet.sheetID, rowIndex: update.row, columnIndex: update.column + run.lowerBound)
      return .updateCells(BatchRequest.UpdateCells(start: start, rows: [RowData(Array(update.values[run]))]))
    }
  }
}
