// Ways to say whether one of several costs has become worse: ours, and two that people use.

import Foundation
import PerformanceMetrics
import SheetsSim

/// A way to judge costs from pairs; each judgment draws what it looks at from a pool.
package enum BuildJudge: Hashable, Sendable, CaseIterable {
  /// What `compare-builds` does with its standard number of pairs.
  case compareBuilds
  /// The mean of ten runs of the tree against the mean of ten runs of the base, with a threshold of 5 %.
  case meanOfTen
  /// As benchstat does: ten runs of each, a Mann–Whitney U test at 5 %, cost by cost.
  case benchstat

  /// How a table names it.
  package var title: String {
    switch self {
    case .compareBuilds: "compare-builds, \(Self.pairs) pairs"
    case .meanOfTen: "mean of ten and ten, 5 %"
    case .benchstat: "Mann–Whitney, ten and ten, 5 %"
    }
  }

  /// The pairs of a judgment of ours.
  static let pairs = 100
  /// The runs of each build that others take.
  static let runs = 10
  /// How many neighbors are drawn together, so that what the machine does for some seconds stays together.
  static let block = 10

  /// Which of the costs are called worse, in one judgment over a draw from the pool.
  package func verdicts(_ pool: [PairedSamples], _ generator: inout SplitMix64) -> [Bool] {
    let count = pool.first?.pairs.count ?? 0
    func start() -> Int { Int(generator.draw(below: UInt64(count))) }
    switch self {
    case .compareBuilds:
      let starts = (0..<Self.pairs / Self.block).map { _ in start() }
      let drawn = pool.map { samples in
        PairedSamples(starts.flatMap { start in (0..<Self.block).map { samples.pairs[(start + $0) % count] } })
      }
      return PairedFamily(drawn.map { ($0, .effect(PairedFamily.floor)) }).findings.map { $0.verdict == .regressed }
    case .meanOfTen, .benchstat:
      // One build after the other, as these methods run them: each ten are neighbors, and the twenty are too.
      let first = start()
      let (before, after) = generator.draw(below: 2) == 0 ? (first, first + Self.runs) : (first + Self.runs, first)
      return pool.map { samples in
        let base = (0..<Self.runs).map { samples.pairs[(before + $0) % count].base.numerator }
        let tree = (0..<Self.runs).map { samples.pairs[(after + $0) % count].tree.numerator }
        if self == .meanOfTen { return tree.reduce(0, +) * 100 > base.reduce(0, +) * 105 }
        return MannWhitney.isSecondLarger(base, tree)
      }
    }
  }
}
