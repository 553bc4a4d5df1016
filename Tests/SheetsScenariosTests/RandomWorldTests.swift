// The simulation test: random workloads, faults and configurations, each from one seed.

import SheetsScenarios
import Testing

@Suite struct `Random worlds` {
  /// As many as take about three seconds in debug on two idle cores, and enough for every feature to come up.
  private static let count = 300

  @Test func `break no invariant`() async {
    let tally = await SeedSweep(count: Self.count).run()
    for report in tally.reports { Issue.record("\(report)") }
    #expect(tally.worlds == Self.count + FrozenWorld.corpus.count)
    #expect(tally.missing == [], "a sweep without these proves too little")
    print("random worlds: \(tally.worlds) seeds; more with: swift run -c release lab simulate --seeds 10000")
  }
}
