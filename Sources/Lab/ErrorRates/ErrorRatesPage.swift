// The page of the error rates: false alarms and detection, ours beside what people use.

import Foundation
import PerformanceMetrics
import PerformanceReporting

/// The error rates of all judges on all pools, and the page that shows them.
package struct ErrorRatesPage {
  /// The judgments that are drawn from each pool by default.
  package static let judgments = 10_000

  private let pools: [PairPool]
  private let judgments: Int
  private let rates: [[JudgeRates]]

  /// Judges draws from the pools; the draws depend on nothing but the pools.
  package init(pools: [PairPool], judgments: Int = judgments) {
    (self.pools, self.judgments) = (pools, judgments)
    rates = pools.map { pool in
      BuildJudge.allCases.map { JudgeRates($0, on: pool, judgments: judgments, seed: 1) }
    }
  }

  /// Whether compare-builds called a build worse than itself too often.
  package var isTooOftenWrong: Bool {
    rates.joined().contains {
      $0.judge == .compareBuilds && $0.pool.slowdown == 0 && $0.anyCost.part > PairedFamily.level
    }
  }

  /// The files: the page and its charts.
  package var files: [(path: String, text: String)] {
    [("docs/error-rates.md", text)] + charts.map { ("docs/\($0.name).svg", $0.svg) }
  }

  /// The rates in a few lines, for a terminal.
  package var summary: String {
    rates.joined().map { rate in
      "\(rate.pool.name), \(rate.pool.slowdown) % slower, \(rate.judge.title): any cost \(percent(rate.anyCost)), "
        + "each cost \(percent(rate.eachCost)) of \(Quantity.grouped(Int64(judgments))) judgments\n"
    }.joined()
  }

  private var names: [String] { pools.map(\.name).reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }

  private var charts: [ChartImage] {
    names.compactMap { name in
      let ofName = rates.filter { $0.first?.pool.name == name }
      return DetectionChart(
        name: "error-rates-\(name.split(separator: " ").joined(separator: "-"))",
        title: "How often one cost is called worse, \(name)",
        effects: ofName.map { "\($0[0].pool.slowdown) %" },
        lines: BuildJudge.allCases.indices.map { index in
          (
            BuildJudge.allCases[index].title,
            ofName.map { Int64(($0[index].eachCost.part * 10_000).rounded()) }
          )
        }
      ).image()
    }
  }

  private func percent(_ rate: ErrorRate) -> String { percent(rate.part) }

  private func percent(_ part: Double) -> String {
    let hundredths = Int64((part * 10_000).rounded(.up))
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100) %"
  }

  private var text: String {
    """
    # How often a comparison of builds is wrong

    `lab error-rates` writes this page from `Baselines/pair-pools.ndjson`: the processor times of pairs of processes that
    `performance compare-builds` ran, of one and the same build, or with every measured call made slower on purpose.

    \(charts.map { "![\($0.description)](\($0.name).svg)" }.joined(separator: "\n\n"))

    ## False alarms: a build compared with itself

    A judgment is about the processor time of all \(pools.first?.costs.count ?? 0) measurements of this package's suites; it
    is wrong when it calls any of them worse.

    | machine | method | wrong judgments | of | rate | at most (95 %) |
    | --- | --- | ---: | ---: | ---: | ---: |
    \(rows(rates.joined().filter { $0.pool.slowdown == 0 }) { rate in
        [
          rate.pool.name, rate.judge.title, Quantity.grouped(Int64(rate.anyCost.count)),
          Quantity.grouped(Int64(judgments)), percent(rate.anyCost), percent(rate.anyCost.upperBound),
        ]
      })

    ## Detection: every call slower

    | machine | slower by | method | a cost is called worse | at least one of them is |
    | --- | ---: | --- | ---: | ---: |
    \(rows(rates.joined().filter { $0.pool.slowdown > 0 }) { rate in
        [
          rate.pool.name, "\(rate.pool.slowdown) %", rate.judge.title, percent(rate.eachCost), percent(rate.anyCost),
        ]
      })

    `compare-builds` calls a cost worse when its pairs prove that it takes over \(floor) more, so a change of 2 % is near to
    what it lets pass on purpose. What the other two find is to be read beside what they find when nothing has changed.

    ## Method

    | machine | slower by | recorded | pairs | on |
    | --- | ---: | --- | ---: | --- |
    \(pools.map { pool in
        "| \(pool.name) | \(pool.slowdown) % | \(pool.when) | \(Quantity.grouped(Int64(pool.pairCount))) | "
          + "\(pool.machine), Swift \(pool.swift) |"
      }.joined(separator: "\n"))

    - A judgment of `compare-builds` draws \(BuildJudge.pairs) pairs with replacement, in blocks of \(BuildJudge.block) neighbors,
      so that what the machine does for some seconds stays together. The other methods run \(BuildJudge.runs) processes of one
      build and then \(BuildJudge.runs) of the other, as their users do; each draw is of \(2 * BuildJudge.runs) neighbors, on the
      same machine. Two machines, as a CI has, would do them more harm.
    - The bound is that of Clopper and Pearson for independent judgments. Judgments that are drawn from one pool are not
      independent of the pool: it says what the drawing leaves open, not what another machine would show.
    - Slower calls take the processor in a loop after the work, by so many hundredths of what the work took. On the loaded
      machine, other processes kept all processors busy.
    - Record again: `Scripts/record-pair-pools`.

    """
  }

  private var floor: String { "\(PairedFamily.floor.numerator * 100 / PairedFamily.floor.denominator) %" }

  private func rows(_ rates: [JudgeRates], _ cells: (JudgeRates) -> [String]) -> String {
    rates.map { "| " + cells($0).joined(separator: " | ") + " |" }.joined(separator: "\n")
  }
}
