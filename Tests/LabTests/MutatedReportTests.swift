// Files that were mutated at random: no crash of the command, and never a pass for what is not as good.

import Foundation
import Lab
import PerformanceCommand
import Testing

@Suite struct `Mutated reports` {
  /// A few with every test run, in this process; `lab mutate-reports` tries many, each in a process of its own.
  private static let count = 200

  @Test func `never crash the command and never pass when they are worse`() async throws {
    let tally = try await MutatedReports(seed: 1) { words, folder in
      Program(environment: [:], directory: folder.path, isTerminal: false).run(words).exitCode.rawValue
    }.run(count: Self.count)
    #expect(tally.crashes == [] && tally.wrongPasses == [], "\(tally.summary(seed: 1))")
    #expect(tally.inputs == Self.count)
    #expect(
      tally.passes > 0 && tally.passes < tally.inputs, "changes that do harm and changes that do not are among them")
    #expect(tally.updates > 0, "no baseline was updated: \(tally.summary(seed: 1))")
  }

  @Test func `are reported when they pass wrongly and when they crash the command`() async throws {
    let yes = try await MutatedReports(seed: 1) { _, _ in 0 }.run(count: 40)
    #expect(!yes.wrongPasses.isEmpty && yes.crashes.isEmpty)
    let crash = try await MutatedReports(seed: 1) { _, _ in nil }.run(count: 40)
    #expect(crash.crashes.count == 40)
  }
}
