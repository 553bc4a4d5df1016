// The committed page of the latency profiles says what the profiles say, and the profile what was recorded.

import Foundation
import Lab
import PerformanceMetrics
import PerformanceReporting
import SheetsAPI
import SheetsScenarios
import SheetsSim
import Testing

@Suite struct `The page of the latency profiles` {
  /// The means of enough calls in the recordings that `SHEETS_RECORDINGS` names; none without.
  private static let recordedMeans =
    Recording.folder.flatMap { try? RecordedMean.byMethod(in: URL(filePath: $0)) }?
    .filter { $0.value.calls >= LatencyPage.fewestCalls } ?? [:]

  private static let docs = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "docs")

  @Test func `has the chart of the current profiles`() throws {
    let chart = try #require(LatencyPage.chart)
    let committed = String(
      decoding: try Data(contentsOf: Self.docs.appending(path: "latency-profiles.svg")), as: UTF8.self)
    #expect(committed == chart.svg, "write it again: swift run lab latency-profiles FOLDER")
  }

  @Test func `has a row for each method with its numbers in the profiles`() throws {
    let committed = String(
      decoding: try Data(contentsOf: Self.docs.appending(path: "latency-profiles.md")), as: UTF8.self)
    let rows = LatencyPage(means: [:]).text.split(separator: "\n").filter { $0.hasPrefix("| `") }
    #expect(rows.count == SheetsMethod.allCases.count)
    for row in rows {
      // What was recorded stands behind what the profiles say.
      let profile = row.replacing(#/ \|  \|  \|$/#, with: " |")
      let isThere = committed.contains(profile)
      #expect(isThere, "\(profile) is not in the page; write it again: swift run lab latency-profiles FOLDER")
    }
  }

  @Test(.enabled(if: !recordedMeans.isEmpty, "SHEETS_RECORDINGS names no recordings with dates"))
  func `has the means that the recordings give`() {
    for (method, mean) in Self.recordedMeans.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let distance = abs(LatencyProfile.recorded.tables[method].mean - mean.nanoseconds)
      #expect(distance <= 2 * mean.standardError, "\(method): \(mean.calls) calls, \(mean.nanoseconds) ns on average")
    }
  }
}
