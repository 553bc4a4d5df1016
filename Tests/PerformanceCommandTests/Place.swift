// A directory of its own for one test, with a package, a run and a baseline in it.

import Foundation
import PerformanceFiles
import PerformanceMetrics
import PerformanceReporting

import PerformanceCommand

final class Place: Sendable {
  let directory: URL

  init() throws {
    // A space and an umlaut: paths are never taken apart as text.
    directory = FileManager.default.temporaryDirectory.appending(path: "place ü \(UUID().uuidString)")
    try write("// swift-tools-version: 6.2\n", to: "Package.swift")
  }

  deinit { try? FileManager.default.removeItem(at: directory) }

  /// The digest of the sources here.
  var sources: String? { SourceDigest.of(directory) }

  func path(_ name: String) -> String { directory.appending(path: name).path(percentEncoded: false) }

  func write(_ text: String, to name: String) throws {
    let url = directory.appending(path: name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// Runs git here, as nobody in particular and without anybody's settings.
  func git(_ words: String...) throws {
    guard try gitOutput(words).exitCode == 0 else { throw CocoaError(.executableRuntimeMismatch) }
  }

  /// Runs git here; what it prints and how it ends.
  func gitOutput(_ words: [String]) throws -> (exitCode: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["git", "-C", path(""), "-c", "user.name=nobody", "-c", "user.email=nobody@example.com"] + words
    process.environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "GIT_CONFIG_GLOBAL": "/dev/null"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  /// Commits everything here; the commit.
  func commit(_ message: String) throws -> String {
    try git("add", "--all")
    try git("commit", "--quiet", "--allow-empty", "--message=\(message)")
    return try gitOutput(["rev-parse", "HEAD"]).text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path(name))), as: UTF8.self)
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  /// Writes the run of the sources here, by default where the command looks for it.
  func record(
    _ metrics: [(String, Int64)], target: Int64 = 30, commit: String? = nil, tests: [TestOutcome]? = [],
    to name: String = Locations.report
  ) throws {
    let report = try Self.report(
      metrics, target: target, commit: commit, sources: sources, tests: tests)
    try write(String(decoding: try report.json(), as: UTF8.self), to: name)
  }

  /// Writes the baseline where the command looks for it.
  func writeBaseline(_ metrics: [(String, Int64)]) throws {
    try write(
      String(decoding: try Baseline(from: try Self.report(metrics)).json(), as: UTF8.self), to: Locations.baseline)
  }

  /// Writes a script that does nothing.
  func writeScript(_ name: String) throws {
    try write("#!/bin/sh\n", to: name)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path(name))
  }

  /// The command in this place, for several at once.
  var program: Program { Program(environment: [:], directory: path(""), isTerminal: false) }

  /// The command in this place.
  func run(_ words: String..., environment: [String: String] = [:], in folder: String = "") -> Outcome {
    run(words, environment: environment, in: folder)
  }

  func run(_ words: [String], environment: [String: String] = [:], in folder: String = "") -> Outcome {
    let environment = environment.merging(["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""]) { $1 }
    return Program(environment: environment, directory: path(folder), isTerminal: false).run(words)
  }

  static func report(
    _ metrics: [(String, Int64)], target: Int64 = 30, commit: String? = nil, sources: String? = nil,
    tests: [TestOutcome]? = [], configuration: BuildConfiguration = .debug
  ) throws -> PerformanceReport {
    let scenario = Scenario(workload: "50 workers", conditions: "origin latency", seed: 42)
    return try PerformanceReport(
      run: RunInformation(
        when: "2025-06-01T12:00:00Z", commit: commit, uncommittedChanges: nil,
        host: Host(operatingSystem: "Ubuntu 24.04", architecture: "x86_64", processors: 2), swift: "6.3.1",
        configuration: configuration, seed: 42, sources: sources, tests: tests),
      requirements: [
        Requirement(
          id: "PERF-05", row: "50 workers", metric: "quota/busiest-minute", relation: .lessThan, target: target,
          unit: .calls)
      ],
      metrics: metrics.map {
        // A latency may become a fifth worse, a count not at all.
        Metric(
          id: $0.0, unit: $0.0.hasPrefix("latency/") ? .nanoseconds : .calls, basis: .simulated, scenario: scenario,
          value: $0.1, test: "Quota/pacing()")
      },
      series: [])
  }
}

extension Outcome {
  var text: String { String(decoding: output, as: UTF8.self) }
}
