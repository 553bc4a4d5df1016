// Checks the cells at the end, and what reads saw before.

import BatchedSheets
import SheetsAPI

extension WorldJudge {
  func checkCells(_ model: SheetModel) {
    let end = SheetModel.afterAll
    for position in model.cells.keys.sorted() {
      let value = Self.value(
        at: position.column,
        of: model.content.cellRows.indices.contains(position.row) ? model.content.cellRows[position.row] : [])
      if let (invariant, finding) = model.complaint(about: value, at: position, asked: end, ended: end) {
        expect(false, invariant, "at the end \(finding)")
      }
    }
  }

  func checkReads(_ model: SheetModel) {
    for record in run.records where record.destination == model.destination {
      guard case .read(let reading) = record.ending, case .read(let targets) = record.step.work else { continue }
      guard reading.values.count == targets.count else {
        expect(false, .readSeesWrites, "read \(record.id) of \(targets.count) ranges brought \(reading.values.count)")
        continue
      }
      for (target, values) in zip(targets, reading.values) {
        switch target {
        case .log: checkLogRead(model, record, values.values ?? [])
        case .cells(let row): checkCellRead(model, record, row: row, values.values?.first ?? [])
        }
      }
    }
  }

  private func checkCellRead(_ model: SheetModel, _ record: WorldRecord, row: Int, _ values: [CellValue]) {
    guard let endedAt = record.endedAt else { return }
    for position in model.cells.keys.sorted() where position.row == row {
      let value = Self.value(at: position.column, of: values)
      if let (invariant, finding) = model.complaint(about: value, at: position, asked: record.askedAt, ended: endedAt) {
        expect(false, invariant == .rejectedAbsent ? invariant : .readSeesWrites, "in read \(record.id) \(finding)")
      }
    }
  }

  /// The log only grows, so what a read sees is its beginning; everything acknowledged before is in that.
  private func checkLogRead(_ model: SheetModel, _ record: WorldRecord, _ values: [[CellValue]]) {
    let isBeginning =
      values.count <= model.content.logRows.count
      && zip(values, model.content.logRows).allSatisfy { seen, row in
        seen.first == row.id && seen.dropFirst().first == row.number
      }
    let mayCross = world.hasCrossingAppends
    expect(
      mayCross || isBeginning, .readSeesWrites,
      "read \(record.id) saw rows that are not the log's first \(values.count)")
    for (write, _) in model.writes
    where write.isAcknowledged && (write.endedAt.map { $0 <= record.askedAt } ?? false)
      && !write.isUnguarded(in: world)
    {
      let rows = model.rows[write.id] ?? []
      let last = rows.map(\.index).max() ?? -1
      let areThere =
        mayCross
        ? values.count { $0.first == .number(Double(write.id)) } == rows.count : last < values.count
      expect(
        areThere, .readSeesWrites,
        "read \(record.id) saw \(values.count) rows of the log, and \(write.id), acknowledged before, ends at row \(last)"
      )
    }
  }

  private static func value(at column: Int, of row: [CellValue]) -> CellValue? {
    // The literal nil would be the value null here.
    row.indices.contains(column) ? row[column] : Optional.none
  }
}
