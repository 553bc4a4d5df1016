// The results of a fuzz by kind of input, and the inputs that broke a rule.

import Foundation

/// The results of some of the inputs.
package struct FuzzTally: Sendable {
  /// The number of inputs for each kind and result.
  package private(set) var outcomes: [String: [String: Int]] = [:]
  package private(set) var findings: [FuzzFinding] = []

  package var inputs: Int { outcomes.values.reduce(0) { $0 + $1.values.reduce(0, +) } }

  package mutating func add(_ kind: FuzzKind, _ outcome: String) {
    outcomes[kind.rawValue, default: [:]][outcome, default: 0] += 1
  }

  package mutating func add(_ finding: FuzzFinding) { findings.append(finding) }

  package mutating func add(_ other: FuzzTally) {
    for (kind, counts) in other.outcomes { outcomes[kind, default: [:]].merge(counts, uniquingKeysWith: +) }
    findings += other.findings
  }

  /// What the findings say, the first 20 by input, each with the command that repeats it.
  package func reports(_ plan: FuzzPlan) -> [String] {
    findings.sorted { $0.input < $1.input }.prefix(20).map { finding in
      "input \(finding.input): \(finding.shown)\n\(finding.problem)\nrepeat it with \(plan.command(repeating: finding.input))"
    }
  }

  /// The results of all inputs; ends with a newline.
  package func summary(_ plan: FuzzPlan) -> String {
    "\(inputs) inputs with seed \(plan.seed), \(findings.count) broke a rule\n\(table)\n"
  }

  /// Kinds of which no input was valid, or none was refused; a drawn reference is always valid.
  package var oneSided: [String] {
    FuzzKind.allCases.filter { kind in
      let counts = outcomes[kind.rawValue] ?? [:]
      let taken = (counts["parsed"] ?? 0) + (counts["200"] ?? 0)
      let refused = (counts["rejected"] ?? 0) + (counts["400"] ?? 0) + (counts["404"] ?? 0)
      return taken == 0 || (refused == 0 && kind != .reference)
    }.map(\.rawValue)
  }

  /// A line for each kind with the counts of its results.
  package var table: String {
    FuzzKind.allCases.map { kind in
      let counts = outcomes[kind.rawValue] ?? [:]
      let parts = counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      let total = "\(counts.values.reduce(0, +))"
      return kind.rawValue.padding(toLength: 20, withPad: " ", startingAt: 0)
        + String(repeating: " ", count: max(0, 8 - total.count)) + "\(total)   \(parts.joined(separator: ", "))"
    }.joined(separator: "\n")
  }
}
