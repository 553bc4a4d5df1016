// Whether memory in use grows with simulated time, as it does with a leak.

/// How much memory was in use in the last quarter of a run, compared with the second quarter.
///
/// A collection that doubles its capacity shows a leak as steps, each as long as all the time before it. The middles of
/// the two quarters are more than a doubling apart, so that a step is between them. Medians are compared, as a sample may
/// fall on a moment at which a collection is just being enlarged.
package struct MemoryGrowth: Sendable, Hashable {
  /// The fewest samples that show a trend.
  package static let fewestSamples = 8
  /// The growth in percent that may be chance: with few workers, hours differ by up to 9 %.
  package static let percent: Int64 = 10

  /// The median of the bytes in use in the second quarter of the run.
  package let before: Int64
  /// The median of the bytes in use in the last quarter.
  package let after: Int64

  /// Compares two quarters of samples at equal distances; `nil` for too few samples.
  package init?(_ samples: [Int64]) {
    guard samples.count >= Self.fewestSamples else { return nil }
    let quarter = samples.count / 4
    func median(_ samples: some Sequence<Int64>) -> Int64 { samples.sorted()[(quarter - 1) / 2] }
    before = median(samples.dropFirst(quarter).prefix(quarter))
    after = median(samples.suffix(quarter))
  }

  /// Whether the growth is more than chance, so that a longer run would run out of memory.
  package var isLeak: Bool { after * 100 > before * (100 + Self.percent) }
}
