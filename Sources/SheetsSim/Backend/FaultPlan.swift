// What goes wrong with calls, and when: rules in an order, with chance of their own.

import SheetsAPI

/// One rule about calls that go wrong.
public enum FaultRule: Sendable, Hashable {
  /// Refuses calls of some methods at random; of all methods when `methods` is `nil`.
  ///
  /// The rate is in parts per million. The answer comes `after` this long, or after the method's shortest latency when
  /// that is `nil`: a time-out wants the time that it takes.
  case errors(SheetsError, perMillion: Int, methods: [SheetsMethod]? = nil, after: Duration? = nil)
  /// Refuses every call received in `[from, until)` with 503, after the method's shortest latency.
  case outage(from: Duration, until: Duration)
  /// Applies calls of some methods at random and then loses the answer: the caller gets this error instead.
  ///
  /// The rate is in parts per million. The error comes when the answer would have come.
  case answersLost(SheetsError, perMillion: Int, methods: [SheetsMethod]? = nil)
  /// Answers calls of some methods at random with this error and applies them later all the same.
  ///
  /// The rate is in parts per million. The error comes after the method's shortest latency, the effect after a delay
  /// that is drawn from the range and counts from the receipt of the call.
  case appliedLate(SheetsError, perMillion: Int, methods: [SheetsMethod]? = nil, delay: ClosedRange<Duration>)
  /// Makes calls received in `[from, until)` take this many per cent of their latency.
  case slowdown(from: Duration, until: Duration, percent: Int)
  /// Lets values.append calls find the last row of their table too early, at random, so that appends collide.
  ///
  /// The rate is in parts per million. Such a call finds its place when it is received and writes there when its latency
  /// has passed, whatever has landed there meanwhile: of two appends in flight at once on a table, the one that ends
  /// later writes over the rows of the other, and both are answered with the same range. With INSERT_ROWS it pushes
  /// them down instead, so that none is lost and their order is another. Reported by users of parallel appends; how it
  /// comes about, and that INSERT_ROWS is spared, is assumed.
  case appendsCollide(perMillion: Int)
  /// Changes the limits of the quota for a time, as when Google or an administrator cuts it.
  ///
  /// Quota is counted before a call is put to the rules, so this one stops no call that others are asked about. The 429
  /// reports the limit in force. Of several such rules in force, the first that names a limit decides it.
  case quotaChanged(QuotaChange)
}

/// Rules about calls that go wrong; the first that does not let a call pass decides.
///
/// Times count from the beginning of the simulation.
public struct FaultPlan: Sendable, Hashable {
  /// The rules, in the order in which they are asked.
  public var rules: [FaultRule]

  /// Makes a plan; without rules every call passes.
  public init(_ rules: [FaultRule] = []) {
    self.rules = rules
  }

  /// The changes of the quota, in the order of their rules.
  var quotaChanges: [QuotaChange] {
    rules.compactMap { rule in
      if case .quotaChanged(let change) = rule { change } else { nil }
    }
  }
}

/// What the rules say of one call.
public enum FaultVerdict: Sendable, Hashable {
  /// The call goes on as it is.
  case pass
  /// The call is answered with this error and is not applied; `after` as in the rule.
  case refuse(SheetsError, after: Duration?)
  /// The call is applied, and its answer is replaced by this error.
  case loseAnswer(SheetsError)
  /// The call is answered with this error, and applied so long after its receipt.
  case applyLate(SheetsError, delay: Duration)
  /// The call goes on and takes this many per cent of its latency.
  case slow(percent: Int)
  /// The call, an append, goes on and writes where its rows would go if it were applied now.
  case locateEarly
}

/// A plan at work: each rule draws from a substream of its own, so that a rule added behind leaves those before alone.
package struct FaultInjector {
  private let rules: [FaultRule]
  private var generators: [SplitMix64]

  /// Makes an injector; `generator` gives the substream of the rule at a index.
  package init(_ plan: FaultPlan, generator: (Int) -> SplitMix64) {
    rules = plan.rules
    generators = plan.rules.indices.map(generator)
  }

  /// Asks the rules about a call received at `now`, in nanoseconds since the beginning.
  package mutating func verdict(_ method: SheetsMethod, at now: Int64) -> FaultVerdict {
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
  /// 503 as Google sends it while a service is down.
  public static let unavailable = ErrorEnvelope(.unavailable, "The service is currently unavailable.")
}
