// A gain past tolerance is good news that a baseline left as it is would let slip away unseen.

import Foundation
import PerformanceExamples
import PerformanceMetrics
import PerformanceReporting
import Testing

@Suite struct `A gain past tolerance` {
  /// A count without tolerance that got better by accident, among many metrics that did too.
  private func comparison(_ others: Int = 0, better: Direction = .lower) throws -> Comparison {
    func report(_ value: Int64) throws -> PerformanceReport {
      try Example.report((0...others).map { Example.metric("m\($0)", value, unit: .calls, better: better) })
    }
    let (less, more) = (try report(28), try report(29))
    return Comparison(
      baseline: Baseline(from: better == .lower ? more : less), report: better == .lower ? less : more)
  }

  private let remark = "improved past tolerance: a later loss passes until the baseline is updated"

  @Test(arguments: [0, 20], [Direction.lower, .higher])
  func `of a count stands in every document, with what to type`(others: Int, better: Direction) throws {
    let comparison = try comparison(others, better: better)
    #expect(comparison.exitCode == .nothingWorse)
    let document = Document(comparison: comparison, commands: DocumentExample.commands)
    let page = HTMLPage(document).text
    for text in [document.text(), document.markdown(), page] {
      let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(words.contains("\(others + 1) improved past tolerance: the baseline is out of date"))
      #expect(words.contains("make the run the baseline, so that losing the gain shows"))
      #expect(words.contains(DocumentExample.commands.update))
    }
    // A terminal shows of what is folded its line alone.
    for text in [document.markdown(), page] + (others == 0 ? [document.text()] : []) { #expect(text.contains(remark)) }
  }

  @Test func `of a count stands in a spot check and in the files for other tools`() throws {
    let comparison = try comparison()
    #expect(SpotCheck(comparison).document.text().contains(remark))
    for format in [ExportFormat.junit, .githubActionBenchmark] {
      #expect(String(decoding: try format.export(comparison).data(), as: UTF8.self).contains(remark))
    }
    let json = try ComparisonJSON(comparison, commands: DocumentExample.commands).data()
    #expect(String(decoding: json, as: UTF8.self).contains("\"improvedPastTolerance\" : true"))
  }

  @Test func `of a run that does not pass is told without advice to keep it`() throws {
    let baseline = Baseline(from: try Example.report([Example.metric("a", 2), Example.metric("b", 2, unit: .calls)]))
    let comparison = Comparison(
      baseline: baseline, report: try Example.report([Example.metric("a", 3), Example.metric("b", 1, unit: .calls)]))
    let text = Document(comparison: comparison, commands: DocumentExample.commands).text()
    #expect(text.contains(remark) && !text.contains("so that losing the gain shows"))
  }
}
