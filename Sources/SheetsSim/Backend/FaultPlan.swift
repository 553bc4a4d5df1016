// Faults of calls: ordered rules, each with its own random substream.

import SheetsAPI

/// A rule that makes calls fail or slows them down.
public enum FaultRule: Sendable, Hashable {
  /// Refuses random calls of some methods, or of all methods if `methods` is `nil`.
  ///
  /// The rate is in parts per million. The answer comes `after` this time, such as that of a timeout, or after the
  /// shortest latency of the method if it is `nil`.
  case errors(SheetsError, perMillion: Int, methods: [SheetsMethod]? = nil, after: Duration? = nil)
  /// Refuses all calls received in `[from, until)` with 503, after the shortest latency of the method.
  case outage(from: Duration, until: Duration)
  /// Applies random calls of some methods and loses the answer: the caller gets this error instead.
  ///
  /// The rate is in parts per million. The error comes at the time of the lost answer.
  case answersLost(SheetsError, perMillion: Int, methods: [SheetsMethod]? = nil)
  /// Answers random calls of some methods with this error, but applies them later.
  ///
  /// The rate is in parts per million. The error comes after the shortest latency of the method; the call is applied
  /// after a delay that is drawn from the range and counted from the receipt of the call.
  case appliedLate(SheetsError, perMillion: Int, methods: [SheetsMethod]? = nil, delay: ClosedRange<Duration>)
  /// Scales the latency of calls received in `[from, until)` to this percentage.
  case slowdown(from: Duration, until: Duration, percent: Int)
  /// Lets random values.append calls locate the end of their table too early, so that parallel appends collide.
  ///
  /// The rate is in parts per million. Such a call locates its target when it is received, and writes there after its
  /// latency, whatever has been written there in the meantime. If two appends to a table are in flight, the one that ends
  /// later overwrites the rows of the other, and both are answered with the same range. With INSERT_ROWS, it pushes the
  /// rows down instead, so that none is lost but their order changes. Reported by users of parallel appends; the
  /// mechanism, and that INSERT_ROWS loses nothing, is assumed.
  case appendsCollide(perMillion: Int)
  /// Changes the quota limits for a time, as Google or an administrator may do.
  ///
  /// Quota is counted before the rules apply, so this rule does not hide a call from the others. The 429 reports the limit
  /// in force. If several such rules are in force, the first that sets a limit decides it.
  case quotaChanged(QuotaChange)
}

/// The faults of a backend; the first rule that does not let a call pass decides.
///
/// Times count from the start of the simulation.
public struct FaultPlan: Sendable, Hashable {
  /// The rules, in the order of evaluation.
  public var rules: [FaultRule]

  /// Creates a plan; without rules, every call passes.
  public init(_ rules: [FaultRule] = []) {
    self.rules = rules
  }

  /// The quota changes, in the order of their rules.
  var quotaChanges: [QuotaChange] {
    rules.compactMap { rule in
      if case .quotaChanged(let change) = rule { change } else { nil }
    }
  }
}

/// The decision of the rules about a call.
public enum FaultVerdict: Sendable, Hashable {
  /// The call passes unchanged.
  case pass
  /// The call is answered with this error and not applied; `after` as in the rule.
  case refuse(SheetsError, after: Duration?)
  /// The call is applied, and its answer is replaced by this error.
  case loseAnswer(SheetsError)
  /// The call is answered with this error, and applied this long after its receipt.
  case applyLate(SheetsError, delay: Duration)
  /// The call passes with its latency scaled to this percentage.
  case slow(percent: Int)
  /// The call, an append, passes and writes where its rows would go if it were applied now.
  case locateEarly
}

/// Applies a plan; each rule has its own substream, so that a new rule at the end does not change the others.
package struct FaultInjector {
  private let rules: [FaultRule]
  private var generators: [SplitMix64]

  /// Creates an injector; `generator` returns the substream of the rule at an index.
  package init(_ plan: FaultPlan, generator: (Int) -> SplitMix64) {
    rules = plan.rules
    generators = plan.rules.indices.map(generator)
  }

  /// Returns the verdict on a call received at `now`, in nanoseconds since the start.
  package mutating func verdict(_ method: SheetsMethod, at now: Int64) -> FaultVerdict {
    if rules.isEmpty { return .pass }
    for index in rules.indices {
      switch rules[index] {
      case .errors(let error, let rate, let methods, let after):
        guard methods?.contains(method) ?? true else { continue }
        if generators[index].chance(perMillion: rate) { return .refuse(error, after: after) }
      case .answersLost(let error, let rate, let methods):
        guard methods?.contains(method) ?? true else { continue }
        if generators[index].chance(perMillion: rate) { return .loseAnswer(error) }
      case .appliedLate(let error, let rate, let methods, let delay):
        guard methods?.contains(method) ?? true else { continue }
        if generators[index].chance(perMillion: rate) {
          return .applyLate(error, delay: generators[index].draw(in: delay))
        }
      case .appendsCollide(let rate):
        guard method == .valuesAppend else { continue }
        if generators[index].chance(perMillion: rate) { return .locateEarly }
      case .outage(let from, let until):
        if Self.isIn(from, until, now) { return .refuse(.refused(.unavailable), after: nil) }
      case .slowdown(let from, let until, let percent):
        if Self.isIn(from, until, now) { return .slow(percent: percent) }
      case .quotaChanged: continue
      }
    }
    return .pass
  }

  private static func isIn(_ from: Duration, _ until: Duration, _ now: Int64) -> Bool {
    now >= from.wholeNanoseconds && now < until.wholeNanoseconds
  }
}

extension ErrorEnvelope {
  /// The 503 that Google sends while a service is down.
  public static let unavailable = ErrorEnvelope(.unavailable, "The service is currently unavailable.")
}
