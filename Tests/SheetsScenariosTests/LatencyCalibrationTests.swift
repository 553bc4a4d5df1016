// From a file of measured latencies to a profile, and which files are refused.

import Foundation
import PerformanceMetrics
import SheetsScenarios
import Testing

@Suite struct `Calibration` {
  private static func samples(_ lines: String...) throws -> LatencySamples {
    try LatencySamples(csv: Data((["method,milliseconds"] + lines).joined(separator: "\n").utf8), file: "mine.csv")
  }

  @Test func `takes the quantiles of each method by nearest rank`() throws {
    let lines = (1...1000).reversed().map { "values.get,\($0)" } + (1...100).map { "values.append,0.\($0 + 100)" }
    let samples = try LatencySamples(
      csv: Data(("method,milliseconds\n" + lines.joined(separator: "\n") + "\n").utf8), file: "mine.csv")
    let calibration = try LatencyCalibration(samples, file: "mine.csv")
    #expect(calibration.methods.map(\.method) == ["values.append", "values.get"])
    #expect(calibration.methods.map(\.samples) == [100, 1000])
    #expect(
      calibration.methods[1].nanoseconds.map { $0 / 1_000_000 } == [
        1, 50, 100, 250, 500, 750, 900, 950, 990, 999, 1000,
      ])
    #expect(
      calibration.methods[0].nanoseconds.map { $0 / 1000 } == [101, 105, 110, 125, 150, 175, 190, 195, 199, 200, 200])
  }

  @Test func `reads what a spreadsheet exports`() throws {
    let text = "\u{FEFF}method,milliseconds\r\nvalues.get,312.5\r\n\r\nvalues.get,7\r\n"
    let samples = try LatencySamples(csv: Data(text.utf8), file: "mine.csv")
    #expect(samples.nanoseconds == ["values.get": [312_500_000, 7_000_000]])
  }

  @Test func `names the methods that have too few samples`() throws {
    let samples = try Self.samples("values.get,1", "values.append,2", "values.get,3")
    let error = #expect(throws: InputError.self) { try LatencyCalibration(samples, file: "mine.csv") }
    #expect(
      error?.description
        == "mine.csv: found 1 of values.append, 2 of values.get, expected at least 100 samples of each method; measure "
        + "more calls, or leave the lines of that method out")
  }

  @Test(arguments: [
    ("", "line 1: found nothing, expected the header method,milliseconds"),
    ("method;milliseconds\n", #"line 1: found "method;milliseconds", expected the header method,milliseconds"#),
    ("method,milliseconds\n", "line 2: found no sample, expected a line for each call, as in values.get,312.5"),
    ("method,milliseconds\nvalues.get", #"line 2: found "values.get", expected a method, a comma and milliseconds"#),
    ("method,milliseconds\n\nx,1,2", #"line 3: found "x,1,2", expected a method, a comma and milliseconds"#),
    ("method,milliseconds\n\"x\",1", #"line 2: found ""x",1", expected a method, a comma and milliseconds"#),
    (
      "method,milliseconds\nx,-1",
      #"line 2: found "-1", expected milliseconds as in 312.5, more than 0 and at most 3600000"#
    ),
    (
      "method,milliseconds\nx,0.0",
      #"line 2: found "0.0", expected milliseconds as in 312.5, more than 0 and at most 3600000"#
    ),
    (
      "method,milliseconds\nx,1e3",
      #"line 2: found "1e3", expected milliseconds as in 312.5, more than 0 and at most 3600000"#
    ),
    (
      "method,milliseconds\nx,1.",
      #"line 2: found "1.", expected milliseconds as in 312.5, more than 0 and at most 3600000"#
    ),
    (
      "method,milliseconds\nx,3600000.000001",
      #"line 2: found "3600000.000001", expected milliseconds as in 312.5, more than 0 and at most 3600000"#
    ),
  ])
  func `refuses a line that is not a sample, with its number`(text: String, message: String) {
    let error = #expect(throws: InputError.self) { try LatencySamples(csv: Data(text.utf8), file: "mine.csv") }
    #expect(error?.description.hasPrefix("mine.csv, \(message); ") == true, "\(error.map(\.description) ?? "none")")
  }

  @Test func `refuses bytes that are not text`() {
    #expect(throws: InputError.self) { try LatencySamples(csv: Data([0xFF, 0xFE]), file: "mine.csv") }
  }
}
