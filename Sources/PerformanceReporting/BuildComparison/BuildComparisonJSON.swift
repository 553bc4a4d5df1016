// Two builds compared, for programs: every cost.

import Foundation
import PerformanceMetrics

/// The JSON of a comparison of two builds: exit code, verdict in words, requirements and costs, the worst first.
///
/// Stable: equal comparisons are equal bytes.
package struct BuildComparisonJSON: Sendable {
  private let contents: Contents

  /// The JSON of a comparison; `base` and `tree` say what the builds are.
  package init(_ comparison: BuildComparison, base: String, tree: String) {
    contents = Contents(
      exitCode: comparison.exitCode.rawValue, verdict: comparison.verdictSentence,
      base: Contents.Build(name: base, run: comparison.base), tree: Contents.Build(name: tree, run: comparison.tree),
      pairs: comparison.pairCount, failedTests: comparison.failedTests, requirements: comparison.requirements,
      costs: comparison.costs.map(Contents.Cost.init), notes: comparison.notes)
  }

  /// The bytes: sorted keys, indented, one newline at the end.
  ///
  /// - Throws: what `JSONEncoder` throws; these values give it no reason to.
  package func data() throws -> Data { try StableJSON.data(contents) }

  private struct Contents: Encodable {
    struct Build: Encodable {
      let name: String
      let run: RunInformation
    }

    /// A cost; numbers are fractions, a ratio is the tree's number over the base's, the probability that of the family, and
    /// a pair the base's number and the tree's.
    struct Cost: Encodable {
      let id: String
      let cost: String
      let unit: MetricUnit
      let verdict: Verdict?
      let isExact: Bool
      let base: Fraction?
      let tree: Fraction?
      let ratio: Fraction?
      let interval: [Fraction?]?
      let worsePairs: Int?
      let betterPairs: Int?
      let probability: Double?
      let pairs: [[Fraction]]?
      let remarks: [String]

      init(_ row: CostComparison) {
        (id, cost, unit, verdict, remarks) = (row.id, row.cost.rawValue, row.unit, row.verdict, row.remarks)
        ratio = row.middle?.ratio
        var location: PairedSamples.Location?
        var finding: PairedFamily.Finding?
        switch row.evidence {
        case .exact(let pair):
          (isExact, base, tree) = (true, pair.base, pair.tree)
        case .pairs(let found, let judged):
          (location, finding) = (found, judged)
          (isExact, base, tree) = (false, found.base, found.tree)
        case .shown(let found):
          location = found
          (isExact, base, tree) = (false, found.base, found.tree)
        case .none:
          (isExact, base, tree) = (false, row.base?.exact, row.tree?.exact)
        }
        pairs = isExact || row.samples.pairs.isEmpty ? nil : row.samples.pairs.map { [$0.base, $0.tree] }
        interval = location?.interval.map { [$0.lowerBound.ratio, $0.upperBound.ratio] }
        (worsePairs, betterPairs, probability) = (finding?.worse.count, finding?.better.count, finding?.probability)
      }
    }

    let schema = 1
    let exitCode: Int32
    let verdict: String
    let base: Build
    let tree: Build
    let pairs: Int
    let failedTests: [TestOutcome]
    let requirements: [RequirementResult]
    let costs: [Cost]
    let notes: [String]
  }
}
