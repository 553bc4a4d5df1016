// The judgement of the pacing: one table, and whether the adaptive policy holds.

import BatchedSheets
import PerformanceMetrics
import PerformanceReporting
import SheetsScenarios

/// A load at which policies are compared.
struct LoadCell: Sendable, Hashable {
  package let load: SweepLoad
  let identities: Int
  package let mode: FlushMode

  /// The policy of the cell under a pacing.
  package func policy(_ pacing: PacingPolicy = .adaptive) -> Policy {
    Policy(identities: identities, mode: mode, pacing: pacing)
  }

  /// About how many tasks it is, so that the longest runs can start first.
  var weight: Int { load.weight(policy()) }

  /// The cell in words.
  var title: String { "\(load.sentence), \(policy().title)" }

  /// All cells of some loads, identities and modes, grouped by policy.
  static func all(_ loads: [SweepLoad], identities: [Int], modes: [FlushMode]) -> [LoadCell] {
    modes.flatMap { mode in
      identities.flatMap { identities in
        loads.map { LoadCell(load: $0, identities: identities, mode: mode) }
      }
    }
  }
}

/// The trials of all contenders at some cells: the adaptive policy's first, then the fixed ones'.
struct PacingTable {
  let cells: [LoadCell]
  let trials: [[PacingTrial]]
  let heading: String

  /// One number of a cell under every contender.
  private struct Measure {
    let name: String
    let values: [Int64]
    let bound: Int64?
    var adaptive: Int64 { values[0] }
    var best: Int64 { values.dropFirst().min() ?? 0 }
    var isAsGood: Bool { PacingTrial.isAsGood(adaptive, as: best) }
    /// How much more than the best, or less; `±0 ns` when equal.
    var ratio: String {
      guard best > 0 else { return adaptive == 0 ? "1.00×" : "–" }
      let hundredths = (adaptive * 100 + best / 2) / best
      let fraction = hundredths % 100
      return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)×"
    }
  }

  private static func measures(_ trials: [PacingTrial]) -> [Measure] {
    [
      Measure(name: "p95", values: trials.map { $0.p95 ?? 0 }, bound: nil),
      Measure(name: "waiting", values: trials.map(\.meanWaiting), bound: trials[0].meanBound),
    ]
  }

  /// Objections to the adaptive policy, or to the judgement itself; empty when all is well.
  var objections: [String] {
    zip(cells, trials).flatMap { cell, trials in
      let index = cell.title
      let worse = Self.measures(trials).filter { !$0.isAsGood }.map { measure in
        "\(index): \(measure.name) \(Quantity.text(measure.adaptive, .nanoseconds)), the best fixed policy's "
          + Quantity.text(measure.best, .nanoseconds)
      }
      let names = [Contender.adaptive.name] + Contender.fixed.map(\.name)
      let faults = zip(names, trials).flatMap { name, trial in
        trial.faults().map { "\(index), \(name): \($0)" }
      }
      // A fixed policy may let its queue fill up; what it refuses then is its own loss.
      let failures = trials[0].failures
      return worse + faults + (failures > 0 ? ["\(index), adaptive: \(failures) failed"] : [])
    }
  }

  /// The table for people, with the objections under it.
  package func text(_ style: TextStyle) -> String {
    var lines = TextTable.wrapped(heading, indent: 0)
    var group: Policy?
    var table = Self.table
    func close() {
      lines += table.lines(style)
      table = Self.table
    }
    for (cell, trials) in zip(cells, trials) {
      if group?.name != cell.policy().name {
        close()
        group = cell.policy()
        lines += ["", style.paint(cell.policy().title, .strong)]
        let names = [Contender.adaptive.name] + Contender.fixed.map(\.name)
        table.add((["", ""] + names + ["ratio", "bound", ""]).map { .init($0, .faint) })
      }
      let hasFaults = trials.contains { !$0.faults().isEmpty }
      for (index, measure) in Self.measures(trials).enumerated() {
        let isGood = measure.isAsGood && !hasFaults
        table.add(
          [.init(index == 0 ? cell.load.title : ""), .init(measure.name, .faint)]
            + measure.values.enumerated().map { index, value in
              .init(Self.short(value), index > 0 && value == measure.best ? .strong : nil)
            }
            + [
              .init(measure.ratio, measure.isAsGood ? nil : .bad),
              .init(measure.bound.map(Self.short) ?? "", .faint), .init(isGood ? "ok" : "NO", isGood ? .good : .bad),
            ])
      }
    }
    close()
    lines.append("")
    let objections = objections
    if objections.isEmpty {
      lines.append(
        style.paint("Everywhere as good as the best fixed policy, and never under the offline optimum.", .good))
    } else {
      lines.append(style.paint("\(objections.count) objections:", .bad))
      lines += objections.map { "  \($0)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static var table: TextTable {
    TextTable([.right, .left] + Array(repeating: .right, count: 9) + [.left], flexible: 1)
  }

  /// Three digits without a space, so that many stand in a row: `612ms`.
  private static func short(_ value: Int64) -> String {
    Quantity.text(value, .nanoseconds).filter { $0 != " " }
  }
}
