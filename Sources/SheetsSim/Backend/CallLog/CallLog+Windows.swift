// Calls per minute: the peak over all windows, and the series of whole minutes.

import SheetsAPI

extension CallLog {
  /// The maximum number of calls received in any half-open window of this length.
  ///
  /// Every call counts, including refused and repeated ones. A window with the maximum can be moved until it starts with a
  /// call, so only such windows are checked, in one pass.
  ///
  /// - Parameters:
  ///   - access: reads or writes; both if `nil`.
  ///   - identity: the identity whose calls to count; all identities if `nil`.
  ///   - window: the length of the window; more than zero.
  ///   - first: the number of the first call to count, as of what a part of a run calls.
  /// - Returns: the maximum, 0 without calls.
  public func peakCalls(
    access: SheetsMethod.Access? = nil, identity: Identity? = nil, window: Duration = .seconds(60),
    from first: Int = 0
  ) -> Int {
    let length = window.wholeNanoseconds
    precondition(length > 0, "the window is \(window) long, expected more than zero")
    let times = times(access: access, identity: identity, from: first)
    var oldest = 0
    var peak = 0
    for last in times.indices {
      while times[last] - times[oldest] >= length { oldest += 1 }
      peak = max(peak, last - oldest + 1)
    }
    return peak
  }

  /// The number of calls received in each minute, from the start of the simulation to the last call.
  public func callsPerMinute(access: SheetsMethod.Access? = nil, identity: Identity? = nil) -> [Int] {
    let minute: Int64 = 60_000_000_000
    let times = times(access: access, identity: identity)
    guard let last = times.last else { return [] }
    var counts = [Int](repeating: 0, count: Int(last / minute) + 1)
    for time in times { counts[Int(time / minute)] += 1 }
    return counts
  }
}
