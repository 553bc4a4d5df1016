// Plans the two-call mode: the cells in one values.batchUpdate, then the rows in one values.append for each chunk.

import SheetsAPI

/// Plans a flush of at most two calls; an operation of several chunks is sent alone, in as many calls as it needs.
package struct TwoCallsPlanner {
  let destination: Destination
  let rowsPerChunk: Int
  let bytesPerCall: Int

  func size(of operation: SheetOperation) -> Int {
    // 64 bytes for the names and the range of an update's `ValueRange`.
    var bytes = 0
    for update in operation.updates { bytes += 64 + update.sheet.title.utf8.count + update.values.jsonByteCount }
    for row in operation.rows { bytes += row.jsonByteCount + 1 }
    return bytes
  }

  func plan(_ pending: some RandomAccessCollection<Sized<SheetOperation>>) -> FlushPlan {
    var chunker = Chunker(rowsPerChunk: rowsPerChunk)
    var data: [ValueRange] = []
    var bytes = 0
    var carried: [(operation: SheetOperation, chunks: Range<Int>)] = []
    for one in pending {
      let operation = one.request
      // The two calls together stay within the size limit of one, so each of them does.
      let fits = chunker.chunkCount(adding: operation.rows.count) <= 1 && bytes + one.size <= bytesPerCall
      guard fits || carried.isEmpty else { break }
      data += operation.updates.map(valueRange)
      bytes += one.size
      carried.append((operation, chunker.add(operation.rows)))
    }
    let updates: [SheetsRequest] =
      data.isEmpty ? [] : [.valuesBatchUpdate(ValuesBatchUpdate(spreadsheetID: destination.spreadsheetID, data: data))]
    let appends: [SheetsRequest] = chunker.chunks.map { rows in
      // INSERT_ROWS, because parallel appends that overwrite have been seen to write to the same rows.
      // Source: theoephraim/node-google-spreadsheet, issue 318, where rows were lost that way.
      .valuesAppend(
        ValuesAppend(
          spreadsheetID: destination.spreadsheetID, data: ValueRange(range: logRange, values: rows),
          insertDataOption: .insertRows))
    }
    let members = carried.map { operation, chunks in
      var parts: [FlushPlan.Member.Part] = []
      if !operation.updates.isEmpty { parts.append(FlushPlan.Member.Part(call: 0, updates: true)) }
      for (number, chunk) in chunks.enumerated() {
        let first = number * rowsPerChunk
        let rows = first..<min(first + rowsPerChunk, operation.rows.count)
        parts.append(FlushPlan.Member.Part(call: chunk + updates.count, rows: rows))
      }
      return FlushPlan.Member(parts: parts)
    }
    return FlushPlan(calls: updates + appends, members: members)
  }

  private var logRange: String { "\(A1Notation.quotedIfNeeded(destination.log.title))!A1" }

  private func valueRange(_ update: CellUpdate) -> ValueRange {
    let area = CellArea(
      rows: update.row..<update.row + 1, columns: update.column..<update.column + update.values.count)
    let range = A1Reference.cells(sheet: update.sheet.title, area).description
    return ValueRange(range: range, values: [update.values])
  }
}
