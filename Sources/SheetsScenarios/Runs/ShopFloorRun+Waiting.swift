// How long writes waited before they left, and the least that was possible.

import BatchedSheets

extension ShopFloorRun {
  /// The waiting of all writes before their flushes left, and how many there were.
  package var writeWaiting: (total: Int64, count: Int) {
    entries.joined().reduce(into: (0, 0)) { sum, entry in
      guard !entry.task.isRead else { return }
      sum.total += entry.receipt.waitingNanoseconds
      sum.count += 1
    }
  }

  /// The least waiting that was possible with all arrivals known in advance.
  package func offlineOptimum(policy: Policy) -> OfflineOptimum {
    let arrivals = entries.joined().filter { !$0.task.isRead }.map(\.acceptedAt).sorted()
    let length = (arrivals.last ?? 0) - (arrivals.first ?? 0)
    return OfflineOptimum(
      arrivals: arrivals, flushes: OfflineOptimum.mostFlushes(over: length, policy: policy))
  }
}

extension Receipt {
  /// The time before the first call, queued and paced, in nanoseconds.
  var waitingNanoseconds: Int64 {
    var waiting: Int64 = 0
    for span in spans {
      guard span.kind == .queued || span.kind == .paced else { break }
      waiting += span.duration.wholeNanoseconds
    }
    return waiting
  }
}
