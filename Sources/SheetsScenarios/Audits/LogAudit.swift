// Counts whether every acknowledged row is in the log exactly once, and in the order of its worker.

import SheetsAPI

/// The log, compared with the rows that were acknowledged.
package struct LogAudit {
  /// Rows that were acknowledged and are not in the log.
  package let lost: Int
  /// Rows that are in the log more than once, each extra occurrence counted.
  package let doubled: Int
  /// Rows above a row for which their worker had received an acknowledgement earlier.
  package let outOfOrder: Int

  /// Compares the log with the rows acknowledged to each worker, in the order of acknowledgement.
  ///
  /// A row is known by the number in its first cell, which no other row has.
  package init(logged: [CellValue?], acknowledged: [[CellValue?]]) {
    var indices: [Double: Int] = [:]
    indices.reserveCapacity(logged.count)
    var doubled = 0
    for (index, cell) in logged.enumerated() {
      guard let number = Self.number(cell), indices.updateValue(index, forKey: number) != nil else { continue }
      doubled += 1
    }
    var lost = 0
    var outOfOrder = 0
    for rows in acknowledged {
      var latest = -1
      for cell in rows {
        guard let number = Self.number(cell), let index = indices[number] else {
          lost += 1
          continue
        }
        if index < latest { outOfOrder += 1 }
        latest = max(latest, index)
      }
    }
    self.lost = lost
    self.doubled = doubled
    self.outOfOrder = outOfOrder
  }

  private static func number(_ cell: CellValue?) -> Double? {
    if case .number(let number)? = cell { number } else { nil }
  }
}
