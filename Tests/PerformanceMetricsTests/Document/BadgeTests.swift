// The badge: its colours at their edges, and that it is never green without a number.

import Foundation
import PerformanceMetrics
import Testing

@Suite struct `A badge` {
  private func badge(_ nanoseconds: Int64, row: String = "1 worker") throws -> Badge {
    let report = try Example.report(
      [Example.metric("m.p95", nanoseconds)],
      requirements: [Example.requirement("PERF-01", "m.p95", .lessThan, 9_000_000_000, row: row)])
    return Badge(PerformanceDocument(accepted: Baseline(accepting: report)))
  }

  @Test(
    arguments: [
      (0, .brightgreen), (999_999_999, .brightgreen), (1_000_000_000, .yellow), (1_499_999_999, .yellow),
      (1_500_000_000, .red),
    ] as [(Int64, Badge.Colour)])
  func `is green under 1 s, yellow under 1.5 s, then red`(nanoseconds: Int64, colour: Badge.Colour) throws {
    #expect(try badge(nanoseconds).colour == colour)
  }

  @Test func `names the row that it shows`() throws {
    let badge = try badge(629_000_000)
    #expect((badge.label, badge.message) == ("p95, 1 worker", "629 ms"))
    let json = String(decoding: try badge.json(), as: UTF8.self)
    #expect(json.contains("\"schemaVersion\" : 1") && json.contains("\"message\" : \"629 ms\""))
  }

  @Test func `is grey without a number`() throws {
    let nothing = try Example.report([Example.metric("m")], requirements: [Example.requirement("PERF-01", "absent")])
    let empty = try Example.report([Example.metric("m")])
    for report in [nothing, empty] {
      let badge = Badge(PerformanceDocument(accepted: Baseline(accepting: report)))
      #expect((badge.message, badge.colour) == ("no data", .lightgrey))
    }
  }

  @Test func `of a failing run is red whatever the number, and of a partial one never green`() throws {
    let failing = Badge(try DocumentExample.document(try DocumentExample.report(p95: 800)))
    #expect((failing.message, failing.colour) == ("800 ms, failing", .red))
    let partial = Badge(try DocumentExample.document(try DocumentExample.report(), scope: .partial))
    #expect(partial.colour == .brightgreen || partial.colour == .lightgrey)
    let run = try DocumentExample.report()
    let alone = Badge(PerformanceDocument(run: run, baseline: nil, comparison: nil))
    #expect((alone.message, alone.colour) == ("600 ms, partial", .lightgrey))
  }

  @Test func `shows a hostile row as text`() throws {
    let svg = try badge(1, row: "<script>\"&\u{202E}\n").svg
    #expect(svg.contains("p95, &lt;script&gt;&quot;&amp;··") && !svg.contains("<script"))
  }
}
