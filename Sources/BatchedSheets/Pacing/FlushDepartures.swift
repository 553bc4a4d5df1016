// Merges the departures that the windows allow.

/// The moments at which the windows allow one flush after another, ascending: each needs headroom in an identity's
/// window and in the project's, and leaves openings to those that leave at once.
package struct FlushDepartures: Sequence, IteratorProtocol {
  private var ofIdentities: [CallWindow.Departures]
  private var common: CallWindow.Departures
  /// The number of departures that the windows allow within a minute, and how many of them are kept, evenly chosen.
  private let count: Int
  private let kept: Int
  /// How many departures were merged, and how many of these were returned.
  private var merged = 0
  private var returned = 0

  package init(ofIdentities: [CallWindow.Departures], common: CallWindow.Departures, sparing others: Int) {
    (self.ofIdentities, self.common) = (ofIdentities, common)
    count = Swift.min(ofIdentities.reduce(0) { $0 + $1.count }, common.count)
    kept = count - Swift.min(others, count / 2)
  }

  package mutating func next() -> Nanoseconds? {
    guard returned < kept else { return nil }
    let index = kept == count ? returned : returned * count / kept
    returned += 1
    while merged < index { _ = merge() }
    return merge()
  }

  private mutating func merge() -> Nanoseconds {
    var next = 0
    var first = ofIdentities[0].first
    var index = 1
    while index < ofIdentities.count {
      let other = ofIdentities[index].first
      if other < first { (next, first) = (index, other) }
      index += 1
    }
    let moment = Swift.max(first, common.first)
    ofIdentities[next].removeFirst()
    common.removeFirst()
    merged += 1
    return moment
  }
}
