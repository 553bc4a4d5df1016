// Seeded fuzz over A1 notation, JSON, and the bodies, paths and queries of the REST server.

import Foundation
import Testing

@Suite struct `The fuzz` {
  @Test func `finds no crash and no rejection that is not Google-shaped`() async throws {
    let plan = FuzzPlan(ProcessInfo.processInfo.environment)
    let end = plan.seconds.map { ContinuousClock.now + .seconds($0) }
    let tally = try await withThrowingTaskGroup(of: FuzzTally.self) { group in
      for number in 0..<FuzzBlock.count { group.addTask { try FuzzBlock(plan: plan, number: number, end: end).run() } }
      return try await group.reduce(into: FuzzTally()) { $0.add($1) }
    }
    for finding in tally.findings.sorted(by: { $0.input < $1.input }).prefix(20) {
      Issue.record(
        "input \(finding.input): \(finding.shown)\n\(finding.problem)\nrepeat it with \(plan.command(repeating: finding.input))"
      )
    }
    // A fuzz of which everything is refused, or nothing, tries nothing.
    if tally.inputs >= 1000 { #expect(tally.oneSided.isEmpty) }
    let summary =
      "\(tally.inputs) inputs with seed \(plan.seed), \(tally.findings.count) broke a rule\n\(tally.table)\n"
    try plan.report.map { try summary.write(to: $0, atomically: true, encoding: .utf8) }
  }

  @Test func `names the command that repeats an input with its stretch`() {
    let plan = FuzzPlan(["FUZZ_SEED": "7"])
    #expect(plan.command(repeating: 57) == "Scripts/fuzz --seed 7 --from 51 --inputs 7")
    #expect(plan.command(repeating: 60) == "Scripts/fuzz --seed 7 --from 51 --inputs 10")
    #expect(plan.command(repeating: 61) == "Scripts/fuzz --seed 7 --from 61 --inputs 1")
  }

  @Test func `draws the same inputs from the same seed`() throws {
    let drawn = try (0..<2).map { _ in
      var session = try FuzzSession(seed: 3, number: 5)
      return (0..<FuzzSession.length).map { _ in session.draw().shown }
    }
    #expect(drawn[0] == drawn[1])
  }
}
