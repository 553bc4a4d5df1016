// A package of its own for one test, in which runs are conducted.

import Foundation
import PerformanceFiles
import PerformanceMetrics
import PerformanceTesting
import Testing

/// A folder of its own for each test, with a baseline in it where one is given; it goes with its owner.
final class Place: Sendable {
  let root: URL

  /// The suite that the tests of this target are in, as far as a run is concerned.
  static let suite = "PerformanceTestingTests.`A run`"

  deinit {
    try? FileManager.default.removeItem(at: root)
  }

  init(baseline: Baseline? = nil) throws {
    root = FileManager.default.temporaryDirectory.appending(path: "collector-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: root.appending(path: "Baselines"), withIntermediateDirectories: true)
    try write("// swift-tools-version: 6.2\n", to: "Package.swift")
    if let baseline { try baseline.json().write(to: root.appending(path: "Baselines/simulated.json")) }
  }

  func write(_ text: String, to name: String) throws {
    let url = root.appending(path: name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: root.appending(path: name)), as: UTF8.self)
  }

  /// Conducts a run whose files are in this folder, which stays meanwhile.
  func conduct(
    _ requirements: [Requirement] = [], checks: [WorldCheck] = [], suite: String = Place.suite,
    selection: SuiteSelection = SuiteSelection(environment: [:]), invocation: String? = nil,
    environment: [String: String] = [:], _ tests: @Sendable () async throws -> Void
  ) async -> PerformanceRun.Outcome {
    let run = PerformanceRun(
      requirements: requirements, seed: 1, worldChecks: checks,
      files: PackageFiles(root: root, environment: environment), selection: selection, invocation: invocation)
    let outcome = await run.conduct(suite, tests)
    return withExtendedLifetime(self) { outcome }
  }

  /// The report of the last run; `nil` where there is none.
  func written(_ name: String = PackageFiles.report) throws -> PerformanceReport? {
    let file = root.appending(path: name)
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    return try PerformanceReport(json: Data(contentsOf: file), file: file.path)
  }
}

extension PerformanceRun.Outcome {
  /// What fails the test run, without the places.
  var sentences: [String] { problems.map(\.text) }
}

let scenario = Scenario(workload: "none", conditions: "none", seed: 1)

func metric(_ id: String, _ value: Int64 = 1, test: String? = nil) -> Metric {
  Metric(id: id, unit: .calls, basis: .simulated, scenario: scenario, value: value, test: test)
}

func requirement(_ metric: String, atMost target: Int64) -> Requirement {
  Requirement(id: "PERF-03", row: "a row", metric: metric, relation: .atMost, target: target, unit: .calls)
}

/// Runs something as the trait runs a test.
func underWatch(_ test: @escaping @Sendable () async throws -> Void) async throws {
  let current = try #require(Test.current)
  try await PerformanceCollector.current?.watch(current, nil, test)
}
