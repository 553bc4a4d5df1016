// A world from a seed: each part of it from a substream of its own, so that a new draw leaves the others as they were.

import BatchedSheets
import SheetsAPI
import SheetsSim

extension RandomWorld {
  /// Draws the world of a seed.
  package init(seed: UInt64) {
    self.seed = seed
    func chance(_ part: String) -> SplitMix64 { SplitMix64(seed: seed, substream: "world.\(part)") }
    let ingredients = Ingredient.drawn(seed: seed)
    func has(_ ingredient: Ingredient) -> Bool { ingredients.contains(ingredient) }
    var theme = chance("theme")
    let isCrowd = has(.crowd) && theme.chance(perMillion: 300_000)
    var service = chance("service")
    configuration = Self.configuration(&service, ingredients)
    if isCrowd {
      // Operations wait long between the flushes that halve their batch, and much can happen to them there.
      configuration.mode = .twoCalls
      configuration.writeBudget = CallBudget(perIdentity: theme.integer(in: 2...6), perProject: 149)
      configuration.queueLimit = 10_000
    }
    var quota = chance("quota")
    self.quota = has(.tightQuota) ? Self.quota(&quota) : QuotaLimits()
    var latency = chance("latency")
    self.latency = has(.otherLatency) ? Self.latency(&latency) : .origin
    var faults = FaultDrawing(chance: chance("faults"))
    self.faults = faults.rules(ingredients)
    var others = chance("others")
    if has(.stranger), others.chance(perMillion: 300_000) {
      stranger = Stranger(
        calls: others.integer(in: 1...20), every: .milliseconds(others.integer(in: 1_000...60_000)))
    }
    var mishap = chance("mishap")
    mishaps = Self.mishaps(&mishap, ingredients, identities: configuration.identities.count)
    var life = chance("life")
    // Some nanoseconds past a millisecond, so that nobody asks for something at the same moment.
    if has(.move), life.chance(perMillion: 400_000) { move = Self.moment(&life) + .nanoseconds(7) }
    isShared = has(.sharing) && life.chance(perMillion: 400_000)
    end = .whenDone
    if has(.restart), life.chance(perMillion: 400_000) {
      restart = Restart(at: Self.moment(&life) + .nanoseconds(11), drains: life.chance(perMillion: 500_000))
    } else if has(.drain), life.chance(perMillion: 300_000) {
      end = .drain(at: Self.moment(&life))
    } else if has(.stop), life.chance(perMillion: 300_000) {
      end = .stop(at: Self.moment(&life))
    }
    let workload = Workload(rowsPerChunk: configuration.rowsPerChunk, isCrowd: isCrowd, ingredients: ingredients)
    workers = workload.workers(seed: seed)
  }

  /// A moment in the first two minutes, early ones more often than late ones.
  private static func moment(_ chance: inout SplitMix64) -> Duration {
    .milliseconds(chance.integer(in: 1...chance.pick([2_000, 20_000, 120_000])))
  }

  private static func configuration(_ chance: inout SplitMix64, _ ingredients: [Ingredient]) -> ServiceConfiguration {
    let identities = (1...chance.pick([1, 1, 2, 3, 5])).map { Identity("robot-\($0)") }
    var configuration = ServiceConfiguration(
      spreadsheetID: spreadsheetIDs[0], log: log, identities: identities, mode: chance.pick(FlushMode.allCases),
      rowsPerChunk: chance.pick([1, 2, 3, 7, 20, 100, 900, 900]))
    if ingredients.contains(.tightBudget) {
      configuration.writeBudget = budget(&chance, perIdentity: [1, 2, 3, 5, 10, 29], identities: identities.count)
      configuration.readBudget = budget(&chance, perIdentity: [1, 3, 10, 54], identities: identities.count)
    }
    if ingredients.contains(.otherPacing) {
      configuration.pacing = chance.pick([
        .adaptive, .unpaced, .evenlySpaced, .tokenBucket(burst: 2), .tokenBucket(burst: 8),
      ])
    }
    if ingredients.contains(.shortQueue) { configuration.queueLimit = chance.pick([1, 2, 5, 10_000]) }
    if ingredients.contains(.smallCalls) { configuration.bytesPerCall = chance.pick([2_000, 3_000, 10_000]) }
    if ingredients.contains(.fewTries) {
      configuration.retry.maximumAttempts = chance.pick([1, 2, 20, 20])
      configuration.retry.maximumDelay = .seconds(chance.pick([1, 8, 64]))
    }
    return configuration
  }

  private static func budget(_ chance: inout SplitMix64, perIdentity: [Int], identities: Int) -> CallBudget {
    let own = chance.pick(perIdentity)
    return CallBudget(perIdentity: own, perProject: chance.pick([own, own + 1, own * identities, 149]))
  }

  private static func quota(_ chance: inout SplitMix64) -> QuotaLimits {
    let own = chance.pick([1, 2, 5, 15])
    return QuotaLimits(
      readsPerIdentity: chance.pick([2, 10, 60]), writesPerIdentity: own, readsPerProject: chance.pick([10, 300]),
      writesPerProject: chance.pick([own, 2 * own, 300]), window: chance.pick([.sliding, .fixed]))
  }

  private static func latency(_ chance: inout SplitMix64) -> LatencyProfile {
    switch chance.below(3) {
    case 0: .steady
    case 1: LatencyProfile(name: "1 ns to 50 ms") { _ in .nanoseconds(1) ... .milliseconds(50) }
    default: LatencyProfile(name: "20 ms to 20 s") { _ in .milliseconds(20) ... .seconds(20) }
    }
  }

  private static func mishaps(
    _ chance: inout SplitMix64, _ ingredients: [Ingredient], identities: Int
  ) -> [Mishap] {
    var mishaps: [Mishap] = []
    func comes(_ ingredient: Ingredient) -> Bool {
      ingredients.contains(ingredient) && chance.chance(perMillion: 500_000)
    }
    if comes(.guardsDeleted) { mishaps.append(.guardsDeleted(at: moment(&chance))) }
    if comes(.logDeleted) { mishaps.append(.logDeleted(at: moment(&chance))) }
    if comes(.accessLost) {
      let from = moment(&chance)
      mishaps.append(
        .accessLost(
          identity: chance.below(identities), role: chance.pick([nil, .reader]), from: from,
          until: chance.pick([nil, from + moment(&chance)])))
    }
    return mishaps
  }
}
