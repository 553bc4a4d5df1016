// Whether memory grows with simulated time, told apart from a start that takes its time.

/// How much memory was in use late in a run, compared with the time before.
package struct MemoryGrowth: Sendable, Hashable {
  /// The fewest samples that show a trend.
  package static let fewestSamples = 8
  /// The growth in percent that is taken for chance: an hour holds a little more work than another.
  package static let percent: Int64 = 5

  /// The most bytes in use at a sample in the third quarter of the run.
  package let before: Int64
  /// The most bytes in use at a sample in the last quarter.
  package let after: Int64

  /// Compares the last two quarters of samples at equal distances; `nil` for too few samples.
  package init?(_ samples: [Int64]) {
    let quarter = samples.count / 4
    guard samples.count >= Self.fewestSamples, let after = samples.suffix(quarter).max(),
      let before = samples.dropLast(quarter).suffix(quarter).max()
    else { return nil }
    (self.before, self.after) = (before, after)
  }

  /// Whether more is in use than chance explains, so that a longer run would run out of memory.
  package var isLeak: Bool { after * 100 > before * (100 + Self.percent) }
}
