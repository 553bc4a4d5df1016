// Histories that tests follow: runs of one commit a day.

import Foundation
import PerformanceMetrics

extension History {
  /// A run of a commit on a day after the first of 2026.
  package static func run(_ commit: String, _ day: Int, _ metrics: [Metric]) throws -> PerformanceReport {
    let when = "2026-\(day < 31 ? "01" : "02")-\(day % 31 < 9 ? "0" : "")\(day % 31 + 1)T12:00:00Z"
    let run = RunInformation(
      when: when, commit: commit, uncommittedChanges: false, host: Example.run.host, swift: "6.3",
      configuration: .debug, seed: 42)
    return try PerformanceReport(run: run, requirements: [], metrics: metrics, series: [])
  }

  /// A history of one metric, a value a day.
  package static func of(_ values: [Int64?], id: String = "m", unit: MetricUnit = .nanoseconds) throws -> History {
    var data = Data()
    for (day, value) in values.enumerated() {
      let metric = value.map { Example.metric(id, $0, unit: unit) } ?? Example.metric("other", 1)
      data += try HistoryEntry(run("commit-\(day)", day, [metric])).line()
    }
    return try History(ndjson: data, file: "h.ndjson")
  }
}
