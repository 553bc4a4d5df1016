// What a sweep has come to so far, for its progress and its summary.

import Foundation
import Synchronization

/// Counts the worlds of a sweep and keeps the seeds that failed; blocks share it.
final class SweepTally: Sendable {
  /// The tally of the sweep that is under way.
  @TaskLocal static var current: SweepTally?

  /// The most failures that are made small and shown whole: one of each invariant, and this many in all.
  static let mostShown = 3

  private struct State {
    var worlds = 0
    var operations = 0
    var calls = 0
    var virtualSeconds: Int64 = 0
    var features: [WorldFeature: (worlds: Int, times: Int)] = [:]
    var failures: [(seed: UInt64, invariant: Invariant)] = []
    var shown: [Invariant] = []
    var lastProgress: ContinuousClock.Instant
  }

  let sweep: SeedSweep
  private let start = ContinuousClock.now
  private let state: Mutex<State>

  init(_ sweep: SeedSweep) {
    self.sweep = sweep
    state = Mutex(State(lastProgress: start))
  }

  /// Whether the time that the sweep was given is over.
  var isOver: Bool {
    guard let seconds = sweep.seconds else { return false }
    return ContinuousClock.now - start >= .seconds(seconds)
  }

  /// Runs the world of a seed, and leaves the seed in a file meanwhile: a trap takes the process and its report along.
  func run(_ seed: UInt64) -> WorldRun {
    let place = sweep.reportPath.map { "\($0).seed-\(seed)" }
    if let place { _ = FileManager.default.createFile(atPath: place, contents: nil) }
    defer { if let place { try? FileManager.default.removeItem(atPath: place) } }
    return WorldRun(RandomWorld(seed: seed))
  }

  func add(_ run: WorldRun) {
    let features = WorldFeature.allCases.map { ($0, $0.count(in: run)) }
    let end = run.records.compactMap(\.endedAt).max() ?? .zero
    let progress: String? = state.withLock { state in
      state.worlds += 1
      state.operations += run.records.count
      state.calls += run.callLog.count
      state.virtualSeconds += end.components.seconds
      for (feature, times) in features where times > 0 {
        let old = state.features[feature] ?? (0, 0)
        state.features[feature] = (old.worlds + 1, old.times + times)
      }
      let now = ContinuousClock.now
      guard sweep.reportPath != nil, now - state.lastProgress >= .seconds(2) else { return nil }
      state.lastProgress = now
      return "  \(state.worlds) worlds, \(state.failures.count) failed, \((now - start).components.seconds) s\n"
    }
    if let progress { FileHandle.standardError.write(Data(progress.utf8)) }
  }

  /// Notes a failing seed; true when it is to be made small and shown.
  func fail(_ seed: UInt64, _ invariant: Invariant) -> Bool {
    state.withLock { state in
      state.failures.append((seed, invariant))
      guard !state.shown.contains(invariant), state.shown.count < Self.mostShown else { return false }
      state.shown.append(invariant)
      return true
    }
  }

  /// The features that no world had; a sweep of some hundred worlds must have all.
  var missing: [WorldFeature] {
    state.withLock { state in
      state.worlds < 300 ? [] : WorldFeature.allCases.filter { state.features[$0] == nil }
    }
  }

  /// How many worlds were run.
  var worlds: Int { state.withLock { $0.worlds } }

  /// What the sweep came to: what its worlds held, and which seeds failed.
  var summary: String {
    let seconds = (ContinuousClock.now - start).components.seconds
    let state = state.withLock { $0 }
    var lines = [
      "\(state.worlds) worlds in \(seconds) s: \(state.operations) operations and reads, \(state.calls) calls, "
        + "\(state.virtualSeconds / 3600) h of simulated time", "",
      "  worlds   times  what they held",
    ]
    for feature in WorldFeature.allCases {
      let count = state.features[feature] ?? (0, 0)
      lines.append("  \(Self.padded(count.worlds, 6))  \(Self.padded(count.times, 6))  \(feature.rawValue)")
    }
    lines.append("")
    if state.failures.isEmpty { lines.append("no invariant broken") }
    let failures = state.failures.sorted { $0.seed < $1.seed }
    for (seed, invariant) in failures.prefix(20) {
      lines.append("BROKEN  \(invariant) with \(SeedSweep.command(repeating: seed))")
    }
    if failures.count > 20 { lines.append("… and \(failures.count - 20) more") }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
