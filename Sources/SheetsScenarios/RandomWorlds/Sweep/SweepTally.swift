// The results of a sweep so far, for its progress and its summary.

import Synchronization

/// The counts of a sweep and the seeds that failed; its blocks share it.
package final class SweepTally: Sendable {
  /// The most failures that are shrunk: one of each invariant, and this many in all.
  static let mostShown = 3

  private struct State {
    var worlds = 0
    var operations = 0
    var calls = 0
    var virtualSeconds: Int64 = 0
    var features: [WorldFeature: (worlds: Int, times: Int)] = [:]
    var failures: [(item: SeedSweep.Item, invariant: Invariant)] = []
    var shown: [Invariant] = []
    var reports: [(item: SeedSweep.Item, text: String)] = []
  }

  private let state = Mutex(State())

  package func add(_ run: WorldRun) {
    let features = WorldFeature.allCases.map { ($0, $0.count(in: run)) }
    let end = run.records.compactMap(\.endedAt).max() ?? .zero
    state.withLock { state in
      state.worlds += 1
      state.operations += run.records.count
      state.calls += run.callLog.count
      state.virtualSeconds += end.components.seconds
      for (feature, times) in features where times > 0 {
        let old = state.features[feature] ?? (0, 0)
        state.features[feature] = (old.worlds + 1, old.times + times)
      }
    }
  }

  /// Records a failing world; true when it is to be shrunk and shown in full.
  package func fail(_ item: SeedSweep.Item, _ invariant: Invariant) -> Bool {
    state.withLock { state in
      state.failures.append((item, invariant))
      guard !state.shown.contains(invariant), state.shown.count < Self.mostShown else { return false }
      state.shown.append(invariant)
      return true
    }
  }

  package func report(_ item: SeedSweep.Item, _ text: String) {
    state.withLock { $0.reports.append((item, text)) }
  }

  /// The number of worlds that have run.
  package var worlds: Int { state.withLock { $0.worlds } }

  /// The number of worlds that broke an invariant.
  package var failures: Int { state.withLock { $0.failures.count } }

  /// What was found in each world that broke an invariant, in the order of the sweep.
  package var reports: [String] { state.withLock { $0.reports.sorted { $0.item < $1.item }.map(\.text) } }

  /// The features that no world had although so many worlds must have them: a sweep without them proves too little.
  package var missing: [String] {
    state.withLock { state in
      WorldFeature.allCases.filter { state.worlds >= $0.worldsToOccur && state.features[$0] == nil }.map(\.rawValue)
    }
  }

  /// What the worlds held, and which seeds failed; ends with a newline.
  package var summary: String {
    let state = state.withLock { $0 }
    var lines = [
      "\(state.worlds) worlds: \(state.operations) operations and reads, \(state.calls) calls, "
        + "\(state.virtualSeconds / 3600) h of simulated time", "",
      "  worlds   times  what they held",
    ]
    for feature in WorldFeature.allCases {
      let count = state.features[feature] ?? (0, 0)
      lines.append("  \(Self.padded(count.worlds, 6))  \(Self.padded(count.times, 6))  \(feature.rawValue)")
    }
    lines.append("")
    if state.failures.isEmpty { lines.append("no invariant broken") }
    let failures = state.failures.sorted { $0.item < $1.item }
    for (item, invariant) in failures.prefix(20) { lines.append("BROKEN  \(invariant) with \(item.command)") }
    if failures.count > 20 { lines.append("… and \(failures.count - 20) more") }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
