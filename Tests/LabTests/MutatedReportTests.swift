// Files that were mutated at random: no crash of the command, and never a pass for what is not as good.

import Foundation
import Lab
import Testing

@Suite struct `Mutated reports` {
  /// A few with every test run; `lab mutate-reports` tries many.
  private static let count = 200

  @Test func `never crash the command and never pass when they are worse`() async throws {
    let binary = try Self.binary()
    let tally = try await MutatedReports(seed: 1) { try BuiltCommand.run(binary, $0, in: $1) }.run(count: Self.count)
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

  /// The product beside the test bundle: next to it on Linux; on macOS the runner is elsewhere, and the bundle is loaded.
  private static func binary() throws -> URL {
    try BuiltCommand.find(
      beside: [Bundle.main.bundleURL, URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()]
        + Bundle.allBundles.map { $0.bundleURL.deletingLastPathComponent() })
  }
}
