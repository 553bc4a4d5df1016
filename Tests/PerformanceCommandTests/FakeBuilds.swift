// Builds and test processes that nobody ran: what was asked of them, in order, and reports made by hand.

import Foundation
import PerformanceExamples
import PerformanceMetrics
import Synchronization

import PerformanceCommand

/// A package with a commit `v1` and a change on top of it, whose builds and test processes are played.
final class FakeBuilds: Sendable {
  private struct State {
    var events: [String] = []
    var said: [String] = []
    var processes = 0
  }

  let place: Place
  /// What the build of a name costs in a process: `nil` for a process that leaves no report.
  private let costs: @Sendable (_ build: String, _ process: Int) throws -> PerformanceReport?
  private let build: @Sendable (_ name: String, _ words: [String]) -> String?
  private let state = Mutex(State())

  /// `build` returns the errors of a build; `nil` where it succeeds.
  init(
    build: @escaping @Sendable (_ name: String, _ words: [String]) -> String? = { _, _ in nil },
    costs: @escaping @Sendable (_ build: String, _ process: Int) throws -> PerformanceReport?
  ) throws {
    place = try Place()
    try place.git("init", "--quiet", "--initial-branch=main")
    try place.write(".build\n", to: ".gitignore")
    _ = try place.commit("one")
    try place.git("tag", "v1")
    self.costs = costs
    self.build = build
  }

  /// What happened, one word or two an event: `build base`, `run tree (all)`, `run base`.
  var events: [String] { state.withLock(\.events) }
  var said: [String] { state.withLock(\.said) }

  func forget() { state.withLock { $0 = State() } }

  /// Runs the command here.
  func run(_ words: [String], isTerminal: Bool = false) -> Outcome {
    let launcher = Launcher(
      isTerminal: isTerminal, write: { text in self.state.withLock { $0.said.append(text) } },
      launch: { try self.launch($0) })
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return Program(
      environment: ["PATH": path, "PERFORMANCE_TAGS": "x"], directory: place.path(""), isTerminal: false,
      launcher: launcher
    ).run(["compare-builds"] + words)
  }

  private func launch(_ order: Launch) throws -> Ending {
    try FileManager.default.createDirectory(
      at: order.log.deletingLastPathComponent(), withIntermediateDirectories: true)
    if order.words == ["swift", "--version"] {
      try Data("Swift 6\n".utf8).write(to: order.log)
      return .exit(0)
    }
    if order.words.starts(with: ["swift", "build"]) { return try build(order) }
    return try test(order)
  }

  private func build(_ order: Launch) throws -> Ending {
    let scratch = order.words[order.words.firstIndex(of: "--scratch-path").map { $0 + 1 } ?? 0]
    let name = scratch.contains("/tree-") ? "tree" : "base"
    note("build \(name)\(order.words.contains("-enable-testing") ? " testable" : "")")
    if let errors = build(name, order.words) {
      try Data(errors.utf8).write(to: order.log)
      return .exit(1)
    }
    let bundle = URL(filePath: scratch).appending(path: "release/PackageTests.xctest")
    try FileManager.default.createDirectory(at: bundle.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data("#!/bin/sh\n".utf8).write(to: bundle)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: bundle.path)
    return .exit(0)
  }

  private func test(_ order: Launch) throws -> Ending {
    let name = order.words[0].contains("/tree") ? "tree" : "base"
    let filter = order.words.last ?? ""
    let variables = ["PERFORMANCE_MEASURE_SECONDS", "SWIFT_DETERMINISTIC_HASHING", "PERFORMANCE_TAGS"]
      .map { order.environment[$0] ?? "-" }
    note(filter == "performance" ? "run \(name) (all)" : "run \(name)")
    if variables != ["0.02", "1", "-"] { note("environment \(variables)") }
    let process = state.withLock { state in
      state.processes += 1
      return state.processes
    }
    guard let report = try costs(name, process), let output = order.environment["PERFORMANCE_OUTPUT"] else {
      return .signal(6)
    }
    try FileManager.default.createDirectory(
      at: URL(filePath: output).deletingLastPathComponent(), withIntermediateDirectories: true)
    try report.json().write(to: URL(filePath: output))
    return .exit(0)
  }

  private func note(_ event: String) { state.withLock { $0.events.append(event) } }
}
