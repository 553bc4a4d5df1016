// Files that are named with --output: written again and again, and never at somebody else's cost.

import Foundation
import PerformanceMetrics
import PerformanceReporting
import Testing

import PerformanceCommand

private let good: [(String, Int64)] = [("calls/finalize-10", 2), ("quota/busiest-minute", 28)]

@Suite struct `A file that is written` {
  private static let commands =
    ExportFormat.allCases.map { ["export", "--format", $0.rawValue] } + [
      ["comment"], ["merge", "one.json", "two.json"],
    ]

  private func place() throws -> Place {
    let place = try Place()
    try place.writeBaseline(good)
    try place.record(good)
    try place.record([good[0]], commit: "aaaa", to: "one.json")
    try place.record([good[1]], commit: "aaaa", to: "two.json")
    return place
  }

  @Test(arguments: commands) func `takes the place of an earlier one, or of nothing`(command: [String]) throws {
    let place = try place()
    let words = command + ["--output", "out/file"]
    #expect(place.run(words).exitCode == .nothingWorse)
    let first = try place.text("out/file")
    try place.record([("calls/finalize-10", 2), ("quota/busiest-minute", 27)])
    try place.record([("quota/busiest-minute", 27)], commit: "aaaa", to: "two.json")
    #expect(place.run(words).exitCode == .nothingWorse)
    #expect(try command[0] == "comment" || place.text("out/file") != first)
    try place.write("", to: "out/file")
    #expect(place.run(words).exitCode == .nothingWorse)
    #expect(try !place.text("out/file").isEmpty)
  }

  @Test(arguments: commands) func `is refused where something else is, which stays as it is`(command: [String]) throws {
    let place = try place()
    let words = command + ["--output", "mine"]
    for text in ["a letter", "{}  ", "[1]", "<?xml version=\"1.0\"?><testsuites/>", "id,basis\r\n"] {
      // An empty object is an export for Bencher of a run without metrics.
      if command.last == "bencher", text == "{}  " { continue }
      try place.write(text, to: "mine")
      let outcome = place.run(words)
      #expect(outcome.exitCode == .couldNotJudge)
      #expect(outcome.errors.contains("mine: found a file with other content, expected a new file, or "))
      #expect(outcome.errors.contains("remove this one: rm mine"))
      #expect(try place.text("mine") == text)
    }
    try FileManager.default.removeItem(atPath: place.path("mine"))
    try place.write("kept", to: "mine/kept")
    #expect(place.run(words).errors.contains("mine: found a folder, expected a new file, or "))
    #expect(try place.text("mine/kept") == "kept")
    #expect(place.run(command + ["--output", "/dev/null"]).errors.contains("/dev/null: found a device or a pipe"))
  }
}
