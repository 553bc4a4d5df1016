// Two numbers that are told to differ look different, wherever a reader meets them.

import Foundation
import PerformanceExamples
import PerformanceMetrics
import PerformanceReporting
import Testing

/// Metrics before and after that differ by less than three digits show.
struct ClosePair: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let before: Metric
  let after: Metric

  private init(
    _ before: (Int64, Int64), _ after: (Int64, Int64), _ unit: MetricUnit, better: Direction = .lower, value: Int64
  ) {
    func metric(_ fraction: (Int64, Int64)) -> Metric {
      Metric(
        id: "m", unit: unit, better: better, basis: .simulated, tolerance: .relative(percent: 20),
        scenario: Example.scenario, value: value, fraction: Fraction(fraction.0, over: fraction.1), test: "t")
    }
    testDescription = "\(before) → \(after) \(unit.rawValue)"
    self.before = metric(before)
    self.after = metric(after)
  }

  static let all = [
    ClosePair((110, 100), (149, 100), .calls, value: 1),
    ClosePair((10_000, 10_000), (10_001, 10_000), .calls, value: 1),
    ClosePair((1, 10_000), (4, 10_000), .permille, value: 0),
    ClosePair((20_001, 20_000), (20_003, 20_000), .permille, value: 1_000),
    ClosePair((10_001, 10_000), (10_000, 10_000), .callsPerSecond, better: .higher, value: 1),
    ClosePair((10_000_000_003, 10), (10_000_000_006, 10), .nanoseconds, value: 1_000_000_000),
  ]
}

extension DocumentBlock {
  fileprivate var everyTable: [DocumentTable] {
    switch self {
    case .table(let table): [table]
    case .folded(_, let blocks): blocks.flatMap(\.everyTable)
    case .charts(let images):
      images.map { image in
        DocumentTable(image.title, image.heading.map { .text($0) }, image.values.map { $0.map { DocumentCell($0) } })
      }
    default: []
    }
  }
}

@Suite struct `Numbers that differ` {
  private func comparison(_ pair: ClosePair, _ failure: FailureThreshold = .regression) throws -> Comparison {
    let baseline = Baseline(from: try Example.report([pair.before]))
    let report = try Example.report([pair.after])
    return Comparison(
      baseline: baseline, report: report, edited: Baseline(from: report, replacing: baseline, reason: "on purpose"),
      failure: failure)
  }

  /// Whether a text goes from a number to one that looks different.
  private func isTold(_ words: String, _ arrow: String = " → ") throws -> Bool {
    let sides = words.components(separatedBy: arrow)
    let (old, new) = (try #require(sides.first), try #require(sides.dropFirst().first))
    func number(_ text: Substring) -> Double? {
      Double(text.filter { $0.isNumber || $0 == "." }) ?? nil
    }
    let before = old.split(separator: " ").last { $0.contains { $0.isNumber } }
    let after = new.split(separator: " ").first { $0.contains { $0.isNumber } }
    return before.flatMap(number) != after.flatMap(number)
  }

  @Test(arguments: ClosePair.all)
  func `look different in every table`(_ pair: ClosePair) throws {
    let comparison = try comparison(pair)
    let baseline = Baseline(from: try Example.report([pair.before]))
    let documents = [
      Document(comparison: comparison, run: "r", baseline: "b", commands: DocumentExample.commands),
      ReportContent(
        run: try Example.report([pair.after]), baseline: baseline, comparison: comparison,
        commands: DocumentExample.commands
      ).document, SpotCheck(comparison).document,
    ]
    for document in documents {
      var seen = 0
      for table in document.sections.flatMap(\.blocks).flatMap(\.everyTable) {
        let titles = table.columns.map(\.title)
        guard let old = titles.firstIndex(of: "baseline"),
          let new = titles.firstIndex(of: "run") ?? titles.firstIndex(of: "value")
        else { continue }
        for row in table.rows where row.contains(where: { $0.text == "m" }) {
          seen += 1
          #expect(try isTold("\(row[old].text) → \(row[new].text)"), "\(row.map(\.text))")
          if let change = titles.firstIndex(of: "change") {
            #expect(row[change].text.contains { "123456789".contains($0) }, "\(row.map(\.text))")
          }
        }
      }
      #expect(seen > 0)
    }
  }

  @Test(arguments: ClosePair.all)
  func `look different in the files for other tools`(_ pair: ClosePair) throws {
    let comparison = try comparison(pair, .drift)
    func text(_ format: ExportFormat) throws -> String {
      String(decoding: try format.export(comparison).data(), as: UTF8.self)
    }
    let record = try #require(text(.csv).split(separator: "\r\n").last).split(
      separator: ",", omittingEmptySubsequences: false)
    #expect(record[5] != record[6] && Double(record[7]) != 0, "\(record)")
    #expect(try isTold(#require(text(.junit).split(separator: "message=\"m: ").last.map(String.init))))
    let entry = try text(.githubActionBenchmark)
    let (old, new) = Quantity.pair(pair.before, pair.after)
    #expect(!entry.contains("baseline \(new)") && (pair.after.better == .higher || entry.contains("baseline \(old)")))
    for (format, metric) in [(ExportFormat.bencher, pair.after), (.githubActionBenchmark, pair.after)]
    where metric.better == .lower || format == .bencher {
      let plain = Quantity.plain(metric.exact, metric.unit)
      #expect(try text(format).contains("\"value\" : \(plain)"), "\(plain)")
    }
  }

  @Test(arguments: ClosePair.all)
  func `look different in every sentence`(_ pair: ClosePair) throws {
    let comparison = try comparison(pair)
    let warning = try #require(SpotCheck(comparison).warnings.first?.sentence)
    #expect(try isTold(warning.components(separatedBy: " from ").last ?? "", " to "))
    let edit = try #require(comparison.baselineEdits.first)
    #expect(try isTold(edit.words))
    // Targets and tolerances, too.
    let second: Int64 = 1_000_000_000
    func judged(_ extra: Int64) throws -> PerformanceReport {
      try Example.report(
        [Example.metric("m", tolerance: .absolute(second + extra))],
        requirements: [Example.requirement("R", "m", .lessThan, second + extra)])
    }
    let (old, new) = (Baseline(from: try judged(0)), try judged(1))
    for edit in BaselineEdit.edits(from: old, to: Baseline(from: new)) {
      #expect(try isTold(edit.words), "\(edit.words)")
    }
    let remarks = Document(comparison: Comparison(baseline: old, report: new), commands: DocumentExample.commands)
      .text()
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for words in ["declares 1,000,000,001 ns, the baseline 1,000,000,000 ns", "< 1,000,000,001 ns, the baseline <"] {
      #expect(remarks.contains(words), "\(words)")
    }
    let reason = try #require(comparison.reasons.first?.edits.first)
    #expect(try isTold(reason.words))
  }
}
