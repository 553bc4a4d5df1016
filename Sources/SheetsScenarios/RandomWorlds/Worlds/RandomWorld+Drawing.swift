// A world from a seed: each part of it from a substream of its own, so that a new draw leaves the others as they were.

import BatchedSheets
import SheetsAPI
import SheetsSim

extension RandomWorld {
  /// Draws the world of a seed.
  package init(seed: UInt64) {
    self.seed = seed
    var service = SplitMix64(seed: seed, substream: "world.service")
    configuration = Self.configuration(&service)
    var quota = SplitMix64(seed: seed, substream: "world.quota")
    self.quota = Self.quota(&quota)
    var latency = SplitMix64(seed: seed, substream: "world.latency")
    self.latency = Self.latency(&latency)
    var faults = SplitMix64(seed: seed, substream: "world.faults")
    self.faults = (0..<faults.pick([0, 0, 1, 1, 1, 2, 2, 3])).map { _ in Self.fault(&faults) }
    var pressure = SplitMix64(seed: seed, substream: "world.pressure")
    configuration.pacing = pressure.pick([
      .adaptive, .adaptive, .adaptive, .unpaced, .evenlySpaced, .tokenBucket(burst: 2), .tokenBucket(burst: 8),
    ])
    configuration.queueLimit = pressure.pick([1, 2, 5, 10_000, 10_000, 10_000, 10_000, 10_000])
    var theme = SplitMix64(seed: seed, substream: "world.theme")
    let isCrowd = theme.chance(perMillion: 150_000)
    if isCrowd {
      // Operations wait long between the flushes that halve their batch, and much can happen to them there.
      configuration.mode = .twoCalls
      configuration.writeBudget = CallBudget(perIdentity: theme.integer(in: 2...6), perProject: 149)
      configuration.queueLimit = 10_000
    }
    var sharing = SplitMix64(seed: seed, substream: "world.sharing")
    self.faults += Self.moreFaults(&sharing, configuration: configuration, faults: self.faults)
    let calls = sharing.integer(in: 1...20)
    let every = Duration.milliseconds(sharing.integer(in: 1_000...60_000))
    stranger = sharing.chance(perMillion: 150_000) ? Stranger(calls: calls, every: every) : nil
    var rotation = SplitMix64(seed: seed, substream: "world.rotation")
    // Some nanoseconds past a millisecond, so that nobody asks for something at the same moment.
    let moment = Duration.milliseconds(rotation.integer(in: 1...20_000)) + .nanoseconds(7)
    move = rotation.chance(perMillion: 200_000) ? moment : nil
    var end = SplitMix64(seed: seed, substream: "world.end")
    self.end = Self.end(&end)
    workers = Workload(rowsPerChunk: configuration.rowsPerChunk, isCrowd: isCrowd).workers(seed: seed)
  }

  private static func configuration(_ chance: inout SplitMix64) -> ServiceConfiguration {
    let identities = (1...chance.pick([1, 1, 2, 3, 5])).map { Identity("robot-\($0)") }
    return ServiceConfiguration(
      spreadsheetID: spreadsheetIDs[0], log: log, identities: identities, mode: chance.pick(FlushMode.allCases),
      writeBudget: budget(&chance, perIdentity: [1, 2, 3, 5, 10, 29, 29], identities: identities.count),
      readBudget: budget(&chance, perIdentity: [1, 3, 10, 54, 54], identities: identities.count),
      rowsPerChunk: chance.pick([1, 2, 3, 7, 20, 100, 900, 900]),
      bytesPerCall: chance.pick([1_000, 2_000, 10_000, 2_000_000, 2_000_000]),
      retry: RetryPolicy(
        maximumAttempts: chance.pick([1, 2, 3, 8, 8, 20]), maximumDelay: .seconds(chance.pick([1, 8, 32, 64]))))
  }

  private static func budget(_ chance: inout SplitMix64, perIdentity: [Int], identities: Int) -> CallBudget {
    let own = chance.pick(perIdentity)
    return CallBudget(perIdentity: own, perProject: chance.pick([own, own + 1, own * identities, 149]))
  }

  private static func quota(_ chance: inout SplitMix64) -> QuotaLimits {
    guard chance.chance(perMillion: 350_000) else { return QuotaLimits() }
    let own = chance.pick([1, 2, 5, 15])
    return QuotaLimits(
      readsPerIdentity: chance.pick([2, 10, 60]), writesPerIdentity: own, readsPerProject: chance.pick([10, 300]),
      writesPerProject: chance.pick([own, 2 * own, 300]), window: chance.pick([.sliding, .fixed]))
  }

  private static func latency(_ chance: inout SplitMix64) -> LatencyProfile {
    switch chance.pick([0, 0, 1, 2, 3]) {
    case 0: .origin
    case 1: LatencyProfile(name: "100 ms") { _ in .milliseconds(100) ... .milliseconds(100) }
    case 2: LatencyProfile(name: "1 ns to 50 ms") { _ in .nanoseconds(1) ... .milliseconds(50) }
    default: LatencyProfile(name: "20 ms to 20 s") { _ in .milliseconds(20) ... .seconds(20) }
    }
  }

  private static func end(_ chance: inout SplitMix64) -> End {
    switch chance.pick([0, 0, 0, 0, 0, 0, 1, 2]) {
    case 1: .drain(at: .milliseconds(chance.integer(in: 1...60_000)))
    case 2: .stop(at: .milliseconds(chance.integer(in: 1...60_000)))
    default: .whenDone
    }
  }

  // MARK: Faults

  private static let html = SheetsError.unreadable(code: 502, body: "<html>Bad Gateway</html>")
  private static let rates = [20_000, 100_000, 300_000, 600_000]
  private static let methods: [[SheetsMethod]?] = [
    nil, nil, [.valuesAppend, .spreadsheetsBatchUpdate], [.valuesBatchUpdate, .spreadsheetsBatchUpdate],
    [.valuesBatchGet, .spreadsheetsGet],
  ]

  /// Faults that were added later, drawn separately so that the worlds of old seeds do not change.
  private static func moreFaults(
    _ chance: inout SplitMix64, configuration: ServiceConfiguration, faults: [FaultRule]
  ) -> [FaultRule] {
    var rules: [FaultRule] = []
    let from = Duration.milliseconds(chance.integer(in: 0...60_000))
    let until = from + .milliseconds(chance.integer(in: 1_000...200_000))
    let change = QuotaChange(
      readsPerIdentity: chance.pick([nil, 1, 5]), writesPerIdentity: chance.pick([0, 1, 3, 10]),
      writesPerProject: chance.pick([nil, 1, 12]), from: from, until: until)
    if chance.chance(perMillion: 150_000) { rules.append(.quotaChanged(change)) }
    // Rows that values.append overwrites are lost without an error: two-call mode is safe from it only while no two
    // appends are in flight together.
    let isSafe =
      configuration.mode == .oneCall || (configuration.identities.count == 1 && !faults.contains(where: \.isLate))
    if chance.chance(perMillion: 100_000), isSafe { rules.append(.appendsCollide(perMillion: 500_000)) }
    return rules
  }

  private static func fault(_ chance: inout SplitMix64) -> FaultRule {
    let from = Duration.milliseconds(chance.integer(in: 0...90_000))
    let until = from + .milliseconds(chance.integer(in: 100...chance.pick([2_000, 30_000, 300_000])))
    let rate = chance.pick(rates)
    let methods = chance.pick(methods)
    let silence = chance.pick([
      SheetsError.noAnswer(.timedOut), .noAnswer(.connectionLost), .refused(.unavailable), html,
      .refused(ErrorEnvelope(.internalError, "Internal error encountered.")), .unreadable(code: 200, body: "{"),
    ])
    switch chance.pick([0, 0, 1, 2, 2, 3, 3, 4]) {
    case 0:
      let refusal = chance.pick([
        SheetsError.refused(ErrorEnvelope(.resourceExhausted, "Quota exceeded")), .refused(.unavailable), silence,
        .refused(ErrorEnvelope(.permissionDenied, "The caller does not have permission")),
        .refused(ErrorEnvelope(.invalidArgument, "Invalid value")),
      ])
      let after: Duration? = refusal == .noAnswer(.timedOut) ? .seconds(chance.integer(in: 1...180)) : nil
      return .errors(refusal, perMillion: rate, methods: methods, after: after)
    case 1: return .outage(from: from, until: until)
    case 2: return .answersLost(silence, perMillion: rate, methods: methods)
    case 3:
      // Google gives up a request after 180 s, so nothing comes later than that.
      let longest = chance.integer(in: 1...175)
      return .appliedLate(
        silence, perMillion: rate, methods: methods, delay: .milliseconds(500) ... .seconds(longest))
    default: return .slowdown(from: from, until: until, percent: chance.pick([10, 300, 2_000]))
    }
  }
}
