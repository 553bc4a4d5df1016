// How many calls fell into a minute: the peak over all minutes there are, and the series of the whole ones.

import SheetsAPI

extension CallLog {
  /// The highest number of calls received in any half-open window of this length.
  ///
  /// Every call counts, refused and repeated ones too. A window that holds the most can be moved until it starts with a
  /// call, so only those windows are looked at; it is one pass.
  ///
  /// - Parameters:
  ///   - access: reads or writes alone; both when `nil`.
  ///   - identity: the calls of one identity; of all together when `nil`.
  ///   - window: the length of the window; more than zero.
  public func peakCalls(
    access: SheetsMethod.Access? = nil, identity: Identity? = nil, window: Duration = .seconds(60)
  ) -> Int {
    let length = window.wholeNanoseconds
    precondition(length > 0, "a window has a length")
    let times = times(access: access, identity: identity)
    var first = 0
    var peak = 0
    for last in times.indices {
      while times[last] - times[first] >= length { first += 1 }
      peak = max(peak, last - first + 1)
    }
    return peak
  }

  /// The number of calls received in each minute from the simulation's beginning to the last call.
  public func callsPerMinute(access: SheetsMethod.Access? = nil, identity: Identity? = nil) -> [Int] {
    let minute: Int64 = 60_000_000_000
    let times = times(access: access, identity: identity)
    guard let last = times.last else { return [] }
    var counts = [Int](repeating: 0, count: Int(last / minute) + 1)
    for time in times { counts[Int(time / minute)] += 1 }
    return counts
  }
}
