// lab worlds: the suites under other conditions, their requirements side by side.

import CommandLineOptions
import Foundation
import PerformanceMetrics
import PerformanceReporting

struct Worlds: Subcommand {
  let name = "worlds"
  let abstract = "runs the suites under other latencies and quota windows, side by side"
  let discussion = """
    Runs the suites in a release build under other conditions than the usual ones, and shows the requirements side by side:
    with a sliding quota window, with a fixed one, and with the latency profile `recorded`. A requirement that another
    world breaks is shown and is no failure. Exits with 1 when nothing was measured under one of them.
    """
  let positional: Positional? = Positional(
    "PROFILE", count: 0...Int.max, expected: "files of latency profiles",
    help: "a file that lab calibrate wrote: one more world with its latencies")
  let example = ["worlds", "profile.json"]

  func run(_ arguments: Arguments, _ console: Console) async throws -> ExitCode {
    let package = try PackageFolder()
    for profile in arguments.positionals where !FileManager.default.fileExists(atPath: profile) {
      throw UsageError(found: profile, expected: "the file of a latency profile")
    }
    let worlds =
      [("origin", "sliding"), ("origin", "fixed"), ("recorded", "sliding")]
      + arguments.positionals.map { (URL(filePath: $0).standardizedFileURL.path, "sliding") }
    let folder = package.file(".build/lab/worlds")
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    console.note("running the suites \(worlds.count) times, after a release build…")
    let progress = Progress(of: worlds.count, console)
    var reports: [PerformanceReport] = []
    for (index, world) in worlds.enumerated() {
      let file = folder.appending(path: "\(index + 1).json")
      let log = folder.appending(path: "\(index + 1).log")
      try Self.runSuites(latency: world.0, window: world.1, package.root, report: file, log: log)
      guard let data = FileManager.default.contents(atPath: file.path) else {
        throw InputError(
          file: file.path, found: "no report with \(world.0) latency and a \(world.1) window",
          expected: "the report of the suites", remedy: "see \(log.path)")
      }
      reports.append(try PerformanceReport(json: data, file: file.path))
      progress.step("\(world.0) latency, \(world.1) window")
    }
    console.answer(Document(worlds: reports).text(console.style))
    return .nothingWorse
  }

  /// Runs the suites; the results are in the report, whatever the exit code.
  private static func runSuites(latency: String, window: String, _ root: URL, report: URL, log: URL) throws {
    try Data().write(to: log)
    let output = try FileHandle(forWritingTo: log)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "swift", "test", "--package-path", root.path, "--scratch-path", root.appending(path: ".build-release").path, "-c",
      "release", "--disable-testable-imports", "--filter", "performance",
    ]
    // As in Scripts/support/release: the other tests import what only a build for testing exports.
    process.environment = ProcessInfo.processInfo.environment.merging([
      "SUITES_ALONE": "1", "PERFORMANCE_LATENCY": latency, "PERFORMANCE_QUOTA_WINDOW": window,
      "PERFORMANCE_OUTPUT": report.path,
    ]) { $1 }
    process.standardOutput = output
    process.standardError = output
    try process.run()
    process.waitUntilExit()
  }
}
