// The built command as a process of its own: what a shell sees.

import Foundation
import PerformanceMetrics
import PerformanceReporting
import Testing

import PerformanceCommand

@Suite struct `The built command` {
  @Test(
    arguments: [
      ([("a", 2), ("quota/busiest-minute", 29)], Int32(0), "Passes (exit 0)", ""),
      ([("a", 3), ("quota/busiest-minute", 29)], 2, "regressed  a ", ""),
      ([("quota/busiest-minute", 29)], 3, "missing  a ", ""),
      (nil, 1, "", "performance-report.json: found no such file"),
    ] as [([(String, Int64)]?, Int32, String, String)])
  func `exits with the code of the verdict`(
    run: [(String, Int64)]?, exitCode: Int32, output: String, errors: String
  ) throws {
    let place = try Place()
    try place.writeBaseline([("a", 2), ("quota/busiest-minute", 29)])
    if let run { try place.record(run) }
    let result = try BuiltCommand.run(["compare"], in: place)
    #expect(result.exitCode == exitCode)
    #expect(output.isEmpty ? result.output.isEmpty : result.output.contains(output))
    #expect(errors.isEmpty ? result.errors.isEmpty : result.errors.contains(errors))
  }

  @Test func `names the file and the line of a truncated run`() throws {
    let place = try Place()
    try place.writeBaseline([("a", 2)])
    try place.record([("a", 2)])
    try place.write(String(try place.text(Locations.report).dropLast(20)), to: Locations.report)
    let result = try BuiltCommand.run(["compare"], in: place)
    #expect(result.exitCode == 1)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains(Locations.report + ", line "))
  }
}
