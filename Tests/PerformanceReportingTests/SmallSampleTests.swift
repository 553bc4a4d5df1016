// A percentile of few samples is their maximum, and says so.

import PerformanceExamples
import PerformanceMetrics
import PerformanceReporting
import Testing

@Suite struct `A percentile of few samples` {
  private func report(_ count: Int) throws -> PerformanceReport {
    try Example.report(
      Metric.summary(id: "latency", of: Example.samples(count), basis: .simulated, scenario: Example.scenario),
      requirements: [Example.requirement("PERF-02", "latency.p99", .lessThan, 1_000)])
  }

  @Test(
    arguments: [
      (1, "p50, p95, p99 = maximum of 1 sample"), (2, "p95, p99 = maximum of 2 samples"),
      (19, "p95, p99 = maximum of 19 samples"), (20, "p99 = maximum of 20 samples"),
      (99, "p99 = maximum of 99 samples"), (100, nil), (1_000, nil),
    ] as [(Int, String?)])
  func `is their maximum in the tables of a run`(count: Int, remark: String?) throws {
    let report = try report(count)
    for document in [
      Document(run: report), Document(summaryOf: report), DocumentExample.first(report).document,
      DocumentExample.committed(report).document,
    ] {
      let texts = [document.text(), document.markdown(), HTMLPage(document).text]
      for text in texts.suffix(2) { #expect(text.contains(remark ?? "latency")) }
      for text in texts where remark == nil { #expect(!text.contains("= maximum of")) }
    }
  }

  @Test(arguments: [(20, "p99 = maximum of 20 samples"), (100, nil)])
  func `is their maximum where it is compared or required`(count: Int, remark: String?) throws {
    let (old, new) = (try report(count + 100), try report(count))
    let comparison = Comparison(baseline: Baseline(from: old), report: new)
    let document = Document(comparison: comparison, commands: DocumentExample.commands)
    #expect(document.text().contains("= maximum of") == (remark != nil))
    if let remark { #expect(document.text().contains(remark)) }
    // Of the requirement's row too; the run's own table says it above.
    let required = Document(run: new).text().components(separatedBy: "Simulated").first ?? ""
    #expect(required.contains("= maximum of") == (remark != nil))
  }

  @Test func `is one whatever count a file claims`() {
    #expect(NearestRank.rank(permille: 990, count: .max) == Int((Int128(Int.max) * 990 + 999) / 1_000))
  }
}
