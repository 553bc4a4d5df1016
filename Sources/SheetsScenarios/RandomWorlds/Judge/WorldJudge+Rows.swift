// Checks the rows in the log: none lost, none doubled, no operation in part, in order.

import BatchedSheets

extension WorldJudge {
  func checkRows(_ model: SheetModel) {
    expect(model.strangers.isEmpty, .onceAtMost, "rows \(model.strangers.prefix(5)) of the log are nobody's")
    for (record, write) in model.writes {
      let rows = model.rows[record.id] ?? []
      let numbers = rows.map(\.number)
      if record.isUnguarded(in: world) {
        expect(
          !record.isAcknowledged || Set(numbers) == Set(0..<write.rowCount), .acknowledgedOnce,
          "operation \(record.id) of \(write.rowCount) rows has \(Set(numbers).count) of them in the log")
        continue
      }
      expect(
        Set(numbers).count == numbers.count, .onceAtMost,
        "operation \(record.id) of \(write.rowCount) rows has \(numbers.count) in the log")
      let sorted = numbers.sorted()
      switch record.ending {
      case .acknowledged:
        expect(
          sorted == Array(0..<write.rowCount), .acknowledgedOnce,
          "operation \(record.id) of \(write.rowCount) rows has \(numbers.count) in the log")
        expect(
          world.hasCrossingAppends || rows.allSatisfy { $0.index < record.logLength }, .presentWhenAcknowledged,
          "operation \(record.id) was acknowledged when the log had \(record.logLength) rows, and has one below")
      case .failed(.callFailed), .failed(.stopped), .failed(.overloaded), .failed(.deadlineExceeded),
        .failed(.notRunning), .withdrawn, .invalid:
        expect(rows.isEmpty, .rejectedAbsent, "operation \(record.id) has \(rows.count) rows in the log")
      case .failed(.outcomeUnknown):
        expect(
          rows.isEmpty || rows.count == write.rowCount, .wholeOrNothing,
          "operation \(record.id) has \(rows.count) of \(write.rowCount) rows in the log")
      case .failed(.partiallyApplied(let outcome)): checkParts(outcome, record, write, sorted)
      case .read, .broke, nil: break
      }
      checkChunks(record, rows)
    }
  }

  private func checkParts(
    _ outcome: PartialOutcome, _ record: WorldRecord, _ write: RandomWorld.Write, _ numbers: [Int]
  ) {
    let stated = outcome.parts.filter { !$0.rows.isEmpty }.flatMap { Array($0.rows) }
    expect(
      stated == Array(0..<write.allRows), .partsAsStated,
      "operation \(record.id) of \(write.allRows) rows states \(outcome.parts)")
    expect(
      outcome.parts.flatMap(\.updates) == Array(SheetOperation(updates: write.changes(id: record.id)).updates.indices),
      .partsAsStated,
      "operation \(record.id) states \(outcome.parts) of its updates")
    for part in outcome.parts {
      let present = numbers.count { part.rows.contains($0) }
      let holds =
        switch part.state {
        case .applied: present == part.rows.count
        case .notApplied: present == 0
        case .unknown: present == 0 || present == part.rows.count
        }
      expect(
        holds, .partsAsStated, "operation \(record.id) states \(part), and \(present) of these rows are in the log")
    }
  }

  /// The rows of a chunk are contiguous, and a small operation is in a single chunk.
  private func checkChunks(_ record: WorldRecord, _ rows: [(number: Int, index: Int)]) {
    // An append that another has pushed down is a place too high for one that found its own before.
    if world.hasCrossingAppends { return }
    let size = world.configuration.rowsPerChunk
    let applied = record.calls.count { $0.failure == nil || $0.wentUnanswered }
    let isSplitByBytes = world.configuration.bytesPerCall < 1_000_000 && applied > 1
    for (one, next) in zip(rows, rows.dropFirst()) {
      let isTogether = isSplitByBytes || next.number % size == 0 || next.index == one.index + 1
      expect(
        next.number > one.number && isTogether, .chunksTogether,
        "row \(one.number) of operation \(record.id) is row \(one.index) of the log, \(next.number) is \(next.index)")
    }
  }

  /// An operation requested after another was acknowledged is below it.
  func checkOrder(_ model: SheetModel) {
    // Appends that push each other's rows down change their order.
    if world.hasCrossingAppends { return }
    let placed = model.writes.map(\.record).filter {
      $0.isAcknowledged && model.rows[$0.id] != nil && !$0.isUnguarded(in: world)
    }
    let byEnd = placed.sorted { ($0.endedAt ?? .zero) < ($1.endedAt ?? .zero) }
    var ended = byEnd[...]
    var lowest = (id: 0, index: -1)
    for record in placed.sorted(by: { $0.askedAt < $1.askedAt }) {
      while let first = ended.first, let end = first.endedAt, end <= record.askedAt {
        let index = model.rows[first.id]?.map(\.index).max() ?? -1
        if index > lowest.index { lowest = (first.id, index) }
        ended.removeFirst()
      }
      let top = model.rows[record.id]?.map(\.index).min() ?? 0
      expect(
        top > lowest.index, .inOrder,
        "operation \(record.id) begins at row \(top) of the log, \(lowest.id), acknowledged before, ends at \(lowest.index)"
      )
    }
  }
}

extension RandomWorld.Write {
  /// The rows, one of them too long.
  var allRows: Int { rowCount + (flaw == .rowTooLong ? 1 : 0) }

  var hasUpdates: Bool {
    updates.contains { $0.isWritten.contains(true) } || !(flaw == nil || flaw == .rowTooLong)
  }
}
