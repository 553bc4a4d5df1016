// Is every row that was acknowledged in the log once, and in the order of its worker? Counted, not assumed.

/// What the log holds against what was acknowledged.
struct LogAudit {
  /// Rows that were acknowledged and are not in the log.
  let lost: Int
  /// Rows that are in the log more than once, counted each further time.
  let doubled: Int
  /// Rows that stand before a row that their worker had acknowledged earlier.
  let outOfOrder: Int

  /// Compares a log with the rows acknowledged to each worker, in the order of acknowledgement.
  init<Row: Hashable>(logged: [Row], acknowledged: [[Row]]) {
    var places: [Row: Int] = [:]
    var doubled = 0
    for (place, id) in logged.enumerated() {
      if places[id] == nil { places[id] = place } else { doubled += 1 }
    }
    var lost = 0
    var outOfOrder = 0
    for rows in acknowledged {
      var latest = -1
      for id in rows {
        guard let place = places[id] else {
          lost += 1
          continue
        }
        if place < latest { outOfOrder += 1 }
        latest = max(latest, place)
      }
    }
    self.lost = lost
    self.doubled = doubled
    self.outOfOrder = outOfOrder
  }
}
