// Which world the suites measure in: the usual one, one by name, one from a file, and none for a wrong word.

import Foundation
import PerformanceMetrics
import SheetsAPI
import SheetsScenarios
import SheetsSim
import Testing

@Suite struct `The conditions` {
  private static let usual =
    "origin latency, sliding quota of 60 writes and 60 reads a minute and identity, 300 a project"

  @Test(arguments: [
    [:], ["PERFORMANCE_LATENCY": "", "PERFORMANCE_QUOTA_WINDOW": ""], ["PERFORMANCE_LATENCY": "origin"],
  ])
  func `are the default ones unless the environment changes them`(environment: [String: String]) throws {
    #expect(try Conditions(environment).title == Self.usual)
  }

  @Test func `are named in the scenario`() throws {
    let other = try Conditions(["PERFORMANCE_LATENCY": "recorded", "PERFORMANCE_QUOTA_WINDOW": "fixed"])
    #expect(other.title == Self.usual.replacing("origin", with: "recorded").replacing("sliding", with: "fixed"))
    #expect(other.quota.window == .fixed)
  }

  @Test func `can come from a file that lab calibrate wrote`() throws {
    let lines = (1...100).map { "values.get,\($0)\n" }.joined()
    let samples = try LatencySamples(csv: Data("method,milliseconds\n\(lines)".utf8), file: "samples.csv")
    let file = FileManager.default.temporaryDirectory.appending(path: "profile-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: file) }
    try LatencyCalibration(samples, file: "samples.csv").json().write(to: file)
    let found = try Conditions(["PERFORMANCE_LATENCY": file.path(percentEncoded: false)])
    #expect(found.latency.tables[.valuesGet].quantile(perMillion: 950_000) == 95_000_000)
    #expect(found.latency.tables[.valuesUpdate] == LatencyProfile.recorded.tables[.valuesUpdate])
    #expect(found.title.hasPrefix("\(found.latency.name) latency"))
    #expect(LatencyCalibration.schema == LatencyProfile.schema)
  }

  @Test(arguments: [
    (
      ["PERFORMANCE_LATENCY": "none.json"],
      "PERFORMANCE_LATENCY: found none.json, expected one of origin, recorded or a file that lab calibrate wrote"
    ),
    (["PERFORMANCE_QUOTA_WINDOW": "half"], "PERFORMANCE_QUOTA_WINDOW: found half, expected sliding or fixed"),
  ])
  func `are refused when a word is unknown`(environment: [String: String], message: String) {
    let error = #expect(throws: ConditionsError.self) { try Conditions(environment) }
    #expect(error?.description == message)
  }
}
