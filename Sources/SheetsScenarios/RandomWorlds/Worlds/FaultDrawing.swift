// Draws the fault rules of a world.

import SheetsAPI
import SheetsSim

/// Draws rules of those kinds that a world may have.
struct FaultDrawing {
  var chance: SplitMix64

  private static let html = SheetsError.unreadable(code: 502, body: "<html>Bad Gateway</html>")
  private static let methods: [[SheetsMethod]?] = [
    nil, nil, [.valuesAppend, .spreadsheetsBatchUpdate], [.valuesBatchUpdate, .spreadsheetsBatchUpdate],
    [.valuesBatchGet, .spreadsheetsGet],
  ]

  mutating func rules(_ ingredients: [Ingredient]) -> [FaultRule] {
    // Twice what comes more often.
    let kinds = [.errors, .errors, .outage, .answersLost, .answersLost, .appliedLate, .appliedLate, .slowdown].filter {
      ingredients.contains($0)
    }
    let count = chance.pick([0, 1, 1, 1, 2, 2, 3])
    var rules = kinds.isEmpty ? [] : (0..<count).map { _ in rule(chance.pick(kinds)) }
    if ingredients.contains(.quotaChanged), chance.chance(perMillion: 300_000) { rules.append(quotaChange()) }
    if ingredients.contains(.appendsCollide), chance.chance(perMillion: 300_000) {
      rules.append(.appendsCollide(perMillion: 500_000))
    }
    return rules
  }

  private mutating func rule(_ kind: Ingredient) -> FaultRule {
    let from = Duration.milliseconds(chance.integer(in: 0...90_000))
    let until = from + .milliseconds(chance.integer(in: 100...chance.pick([2_000, 30_000, 300_000])))
    let rate = chance.pick([20_000, 100_000, 300_000, 600_000, 900_000])
    let methods = chance.pick(Self.methods)
    let silence = chance.pick([
      SheetsError.noAnswer(.timedOut), .noAnswer(.connectionLost), .refused(.unavailable), Self.html,
      .refused(ErrorEnvelope(.internalError, "Internal error encountered.")), .unreadable(code: 200, body: "{"),
    ])
    switch kind {
    case .outage: return .outage(from: from, until: until)
    case .answersLost: return .answersLost(silence, perMillion: rate, methods: methods)
    case .appliedLate:
      // Google gives up a request after 180 s, so nothing comes later than that.
      let longest = Duration.seconds(chance.integer(in: 1...175))
      return .appliedLate(
        silence, perMillion: rate, methods: methods, delay: chance.pick([.milliseconds(500), longest / 2])...longest)
    case .slowdown: return .slowdown(from: from, until: until, percent: chance.pick([10, 300, 2_000]))
    default:
      let refusal = chance.pick([
        SheetsError.refused(ErrorEnvelope(.resourceExhausted, "Quota exceeded")), .refused(.unavailable), silence,
        .refused(ErrorEnvelope(.permissionDenied, "The caller does not have permission")),
        .refused(ErrorEnvelope(.invalidArgument, "Invalid value")),
      ])
      let after: Duration? = refusal == .noAnswer(.timedOut) ? .seconds(chance.integer(in: 1...180)) : nil
      return .errors(refusal, perMillion: rate, methods: methods, after: after)
    }
  }

  private mutating func quotaChange() -> FaultRule {
    let from = Duration.milliseconds(chance.integer(in: 0...60_000))
    return .quotaChanged(
      QuotaChange(
        readsPerIdentity: chance.pick([nil, 1, 5]), writesPerIdentity: chance.pick([0, 1, 3, 10]),
        writesPerProject: chance.pick([nil, 1, 12]), from: from,
        until: from + .milliseconds(chance.integer(in: 1_000...200_000))))
  }
}
