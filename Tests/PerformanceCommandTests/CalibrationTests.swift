// `performance calibrate` with files on a disk.

import PerformanceMetrics
import PerformanceReporting
import Testing

import PerformanceCommand

@Suite struct `The command calibrates` {
  private static let samples = "method,milliseconds\n" + (1...100).map { "values.get,\($0)\n" }.joined()

  @Test func `and writes a profile that says what it holds`() throws {
    let place = try Place()
    try place.write(Self.samples, to: "samples.csv")
    let outcome = place.run("calibrate", "samples.csv", "--output", "profile.json")
    #expect(outcome.exitCode == .nothingWorse)
    #expect(outcome.text.contains("values.get      100      1 ms  50 ms  95 ms  99 ms   100 ms"))
    #expect(outcome.text.contains("PERFORMANCE_LATENCY=profile.json"))
    #expect(try place.text("profile.json").contains("\"method\" : \"values.get\""))
    #expect(place.run("calibrate", "samples.csv").text == (try place.text("profile.json")))
  }

  @Test func `and leaves the old profile as it is when the samples are refused`() throws {
    let place = try Place()
    try place.write("method,milliseconds\nvalues.get,1\n", to: "samples.csv")
    try place.write("old", to: "profile.json")
    let outcome = place.run("calibrate", "samples.csv", "--output", "profile.json")
    #expect(outcome.exitCode == .couldNotJudge)
    #expect(outcome.errors.hasPrefix("samples.csv: found 1 of values.get, expected at least 100 samples"))
    #expect(try place.text("profile.json") == "old")
  }

  @Test func `and names a file that is not there`() throws {
    let outcome = try Place().run("calibrate", "none.csv")
    #expect(outcome.exitCode == .couldNotJudge)
    #expect(outcome.errors.hasPrefix("none.csv: found no such file, expected measured latencies"))
  }
}
