// The badge: its colors at their edges, the row that it shows, and that it is never green without a number.

import Foundation
import PerformanceExamples
import PerformanceMetrics
import PerformanceReporting
import Testing

@Suite struct `A badge` {
  private static let thresholds = BadgeThresholds(good: 1_000_000_000, fair: 1_500_000_000)

  private static func metric(_ id: String, _ nanoseconds: Int64) -> Metric {
    Metric(
      id: id, unit: .nanoseconds, basis: .simulated, scenario: Example.scenario, value: nanoseconds,
      labels: ["statistic": "p95"])
  }

  private static func requirement(
    _ metric: String, target: Int64 = 9_000_000_000, row: String = "1 worker", badge: BadgeThresholds? = thresholds
  ) -> Requirement {
    Requirement(
      id: "PERF-01", row: row, metric: metric, relation: .lessThan, target: target, unit: .nanoseconds, badge: badge)
  }

  private func badge(_ nanoseconds: Int64, row: String = "1 worker") throws -> Badge {
    let report = try Example.report(
      [Self.metric("m.p95", nanoseconds)], requirements: [Self.requirement("m.p95", row: row)])
    return Badge(DocumentExample.committed(report))
  }

  /// A run with two rows of PERF-01 under 1 s, compared with one in which both took 100 ms and 200 ms.
  private func badge(few: Int64, many: Int64) throws -> Badge {
    func report(_ few: Int64, _ many: Int64) throws -> PerformanceReport {
      let values = [("load/many.p95", many), ("latency/few.p95", few)]
      return try Example.report(
        values.map { Self.metric($0.0, $0.1 * Example.milliseconds) },
        requirements: values.map {
          Self.requirement(
            $0.0, target: 1_000 * Example.milliseconds, row: "in \($0.0)",
            badge: $0.0.hasPrefix("latency") ? Self.thresholds : nil)
        })
    }
    let (baseline, run) = (Baseline(from: try report(100, 200)), try report(few, many))
    return Badge(
      ReportContent(
        run: run, baseline: baseline, comparison: Comparison(baseline: baseline, report: run),
        commands: DocumentExample.commands))
  }

  @Test(
    arguments: [
      (0, .brightgreen), (999_999_999, .brightgreen), (1_000_000_000, .yellow), (1_499_999_999, .yellow),
      (1_500_000_000, .red), (.max, .red),
    ] as [(Int64, Badge.Color)])
  func `is green under 1 s, yellow under 1.5 s, then red`(nanoseconds: Int64, color: Badge.Color) throws {
    let badge = try badge(nanoseconds)
    #expect(badge.color == color)
    let fills = try #require(XMLReader(badge.svg)).elements.compactMap { $0.attributes["fill"] }
    let hexadecimal = [Badge.Color.brightgreen: "#2a7a0b", .yellow: "#e0b020", .red: "#b0281a"]
    #expect(fills == ["#444", hexadecimal[color], "#fff", color == .yellow ? "#222" : "#fff"])
  }

  @Test(arguments: [(100, 200), (100, 1_200), (1_200, 200), (1_200, 1_300)] as [(Int64, Int64)])
  func `shows the same number whichever row fails`(few: Int64, many: Int64) throws {
    let badge = try badge(few: few, many: many)
    #expect(badge.label == "p95, in latency/few.p95")
    #expect(badge.message.hasPrefix(few == 100 ? "100 ms" : "1.2 s"))
    #expect(badge.color == (many == 200 && few == 100 ? .brightgreen : .red))
  }

  @Test(arguments: [(Int64(300), Badge.Color.brightgreen), (250, .yellow), (199, .red)])
  func `of a requirement for more is green from the good threshold on`(value: Int64, color: Badge.Color) throws {
    let report = try Example.report(
      [Example.metric("throughput", value, unit: .callsPerSecond, better: .higher)],
      requirements: [
        Requirement(
          id: "R", row: "all", metric: "throughput", relation: .atLeast, target: 100, unit: .callsPerSecond,
          badge: BadgeThresholds(good: 300, fair: 200))
      ])
    let badge = Badge(DocumentExample.committed(report))
    #expect((badge.label, badge.color) == ("R, all", color))
  }

  @Test func `is grey where the requirement that it shows was not measured`() throws {
    let report = try Example.report([], requirements: [Self.requirement("absent.p95", row: "here")])
    let badge = Badge(DocumentExample.committed(report))
    #expect((badge.label, badge.message, badge.color) == ("PERF-01, here", "no data", .lightgrey))
    #expect(badge.svg.contains("\"#6b6b6b\""))
  }

  @Test(arguments: [(100, .brightgreen), (2_000, .red)] as [(Int64, Badge.Color)])
  func `counts the requirements where the suite names none for it`(value: Int64, color: Badge.Color) throws {
    let report = try Example.report(
      [Self.metric("m", value), Self.metric("n", 1)],
      requirements: ["m", "n"].map { Self.requirement($0, target: 1_000, badge: nil) })
    let badge = Badge(DocumentExample.committed(report))
    #expect(
      (badge.label, badge.message, badge.color)
        == ("requirements", color == .red ? "1 of 2 met" : "2 of 2 met", color))
  }

  @Test func `counts what was measured, and is grey for the rest`() throws {
    let report = try Example.report(
      [Self.metric("m", 1)], requirements: ["m", "n"].map { Self.requirement($0, badge: nil) })
    let badge = Badge(DocumentExample.committed(report))
    #expect((badge.message, badge.color) == ("1 of 1 measured met; 1 not measured", .lightgrey))
  }

  @Test func `of a failing run is red whatever the number`() throws {
    let failing = Badge(try DocumentExample.content(try DocumentExample.report(p95: 800)))
    #expect((failing.message, failing.color) == ("800 ms, failing", .red))
  }

  @Test func `of a partial run is grey, or red`() throws {
    let partial = Badge(try DocumentExample.content(try DocumentExample.report(), scope: .partial))
    #expect((partial.message, partial.color) == ("600 ms, partial", .lightgrey))
    for (p95, color) in [(600, .lightgrey), (1_200, .lightgrey), (1_500, .red)] as [(Int64, Badge.Color)] {
      let run = try DocumentExample.report(p95: p95, target: 2_000)
      #expect(Badge(DocumentExample.first(run)).color == color)
    }
  }

  @Test func `is an endpoint of shields.io`() throws {
    let json = String(decoding: try badge(629 * Example.milliseconds, row: "\"1\"\u{202E}\n").json(), as: UTF8.self)
    #expect(
      json == """
        {
          "color" : "brightgreen",
          "label" : "p95, \\"1\\"··",
          "message" : "629 ms",
          "schemaVersion" : 1
        }

        """)
  }

  @Test(
    arguments: [
      ("1 worker", "1 worker"), ("]]><script>\"&'\u{202E}\u{0}\n", "]]><script>\"&'···"),
      ("50 人, \u{1F469}\u{200D}\u{1F3ED}", "50 人, \u{1F469}·\u{1F3ED}"),
    ])
  func `is a picture that says itself in words, whatever the row`(row: String, seen: String) throws {
    let reader = try #require(XMLReader(try badge(629 * Example.milliseconds, row: row).svg))
    let words = "p95, \(seen)"
    let root = try #require(reader.elements.first)
    #expect(root.name == "svg" && root.attributes["role"] == "img")
    #expect(root.attributes["aria-label"] == "\(words): 629 ms")
    let lines = reader.text.split(separator: "\n").map(String.init)
    #expect(lines == ["\(words): 629 ms", words, "629 ms"])
    #expect(
      reader.elements.map(\.name) == ["svg", "title", "clipPath", "rect", "g", "rect", "rect", "g", "text", "text"])
  }

  @Test func `is wide enough for both halves`() throws {
    let elements = try #require(XMLReader(try badge(629 * Example.milliseconds).svg)).elements
    func numbers(_ name: String, _ key: String) -> [Int] {
      elements.filter { $0.name == name }.map { $0.attributes[key].flatMap { Int($0) } ?? 0 }
    }
    let widths = numbers("rect", "width")
    #expect(widths[0] == widths[1] + widths[2] && numbers("svg", "width") == [widths[0]])
    #expect(numbers("rect", "x") == [0, 0, widths[1]] && numbers("text", "x") == [6, widths[1] + 6])
    #expect(numbers("text", "textLength") == [widths[1] - 12, widths[2] - 12])
  }
}
