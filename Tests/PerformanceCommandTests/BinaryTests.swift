// The built command as a process of its own: what a shell sees.

import Foundation
import PerformanceMetrics
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
    try place.accept([("a", 2), ("quota/busiest-minute", 29)])
    if let run { try place.record(run) }
    let result = try Self.run(["compare"], in: place)
    #expect(result.exitCode == exitCode)
    #expect(output.isEmpty ? result.output.isEmpty : result.output.contains(output))
    #expect(errors.isEmpty ? result.errors.isEmpty : result.errors.contains(errors))
  }

  @Test func `names the file and the place of a run that is cut short`() throws {
    let place = try Place()
    try place.accept([("a", 2)])
    try place.record([("a", 2)])
    try place.write(String(try place.text(Locations.report).dropLast(20)), to: Locations.report)
    let result = try Self.run(["compare"], in: place)
    #expect(result.exitCode == 1)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains(Locations.report + ", line "))
  }

  private static func run(_ words: [String], in place: Place) throws -> (
    exitCode: Int32, output: String, errors: String
  ) {
    let (output, errors) = (place.path("output"), place.path("errors"))
    try place.write("", to: "output")
    try place.write("", to: "errors")
    let process = Process()
    process.executableURL = try binary()
    process.arguments = words
    process.currentDirectoryURL = place.directory
    // Nothing of this process's environment but what tells a sanitizer in the binary what to look for.
    process.environment = ProcessInfo.processInfo.environment.filter { $0.key.hasSuffix("SAN_OPTIONS") }
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: output))
    process.standardError = try FileHandle(forWritingTo: URL(filePath: errors))
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, try place.text("output"), try place.text("errors"))
  }

  /// The product beside the test bundle: next to it on Linux; on macOS the runner is elsewhere, and the bundle is loaded.
  private static func binary() throws -> URL {
    let places =
      [Bundle.main.bundleURL, URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()]
      + Bundle.allBundles.map { $0.bundleURL.deletingLastPathComponent() }
    let candidates = places.map { $0.appending(path: "performance") }
    return try #require(
      candidates.first { FileManager.default.isExecutableFile(atPath: $0.path(percentEncoded: false)) },
      "found no performance binary beside the tests, expected the one that swift test builds")
  }
}
