// Which requirements a run can judge: what a debug build allocates says nothing, and no bound fits every machine's time.

import PerformanceMetrics

/// The requirements of a run, told apart by what their metrics were measured with; pure.
struct HostRequirements {
  /// Those that the run judges.
  let judged: [Requirement]
  /// That those over allocations and bytes are not judged in a debug build, in a sentence; empty when there are none.
  let warnings: [String]
  /// Why a bound on a time of this machine is none, a sentence for each.
  let refusals: [String]

  /// Tells them apart; `absent` are the ids of host metrics that could not be measured.
  init(_ requirements: [Requirement], metrics: [Metric], absent: Set<String>, configuration: BuildConfiguration) {
    let host = absent.union(metrics.lazy.filter { $0.basis == .host }.map(\.id))
    let onHost = requirements.filter { host.contains($0.metric) }
    refusals = onHost.filter { $0.unit == .nanoseconds }.map {
      "\($0.subject): found a bound on a time of this machine, expected one on allocations or bytes, since another machine "
        + "has another time; compare-builds judges times, against another commit"
    }
    let later = configuration == .debug ? onHost.filter { $0.unit != .nanoseconds } : []
    warnings =
      later.isEmpty
      ? []
      : [
        "Not judged in a debug build: \(later.map(\.subject).sorted().joined(separator: ", ")). A release build judges "
          + "what is allocated: compare-builds, or swift test -c release --filter performance."
      ]
    judged = requirements.filter { !later.contains($0) }
  }
}
