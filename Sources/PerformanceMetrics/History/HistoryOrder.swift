// The order of the runs of a history. A file's lines are in no order once two branches' lines were merged.

/// How the runs of a history were put into their order, the oldest first.
///
/// Commits that git knows are ordered by ancestry, whenever they were measured. The others (of a shallow clone, or gone
/// because they were squashed) are put among them by the time at which their runs ended.
package struct HistoryOrder: Codable, Sendable, Hashable {
  /// How many runs are ordered by the ancestry of their commits.
  package let byAncestry: Int
  /// How many runs are ordered by time.
  package let byTime: Int

  /// Orders runs: gives their positions, the oldest run's first.
  ///
  /// `ancestry` holds the commits that git knows, every commit behind its ancestors.
  static func sorted(_ runs: [Trend.Run], ancestry: [String]) -> (positions: [Int], order: HistoryOrder) {
    let ranks = Dictionary(ancestry.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let known = runs.indices.filter { ranks[runs[$0].commit] != nil }
      .sorted { (ranks[runs[$0].commit] ?? 0, $0) < (ranks[runs[$1].commit] ?? 0, $1) }
    let others = runs.indices.filter { ranks[runs[$0].commit] == nil }
      .sorted { (runs[$0].when, $0) < (runs[$1].when, $1) }
    var positions: [Int] = []
    positions.reserveCapacity(runs.count)
    var rest = others[...]
    for position in known {
      while let other = rest.first, runs[other].when < runs[position].when {
        positions.append(other)
        rest.removeFirst()
      }
      positions.append(position)
    }
    return (positions + rest, HistoryOrder(byAncestry: known.count, byTime: others.count))
  }
}
