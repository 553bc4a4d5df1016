// Turns waiting requests into one flush; every decision is pure, over the requests in the order of acceptance.

import SheetsAPI

/// Plans flushes within the limits of a configuration.
///
/// | mode | a flush | an operation that does not fit |
/// | --- | --- | --- |
/// | `twoCalls` | one values.batchUpdate for the cells, one values.append for up to `rowsPerChunk` rows | alone, in as many of both as it needs |
/// | `oneCall` | one atomic spreadsheets.batchUpdate with `updateCells`, and `appendCells` for each chunk | alone, in as many as it needs |
/// | reads | one values.batchGet for the first reads with the same rendering | alone |
package struct FlushPlanner: Sendable {
  /// The maximum number of ranges in one call: they are part of the URL, which proxies limit to about 8 kB.
  package static let rangesPerCall = 100

  package let mode: FlushMode
  package let rowsPerChunk: Int
  /// The maximum number of bytes of the items of a call; the rest of `bytesPerCall` is for what surrounds them.
  package let contentLimit: Int

  package init(_ configuration: ServiceConfiguration) {
    mode = configuration.mode
    rowsPerChunk = configuration.rowsPerChunk
    contentLimit = configuration.bytesPerCall - Self.frame
  }

  /// The maximum number of bytes of a call around its items: the names, the log's range, the idempotency key.
  static let frame = 600
  /// The maximum number of bytes of the names around a chunk.
  static let chunkFrame = 96
  /// The maximum number of bytes around the cells of an `updateCells`: 144 for the names and the coordinate, and the row.
  static let runFrame = 144 + #"{"values":[]}"#.utf8.count

  /// The number of calls that the next flush reserves before it leaves.
  ///
  /// A flush that needs more calls is paced from there on; one that needs fewer releases the rest.
  package func callsToReserve(_ batch: @autoclosure () -> ArraySlice<QueuedRequest>) -> Int {
    guard mode == .twoCalls else { return 1 }
    let batch = batch()
    let hasUpdates = batch.contains { !$0.updatesLeft.isEmpty }
    let hasRows = batch.contains { !$0.rowsLeft.isEmpty }
    return hasUpdates && hasRows ? 2 : 1
  }

  /// Plans a flush of as many of the first requests as fit, at least one; `batch` must not be empty.
  package func plan(_ batch: ArraySlice<QueuedRequest>) -> FlushPlan {
    if case .read(_, let rendering) = batch[batch.startIndex].content {
      return planReads(batch, rendering, batch[batch.startIndex].destination)
    }
    var chunker = Chunker(rowsPerChunk: rowsPerChunk)
    var bytes = 0
    var count = 0
    for index in batch.indices {
      let rows = batch[index].rowsLeft.count
      bytes += batch[index].size
      guard bytes <= contentLimit, mode == .oneCall || chunker.chunkCount(adding: rows) <= 1 else { break }
      chunker.add(rows)
      count += 1
    }
    let carried = batch.prefix(max(1, count))
    let shares = count > 0 ? whole(carried) : split(batch[batch.startIndex])
    let calls = shares.map { call(carrying: $0, of: carried) }
    var callsOfMember = [Range<Int>](repeating: 0..<0, count: carried.count)
    for (index, call) in calls.enumerated() {
      for share in call.shares {
        let before = callsOfMember[share.member]
        callsOfMember[share.member] = (before.isEmpty ? index : before.lowerBound)..<index + 1
      }
    }
    return FlushPlan(calls: calls, callsOfMember: callsOfMember)
  }

  /// The shares of each call of operations that fit together.
  private func whole(_ carried: ArraySlice<QueuedRequest>) -> [[FlushPlan.Share]] {
    let shares = carried.indices.map {
      FlushPlan.Share(
        member: $0 - carried.startIndex, updates: carried[$0].updatesLeft, rows: carried[$0].rowsLeft)
    }
    guard mode == .twoCalls else { return [shares] }
    let updates = shares.filter { !$0.updates.isEmpty }.map { FlushPlan.Share(member: $0.member, updates: $0.updates) }
    let rows = shares.filter { !$0.rows.isEmpty }.map { FlushPlan.Share(member: $0.member, rows: $0.rows) }
    return [updates, rows].filter { !$0.isEmpty }
  }

  /// The share of each call of one operation that does not fit: its updates first, then its chunks.
  private func split(_ request: QueuedRequest) -> [[FlushPlan.Share]] {
    let operation = request.operation
    var shares: [FlushPlan.Share] = []
    var bytes = 0
    func add(_ part: FlushPlan.Share, size: Int, joins: Bool) {
      if joins, bytes + size <= contentLimit, var last = shares.popLast() {
        last.updates =
          last.updates.isEmpty
          ? part.updates : last.updates.lowerBound..<max(part.updates.upperBound, last.updates.upperBound)
        last.rows = last.rows.isEmpty ? part.rows : last.rows.lowerBound..<part.rows.upperBound
        shares.append(last)
        bytes += size
      } else {
        shares.append(part)
        bytes = size
      }
    }
    for index in request.updatesLeft {
      add(
        FlushPlan.Share(member: 0, updates: index..<index + 1), size: size(of: operation.updates[index]), joins: true)
    }
    for chunk in chunks(of: operation.rows, in: request.rowsLeft) {
      add(FlushPlan.Share(member: 0, rows: chunk.rows), size: chunk.size, joins: mode == .oneCall)
    }
    return shares.map { [$0] }
  }

  /// Rows in chunks of at most `rowsPerChunk` and of what a call can carry.
  private func chunks(of rows: [[CellValue]], in range: Range<Int>) -> [(rows: Range<Int>, size: Int)] {
    var chunks: [(rows: Range<Int>, size: Int)] = []
    for index in range {
      let size = size(of: rows[index])
      if let last = chunks.last, last.rows.count < rowsPerChunk, last.size + size <= contentLimit {
        chunks[chunks.count - 1] = (last.rows.lowerBound..<index + 1, last.size + size)
      } else {
        chunks.append((index..<index + 1, Self.chunkFrame + size))
      }
    }
    return chunks
  }

  private func planReads(
    _ batch: ArraySlice<QueuedRequest>, _ rendering: ValueRenderOption, _ destination: Destination
  ) -> FlushPlan {
    var ranges: [String] = []
    var shares: [FlushPlan.Share] = []
    for one in batch {
      guard case .read(let more, let itsRendering) = one.content,
        shares.isEmpty || (ranges.count + more.count <= Self.rangesPerCall && itsRendering == rendering)
      else { break }
      shares.append(FlushPlan.Share(member: shares.count, ranges: ranges.count..<ranges.count + more.count))
      ranges += more
    }
    let call = ValuesBatchGet(
      spreadsheetID: destination.spreadsheetID, ranges: ranges, valueRenderOption: rendering)
    return FlushPlan(
      calls: [FlushPlan.Call(request: call.request, shares: shares)], callsOfMember: shares.map { _ in 0..<1 })
  }
}
