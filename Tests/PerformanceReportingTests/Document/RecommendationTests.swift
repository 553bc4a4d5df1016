// Each rule of advice: where it applies, and where it does not.

import PerformanceExamples
import PerformanceMetrics
import PerformanceReporting
import Testing

@Suite struct `A recommendation` {
  private func rules(_ document: PerformanceDocument) -> [Recommendation.Rule] { document.advice.map(\.rule) }

  @Test func `is not given where no rule applies`() throws {
    let document = try DocumentExample.document(try DocumentExample.report())
    #expect(rules(document) == [])
    #expect(DocumentMarkdown(document).text().contains("None of the rules applies (a requirement is not met; headroom"))
  }

  @Test(
    arguments: [(900, []), (901, [.headroom]), (999, [.headroom]), (1000, [.broken])]
      as [(Int64, [Recommendation.Rule])])
  func `warns of headroom under a tenth, and of a broken promise`(p95: Int64, expected: [Recommendation.Rule]) throws {
    // The baseline moves along, so that no regression comes in.
    let run = try DocumentExample.report(p95: p95)
    #expect(rules(PerformanceDocument(accepted: Baseline(from: run))) == expected)
  }

  @Test(
    arguments: [
      ([600, 601, 602, 603, 604], [.drift]), ([600, 600, 600, 600, 600], []), ([604, 603, 602, 601, 600], []),
      ([500, 600, 600, 600, 600, 600], []), ([600, 601, 602, 603], []),
    ] as [([Int64], [Recommendation.Rule])])
  func `warns of what became worse over five runs`(values: [Int64], expected: [Recommendation.Rule]) throws {
    let document = try DocumentExample.document(
      try DocumentExample.report(), trend: try DocumentExample.trend(values))
    #expect(rules(document) == expected)
  }

  @Test func `names the load at which a promise stops holding`() throws {
    let document = try DocumentExample.document(try DocumentExample.report(), envelope: try DocumentExample.envelope())
    #expect(
      document.advice.map(\.text) == [
        "1 identity: does not hold at 10 workers (PERF-01), nor at 110 % (PERF-01). Keep the load below that, or change "
          + "the policy.",
        "5 identities: holds up to 50 workers; does not hold at 110 % (PERF-01). Keep the load below that, or change the "
          + "policy.",
      ])
  }

  @Test func `asks for a new baseline after a gain past tolerance`() throws {
    #expect(rules(try DocumentExample.document(try DocumentExample.report(p95: 470))) == [.gain])
    #expect(rules(try DocumentExample.document(try DocumentExample.report(p95: 500))) == [])
  }
}
