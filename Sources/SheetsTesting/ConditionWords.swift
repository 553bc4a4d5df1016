// The conditions of a world in words: numbers that were measured in others are never compared.

import PerformanceMetrics
import SheetsAPI
import SheetsSim

/// Latency, quota and faults as a scenario names them, with every number in them.
enum ConditionWords {
  /// As in `origin latency, sliding quota of 60 writes and 60 reads a minute and identity, 300 and 300 a project, no faults`.
  static func of(_ latency: LatencyProfile, _ quota: QuotaLimits, _ faults: [FaultRule]) -> String {
    (["\(latency.name) latency", words(quota)] + (faults.isEmpty ? ["no faults"] : faults.map(words)))
      .joined(separator: ", ")
  }

  private static func words(_ quota: QuotaLimits) -> String {
    if quota == .unlimited { return "no quota" }
    return
      "\(quota.window) quota of \(quota.writesPerIdentity) writes and \(quota.readsPerIdentity) reads a minute and "
      + "identity, \(quota.writesPerProject) and \(quota.readsPerProject) a project"
  }

  private static func words(_ rule: FaultRule) -> String {
    switch rule {
    case .errors(let error, let rate, let methods, let after):
      "\(share(rate, methods)) failing with \(error)" + (after.map { " after \(DurationWords.of($0))" } ?? "")
    case .outage(let from, let until): "outage \(span(from, until))"
    case .answersLost(let error, let rate, let methods): "\(share(rate, methods)) losing their answer to \(error)"
    case .appliedLate(let error, let rate, let methods, let delay):
      "\(share(rate, methods)) applied \(DurationWords.of(delay.lowerBound)) to \(DurationWords.of(delay.upperBound)) "
        + "late behind \(error)"
    case .slowdown(let from, let until, let percent): "latency at \(percent) % \(span(from, until))"
    case .appendsCollide(let rate): "\(share(rate, [.valuesAppend])) colliding"
    case .quotaChanged(let change): words(change)
    }
  }

  private static func words(_ change: QuotaChange) -> String {
    let limits = [
      (change.writesPerIdentity, "writes an identity"), (change.readsPerIdentity, "reads an identity"),
      (change.writesPerProject, "writes a project"), (change.readsPerProject, "reads a project"),
    ].compactMap { limit, name in limit.map { "\($0) \(name)" } }
    return "quota of \(limits.joined(separator: " and ")) \(span(change.from, change.until))"
  }

  private static func share(_ perMillion: Int, _ methods: [SheetsMethod]?) -> String {
    let calls = methods.map { $0.map(\.rawValue).joined(separator: " and ") } ?? "calls"
    return "\(perMillion) in a million \(calls)"
  }

  private static func span(_ from: Duration, _ until: Duration?) -> String {
    "from \(DurationWords.of(from))" + (until.map { " until \(DurationWords.of($0))" } ?? " on")
  }
}

/// Durations and moments of virtual time as people read them.
enum DurationWords {
  /// As in `250 ms`, `2 s`, `600 s`.
  static func of(_ moment: SimulatedClock.Instant) -> String { Quantity.text(moment.nanoseconds, .nanoseconds) }

  /// As in `250 ms`, `2 s`, `600 s`.
  static func of(_ duration: Duration) -> String { Quantity.text(duration.wholeNanoseconds, .nanoseconds) }
}
