// Reports and baselines as bytes: stable when good, refused by name when bad.

import Foundation
import PerformanceExamples
import PerformanceMetrics
import Testing

@Suite struct `Reports as bytes` {
  @Test func `come back equal, byte for byte`() throws {
    let report = try Example.fullReport()
    let bytes = try report.json()
    let again = try PerformanceReport(json: bytes, file: "run.json")
    #expect(again == report)
    #expect(try again.json() == bytes)
    let baseline = Baseline(from: report)
    #expect(try Baseline(json: try baseline.json(), file: "baseline.json") == baseline)
    #expect(bytes.last == UInt8(ascii: "\n"))
  }

  @Test func `have one requirement, metric and series a line`() throws {
    let report = try Example.fullReport()
    let lines = String(decoding: try report.json(), as: UTF8.self).split(separator: "\n")
    #expect(
      lines.count { $0.hasPrefix("    {") } == report.requirements.count + report.metrics.count + report.series.count)
    let baseline = String(decoding: try Baseline(from: report).json(), as: UTF8.self).split(separator: "\n")
    #expect(baseline.count { $0.hasPrefix("    {") } == 6 + report.metrics(.simulated).count)
  }

  @Test func `of schema 1 are read with their sources, reasons and conditions`() throws {
    let text = """
      {"schema": 1, "accepted": {"when": "2026-01-02T00:00:00Z", "commit": "new", "configuration": "debug"},
      "parts": [{"accepted": {"when": "2026-01-01T00:00:00Z", "commit": "old", "configuration": "debug"},
      "metrics": ["b"]}],
      "reasons": [{"text": "more work", "edits": [{"kind": "worse", "subject": "a", "words": "1 → 2"},
      {"kind": "promiseRemoved", "subject": "R over z", "words": "was < 5"}],
      "accepted": {"when": "2026-01-02T00:00:00Z", "commit": "new", "configuration": "debug"}}],
      "requirements": [{"id": "R", "row": "r", "metric": "a", "relation": "atMost", "target": 5, "unit": "calls"}],
      "metrics": [\(["a", "b"].map { id in
        """
        {"id": "\(id)", "unit": "calls", "better": "lower", "basis": "simulated", "tolerance": {"absolute": 0},
        "scenario": {"workload": "w", "world": "origin latency", "seed": 1}, "value": 2}
        """
      }.joined(separator: ","))]}
      """
    let baseline = try Baseline(json: Data(text.utf8), file: "b.json")
    #expect(baseline.metricEntries.map(\.source.commit) == ["new", "old"])
    #expect(baseline.metrics.map(\.scenario.conditions) == ["origin latency", "origin latency"])
    #expect(baseline.reasons.map(\.text) == ["more work"])
    #expect(baseline.reasons[0].edits.map(\.subject) == ["a", "R over z"])
    #expect(try Baseline(json: try baseline.json(), file: "b.json") == baseline)
  }

  @Test func `do not depend on the order of the record`() throws {
    let metrics = ["b", "a", "c"].map { Example.metric($0) }
    let requirements = [Example.requirement("R2", "a"), Example.requirement("R1", "b"), Example.requirement("R1", "a")]
    let one = try Example.report(metrics, requirements: requirements)
    let other = try Example.report(metrics.reversed(), requirements: requirements.reversed())
    #expect(try one.json() == other.json())
    #expect(one.requirements.map { $0.requirement.id + $0.requirement.metric } == ["R1a", "R1b", "R2a"])
  }

  @Test func `agree between machines in what is simulated`() throws {
    let simulated = [Example.metric("a", 1)]
    let onHost = Example.requirement("CPU", "host", .lessThan, 5)
    let reports = try [Int64(3), 4].map { cpu in
      try Example.report(
        simulated + [Example.metric("host", cpu, basis: .host)],
        requirements: [Example.requirement("R", "a"), onHost], warnings: ["measured \(cpu)"])
    }
    let texts = try reports.map { String(decoding: try $0.canonicalJSON(), as: UTF8.self) }
    #expect(texts[0] == texts[1])
    #expect(texts[0].contains("\"R\"") && !texts[0].contains("host"))
    let hosts = try reports.map { String(decoding: try $0.canonicalJSON(.host), as: UTF8.self) }
    #expect(hosts[0] != hosts[1])
    #expect(hosts[0].contains("CPU"))
  }

  @Test func `have their requirements judged again, so no stored status is believed`() throws {
    let report = try Example.report(
      [Example.metric("m", 200)], requirements: [Example.requirement("R", "m", .atMost, 150)])
    let text = String(decoding: try report.json(), as: UTF8.self).replacing("\"unmet\"", with: "\"met\"")
    #expect(try PerformanceReport(json: Data(text.utf8), file: "run.json").requirements.map(\.status) == [.unmet])
  }

  @Test func `without metrics are no error`() throws {
    let report = try Example.report([])
    #expect(try PerformanceReport(json: try report.json(), file: "run.json").metrics.isEmpty)
  }

  @Test func `are not made of numbers that contradict each other`() throws {
    let spans = [Span(name: "queued", value: 4)]
    let metric = Metric(
      id: "m", unit: .nanoseconds, basis: .simulated, scenario: Example.scenario, value: 5, spans: spans)
    #expect(throws: ReportError.invalidMetric(id: "m", field: "value", found: "5", expected: "4, the sum of its spans"))
    {
      try Example.report([metric])
    }
    let outside = Metric(
      id: "m", unit: .nanoseconds, basis: .simulated, scenario: Example.scenario, value: 5,
      distribution: Distribution(try Example.samples(4)))
    #expect(throws: ReportError.self) { try Example.report([outside]) }
    // 1 + 2 + 3 + 4: totals belong to a mean, which is 2 here.
    let total = Metric(
      id: "m", unit: .nanoseconds, basis: .simulated, scenario: Example.scenario, value: 3,
      distribution: Distribution(try Example.samples(4)), spans: [Span(name: "queued", value: 10)])
    #expect(throws: ReportError.self) { try Example.report([total]) }
    #expect(throws: ReportError.duplicateMetric(id: "m")) {
      try Example.report([Example.metric("m"), Example.metric("m")])
    }
    #expect(throws: ReportError.duplicateRequirement(id: "R", metric: "m")) {
      try Example.report(
        [], requirements: [Example.requirement("R", "m"), Example.requirement("R", "m", .lessThan, 1)])
    }
  }

  @Test func `whose value was edited by hand are compared, with a note`() throws {
    let report = try Example.report([
      try Metric.percentile(950, id: "m", of: try Example.samples(20), basis: .simulated, scenario: Example.scenario)
    ])
    let edited = String(decoding: try report.json(), as: UTF8.self)
      .replacing("\"unit\":\"ns\",\"value\":19", with: "\"unit\":\"ns\",\"value\":30")
    let comparison = Comparison(
      baseline: Baseline(from: report), report: try PerformanceReport(json: Data(edited.utf8), file: "run.json"))
    #expect(comparison.metrics.map(\.verdict) == [.regressed])
    #expect(comparison.notes == ["m: its value is 30, but should be between its distribution's 1 and 20"])
  }
}

struct BadFile: Sendable, CustomTestStringConvertible {
  let what: String
  var old = ""
  var new = ""
  let place: String
  let found: String
  var testDescription: String { what }

  /// The value of the first metric, not that of a percentile in it.
  private static let value19 = "\"ns\",\"value\":19"

  /// The place in a good report that each bends, and what the error must say.
  static let all = [
    BadFile(what: "another schema", old: "\"schema\": 2", new: "\"schema\": 3", place: "schema", found: "3"),
    BadFile(what: "an older schema", old: "\"schema\": 2", new: "\"schema\": 0", place: "schema", found: "0"),
    BadFile(
      what: "schema as text", old: "\"schema\": 2", new: "\"schema\": \"2\"", place: "schema", found: "the text \"2\""
    ),
    BadFile(what: "no schema", old: "\"schema\": 2", new: "\"scheme\": 2", place: "schema", found: "nothing"),
    BadFile(
      what: "NaN", old: value19, new: "\"ns\",\"value\":NaN", place: "line 19, column 584", found: "NaN"),
    BadFile(
      what: "an infinite number", old: value19, new: "\"ns\",\"value\":1e999", place: "line 19, column 584",
      found: "1e999"),
    BadFile(
      what: "a negative span", old: "\"name\":\"queued\",\"value\":9",
      new: "\"name\":\"queued\",\"value\":-9", place: "metrics[0].spans[0].value", found: "-9"),
    BadFile(
      what: "a fraction", old: value19, new: "\"ns\",\"value\":1.5", place: "metrics[0].value", found: "1.5"),
    BadFile(
      what: "a number past 64 bits", old: value19, new: "\"ns\",\"value\":99999999999999999999",
      place: "metrics[0].value", found: "99999999999999999999"),
    BadFile(
      what: "a negative number", old: value19, new: "\"ns\",\"value\":-1", place: "metrics[0].value",
      found: "-1"),
    BadFile(
      what: "a text for a number", old: value19, new: "\"ns\",\"value\":\"x\"", place: "metrics[0].value",
      found: "the text \"x\""),
    BadFile(
      what: "null for a number", old: value19, new: "\"ns\",\"value\":null", place: "metrics[0].value",
      found: "null"),
    BadFile(
      what: "an unknown unit", old: "\"unit\":\"ns\"", new: "\"unit\":\"days\"", place: "requirements[0].unit",
      found: "the text \"days\""),
    BadFile(
      what: "a missing field", old: "\"better\"", new: "\"bitter\"", place: "metrics[0].better", found: "nothing"),
    BadFile(
      what: "a negative tolerance", old: "\"percent\":20", new: "\"percent\":-1",
      place: "metrics[0].tolerance.percent", found: "-1"),
    BadFile(
      what: "no tolerance", old: "\"percent\":20", new: "\"parts\":20", place: "metrics[0].tolerance",
      found: "neither percent nor absolute"),
    BadFile(
      what: "no samples", old: "\"count\":20", new: "\"count\":0", place: "metrics[0].distribution.count",
      found: "0"),
    BadFile(
      what: "a minimum over the maximum", old: "\"minimum\":1", new: "\"minimum\":21",
      place: "metrics[0].distribution.maximum", found: "20"),
    BadFile(
      what: "an impossible total", old: "\"total\":210", new: "\"total\":401",
      place: "metrics[0].distribution.total", found: "401"),
    BadFile(
      what: "a falling percentile", old: "\"value\":15", new: "\"value\":9",
      place: "metrics[0].distribution.percentiles[1].value", found: "9"),
    BadFile(
      what: "a rank twice", old: "\"permille\":750", new: "\"permille\":500",
      place: "metrics[0].distribution.percentiles[1].permille", found: "500"),
    BadFile(
      what: "an id twice", old: "\"id\":\"other\"", new: "\"id\":\"m.p95\"", place: "metrics",
      found: "the id m.p95 twice"),
    BadFile(
      what: "an id with a space", old: "\"id\":\"other\"", new: "\"id\":\"an other\"", place: "metrics[1].id",
      found: "\"an other\""),
    BadFile(
      what: "a key twice", old: "\"seed\": 42,", new: "\"seed\": 42, \"seed\": 43,",
      place: "line 7, column 17",
      found: "the key \"seed\" a second time"),
    BadFile(
      what: "a point of three", old: "[1,29]", new: "[1,29,30]", place: "series[0].points[0]",
      found: "3 elements"),
    BadFile(
      what: "another status", old: "\"status\":\"met\"", new: "\"status\":\"fine\"",
      place: "requirements[0].status", found: "the text \"fine\""),
    BadFile(
      what: "an unknown escape", old: "\"6.3.1\"", new: "\"6\\q3\"", place: "line 8, column 14",
      found: "a text with an unknown escape"),
  ]

  static func good() throws -> String {
    let report = try Example.report(
      [
        try Metric.percentile(
          950, id: "m.p95", of: try Example.samples(20), basis: .simulated, scenario: Example.scenario),
        Example.metric("other", 7, unit: .calls),
      ], requirements: [Example.requirement("R", "m.p95")],
      series: [
        Series(
          id: "s", scenario: Example.scenario, x: Axis(name: "minute", unit: .count),
          y: Axis(name: "calls", unit: .calls),
          points: [Point(1, 29)])
      ])
    return String(decoding: try report.json(), as: UTF8.self)
  }
}

@Suite struct `Bad files` {
  @Test(arguments: BadFile.all)
  func `are refused with their place and what was found`(_ bad: BadFile) throws {
    let good = try BadFile.good()
    let text = try #require(good.firstRange(of: bad.old).map { good.replacingCharacters(in: $0, with: bad.new) })
    let error = #expect(throws: InputError.self) { try PerformanceReport(json: Data(text.utf8), file: "run.json") }
    #expect(error?.place == bad.place)
    #expect(error?.found == bad.found)
    #expect(error?.description.hasPrefix("run.json, \(bad.place): found \(bad.found), expected ") == true)
  }

  @Test func `cut short anywhere are refused`() throws {
    let good = Array(try BadFile.good().utf8)
    // The last byte is a newline, which a report can lose.
    for length in stride(from: 0, to: good.count - 1, by: 13) {
      #expect(throws: InputError.self) { try PerformanceReport(json: Data(good[..<length]), file: "run.json") }
    }
    let error = #expect(throws: InputError.self) {
      try PerformanceReport(json: Data(good[..<(good.count - 2)]), file: "run.json")
    }
    #expect(error?.found == "the end of the file")
  }

  @Test(arguments: [
    (Data(), "", "an empty file"), (Data("{\"a\": \"\u{e9}\"".utf8) + [0xFF], "line 1, column 10", "the byte 0xFF"),
    (Data([0xC3]), "line 1, column 1", "the byte 0xC3"), (Data("[]".utf8), "", "an array of 0"),
    (Data("{}\n{}".utf8), "line 2, column 1", "{"), (Data("{\"é\": 1,}".utf8), "line 1, column 9", "}"),
    (Data("{\"a\": 01}".utf8), "line 1, column 8", "1"),
    (Data("{\"a\": \"\n\"}".utf8), "line 1, column 8", "a control character in a text"),
    (Data("{\"b\": 1, \"a\": 2, \"b\": 3}".utf8), "line 1, column 18", "the key \"b\" a second time"),
    (Data(String(repeating: "[", count: 200).utf8), "line 1, column 101", "100 levels of nesting"),
  ])
  func `that are no JSON are refused where they break`(json: Data, place: String, found: String) {
    let error = #expect(throws: InputError.self) { try PerformanceReport(json: json, file: "run.json") }
    #expect(error?.place == place)
    #expect(error?.found == found)
  }

  @Test func `of a newer schema say which one can be read`() {
    let error = #expect(throws: InputError.self) { try Baseline(json: Data("{\"schema\": 3}".utf8), file: "b.json") }
    #expect(error?.expected.hasPrefix("2,") == true)
    #expect(error?.remedy.contains("update sheets-performance") == true)
  }

  @Test func `that hold host metrics are no baselines`() throws {
    let text = String(
      decoding: try Baseline(from: try Example.report([Example.metric("m")])).json(), as: UTF8.self
    )
    .replacing("\"simulated\"", with: "\"host\"")
    let error = #expect(throws: InputError.self) { try Baseline(json: Data(text.utf8), file: "b.json") }
    #expect(error?.place == "metrics[0].basis")
  }
}
