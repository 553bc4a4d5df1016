// Pairs that compare-builds measured, kept so that thousands of judgments can be drawn from them.

import Foundation
import PerformanceMetrics
import PerformanceReporting

/// The processor times of many pairs of processes, one line of `Baselines/pair-pools.ndjson`.
package struct PairPool: Codable, Sendable, Hashable {
  /// Where they are kept.
  static let path = "Baselines/pair-pools.ndjson"

  /// What the machine did beside, as in `quiet machine`.
  package let name: String
  /// How much slower the tree was made, in hundredths; 0 compares a build with itself.
  package let slowdown: Int
  /// When the first process began, in ISO 8601, UTC.
  package let when: String
  /// The machine: its system, its architecture and its processors.
  package let machine: String
  /// The version of the compiler.
  package let swift: String
  /// The pairs of each cost, `[base, tree]` in nanoseconds, in the order in which they ran.
  package let costs: [String: [[Int64]]]

  package init(name: String, slowdown: Int, when: String, machine: String, swift: String, costs: [String: [[Int64]]]) {
    (self.name, self.slowdown, self.when) = (name, slowdown, when)
    (self.machine, self.swift, self.costs) = (machine, swift, costs)
  }

  /// Takes the processor times from what `performance compare-builds --format json` printed.
  ///
  /// - Throws: `DecodingError`, and ``PairPoolError`` for an answer without pairs.
  package init(name: String, slowdown: Int, answer: Data) throws {
    struct Answer: Decodable {
      struct Build: Decodable { let run: RunInformation }
      struct Cost: Decodable {
        let id: String
        let cost: String
        let pairs: [[Fraction]]?
      }
      let base: Build
      let costs: [Cost]
    }
    let decoded = try JSONDecoder().decode(Answer.self, from: answer)
    let run = decoded.base.run
    let times = decoded.costs.filter { $0.cost == MetricLabel.Cost.processorTime.rawValue }.compactMap { cost in
      cost.pairs.map { (cost.id, $0.map { $0.map { $0.numerator / $0.denominator } }) }
    }
    guard !times.isEmpty else { throw PairPoolError(description: "found no pairs of processor times, expected some") }
    self.init(
      name: name, slowdown: slowdown, when: run.when,
      machine: "\(run.host.operatingSystem), \(run.host.architecture), \(run.host.processors) processors",
      swift: run.swift, costs: Dictionary(uniqueKeysWithValues: times))
    if let problem { throw PairPoolError(description: problem) }
  }

  /// The pools of a file, one a line.
  ///
  /// - Throws: ``PairPoolError`` that names the line.
  package static func pools(ndjson: Data) throws(PairPoolError) -> [PairPool] {
    var pools: [PairPool] = []
    for (index, line) in ndjson.split(separator: UInt8(ascii: "\n")).enumerated() {
      do {
        let pool = try JSONDecoder().decode(PairPool.self, from: Data(line))
        if let problem = pool.problem { throw PairPoolError(description: problem) }
        pools.append(pool)
      } catch {
        throw PairPoolError(description: "\(path):\(index + 1): \(error); record the pool again")
      }
    }
    return pools
  }

  /// The line of the file.
  package func line() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data("\n".utf8)
  }

  /// How many pairs each cost has.
  package var pairCount: Int { costs.values.map(\.count).min() ?? 0 }

  /// The costs in the order of their ids.
  package var samples: [PairedSamples] {
    costs.sorted { $0.key < $1.key }.map { cost in
      PairedSamples(cost.value.map { PairedSamples.Pair(base: $0[0], tree: $0[1]) })
    }
  }

  private var problem: String? {
    let counts = Set(costs.values.map(\.count))
    if counts.count > 1 || pairCount < 100 {
      return "\(name), \(slowdown) %: found \(counts.sorted()) pairs, expected equally many of each cost, 100 or more"
    }
    let isWhole = costs.values.allSatisfy { $0.allSatisfy { $0.count == 2 && $0.allSatisfy { $0 > 0 } } }
    return isWhole ? nil : "\(name), \(slowdown) %: found a pair that is not two numbers above 0"
  }
}

/// Why a pool of pairs cannot be used.
package struct PairPoolError: Error, Hashable, CustomStringConvertible {
  /// What was found and what was expected.
  package let description: String
}
