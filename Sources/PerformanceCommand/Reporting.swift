// Makes the files that people look at: the report, its charts, the badge.

import Foundation
import PerformanceMetrics
import PerformanceReporting

/// A report as it was asked for.
package struct ReportRequest: Hashable {
  package var files = NamedFiles()
  package var envelope: String?
  package var reference: String?
  package var scope = ComparisonScope.complete
  package var output: String?
  /// Whether the accepted numbers are reported rather than a run.
  package var isOfBaseline = false
  /// Whether the files are compared with what they should be rather than written.
  package var isCheck = false

  package init() {}
}

/// Renders a document into a folder, or tells which files there are not what they should be.
struct Reporting {
  let locations: Locations
  let request: ReportRequest
  let environment: [String: String]

  func outcome() throws -> Outcome {
    let document = try document()
    let files = try files(of: document)
    let folder = locations.reports(
      named: request.output, of: request.files.run, isOfBaseline: request.isOfBaseline)
    return request.isCheck ? check(files, in: folder) : try write(files, document, to: folder)
  }

  private func document() throws -> PerformanceDocument {
    let baselineFile = locations.baseline(named: request.files.baseline)
    let envelopeFile = locations.envelope(named: request.envelope)
    let history = try locations.history(named: request.files.history).history()
    // A file that was named must be there; one that was not may be missing.
    let envelope = request.envelope != nil || envelopeFile.exists ? try envelopeFile.baseline() : nil
    func trend(_ baseline: Baseline) -> Trend? {
      history.entries.isEmpty ? nil : Trend(history: history, baseline: baseline, last: TrendRequest().last)
    }
    guard !request.isOfBaseline else {
      let baseline = try baselineFile.baseline()
      return PerformanceDocument(accepted: baseline, trend: trend(baseline), envelope: envelope)
    }
    let report = try locations.run(named: request.files.run).report()
    let reference = try request.reference.map {
      try GitFile(reference: $0, file: baselineFile, environment: environment)
    }
    guard reference != nil || request.files.baseline != nil || baselineFile.exists else {
      return PerformanceDocument(run: report, baseline: nil, comparison: nil, envelope: envelope)
    }
    let accepted = try reference?.baseline() ?? baselineFile.baseline()
    let edited = try reference.map { _ in try baselineFile.baseline() }
    let comparison = Comparison(baseline: accepted, report: report, edited: edited, scope: request.scope)
    return PerformanceDocument(
      run: report, baseline: accepted, comparison: comparison, trend: trend(accepted), envelope: envelope)
  }

  /// The files of a document by their names in its folder; the page is for a run, as a repository shows Markdown.
  private func files(of document: PerformanceDocument) throws -> [(name: String, data: Data)] {
    let badge = Badge(document)
    let charts = ReportCharts.images(of: document)
    let pictures = charts.map {
      DocumentMarkdown.Picture(name: $0.name, description: $0.description, path: "charts/\($0.name).svg")
    }
    let page = request.isOfBaseline ? nil : HTMLPage(document, charts: charts).text
    return [("performance-report.md", Data(DocumentMarkdown(document, charts: pictures).text().utf8))]
      + (page.map { [("performance-report.html", Data($0.utf8))] } ?? [])
      + [("badge.svg", Data(badge.svg.utf8)), ("badge.json", try badge.json())]
      + charts.map { ("charts/\($0.name).svg", Data($0.svg.utf8)) }
  }

  private func write(
    _ files: [(name: String, data: Data)], _ document: PerformanceDocument, to folder: NamedFile
  ) throws -> Outcome {
    for file in files { try folder.file(file.name).replace(with: file.data, expected: "room for a report") }
    for name in superfluous(files, in: folder) { try folder.file(name).remove() }
    let list = files.filter { !$0.name.hasPrefix("charts/") }.map { "  \(folder.file($0.name).name)\n" }.joined()
    let charts = files.count { $0.name.hasPrefix("charts/") }
    let more = charts == 0 ? "" : "  \(folder.file("charts").name)/ (\(charts))\n"
    return Outcome(
      output: Data("\(document.title): \(document.state.rawValue). \(document.verdict)\n\(list)\(more)".utf8))
  }

  private func check(_ files: [(name: String, data: Data)], in folder: NamedFile) -> Outcome {
    let wrong =
      files.compactMap { name, data -> String? in
        let file = folder.file(name)
        guard file.exists else { return "\(file.name): missing" }
        return file.holds(data) ? nil : "\(file.name): stale"
      } + superfluous(files, in: folder).map { "\(folder.file($0).name): superfluous" }
    guard !wrong.isEmpty else {
      return Outcome(output: Data("\(folder.name): \(files.count) files are what Baselines/ says.\n".utf8))
    }
    let lines = wrong.map { "\($0); make it anew: swift run performance report --accepted\n" }.joined()
    return Outcome(errors: lines, exitCode: .worse)
  }

  /// Charts of earlier numbers that these numbers do not have.
  private func superfluous(_ files: [(name: String, data: Data)], in folder: NamedFile) -> [String] {
    let known = Set(files.map(\.name))
    return folder.file("charts").contents.map { "charts/\($0)" }.filter { $0.hasSuffix(".svg") && !known.contains($0) }
  }
}
