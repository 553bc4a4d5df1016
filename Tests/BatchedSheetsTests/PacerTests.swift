import SheetsAPI
import Testing

import BatchedSheets

@Suite struct `A pacer` {
  private let one = Identity("one")
  private let two = Identity("two")

  /// The departures of flushes if one is always waiting and calls take no time.
  private func timeline(_ pacer: inout Pacer, calls: Int, flushes: Int) -> [(Nanoseconds, Identity)] {
    var now = Nanoseconds.zero
    var departures: [(Nanoseconds, Identity)] = []
    while departures.count < flushes {
      switch pacer.decide(calls: calls, since: .zero, now: now) {
      case .leave(let identity):
        departures.append((now, identity))
        for _ in 0..<calls { pacer.send(as: identity, at: now) }
        pacer.free(identity, unused: 0)
      case .wait(let moment): now = moment
      case .waitForEnd: return departures
      }
    }
    return departures
  }

  @Test func `spaces flushes of two calls 4.286 s apart on a budget of 29`() {
    var pacer = Pacer(identities: [one], budget: CallBudget(perIdentity: 29, perProject: 149), policy: .evenlySpaced)
    let departures = timeline(&pacer, calls: 2, flushes: 3).map(\.0)
    #expect(departures == [.zero, 4_285_714_286, 8_571_428_572])
  }

  @Test func `takes turns among identities that share the spacing`() {
    var pacer = Pacer(
      identities: [one, two], budget: CallBudget(perIdentity: 30, perProject: 149), policy: .evenlySpaced)
    let departures = timeline(&pacer, calls: 1, flushes: 4)
    #expect(departures.map(\.1) == [one, two, one, two])
    #expect(departures.map(\.0) == [.zero, .seconds(1), .seconds(2), .seconds(3)])
  }

  @Test(arguments: [1, 2], [1, 2, 5])
  func `keeps every minute of an identity within its budget`(calls: Int, identities: Int) {
    let names = (0..<identities).map { Identity("robot-\($0)") }
    var pacer = Pacer(identities: names, budget: CallBudget(perIdentity: 29, perProject: 60), policy: .evenlySpaced)
    let departures = timeline(&pacer, calls: calls, flushes: 400)
    #expect(departures.count == 400)
    for name in names {
      let times = departures.filter { $0.1 == name }.flatMap { departure in Array(repeating: departure.0, count: calls)
      }
      #expect(mostInAMinute(times) <= 29)
    }
    #expect(mostInAMinute(departures.flatMap { departure in Array(repeating: departure.0, count: calls) }) <= 60)
  }

  @Test func `waits for a flush to end when every identity carries one`() {
    var pacer = Pacer(identities: [one], budget: CallBudget(perIdentity: 29, perProject: 149), policy: .evenlySpaced)
    #expect(pacer.decide(calls: 1, since: .zero, now: .zero) == .leave(one))
    #expect(pacer.decide(calls: 1, since: .zero, now: .seconds(10)) == .waitForEnd)
    pacer.send(as: one, at: .seconds(1))
    pacer.free(one, unused: 0)
    #expect(pacer.decide(calls: 1, since: .zero, now: .seconds(10)) == .leave(one))
  }

  @Test func `spaces a further call of a flush like any other`() {
    var pacer = Pacer(identities: [one], budget: CallBudget(perIdentity: 30, perProject: 149), policy: .evenlySpaced)
    #expect(pacer.decide(calls: 1, since: .zero, now: .zero) == .leave(one))
    pacer.send(as: one, at: .zero)
    var call = pacer.furtherCall(as: one, after: .zero, now: .seconds(1))
    #expect(pacer.decide(&call, holding: true, now: .seconds(1)) == .wait(until: .seconds(2)))
    #expect(pacer.decide(&call, holding: true, now: .seconds(2)) == .leave(one))
  }

  @Test func `sends a due further call before new flushes of its identity`() {
    var pacer = Pacer(identities: [one], budget: CallBudget(perIdentity: 30, perProject: 149), policy: .unpaced)
    _ = pacer.decide(calls: 1, since: .zero, now: .zero)
    pacer.send(as: one, at: .zero)
    pacer.free(one, unused: 0)
    #expect(pacer.decide(calls: 1, since: .zero, now: .seconds(1)) == .leave(one))
    var call = pacer.furtherCall(as: one, after: .zero, now: .seconds(2))
    #expect(pacer.decide(&call, holding: false, now: .seconds(2)) == .waitForEnd)
    pacer.send(as: one, at: .seconds(1))
    pacer.free(one, unused: 0)
    #expect(pacer.decide(calls: 1, since: .zero, now: .seconds(3)) == .waitForEnd)
    #expect(pacer.decide(&call, holding: false, now: .seconds(3)) == .leave(one))
  }

  @Test func `sends a due further call first when the project budget is used up`() {
    var pacer = Pacer(identities: [one, two], budget: CallBudget(perIdentity: 30, perProject: 2), policy: .unpaced)
    for (identity, second) in [(one, 0), (two, 1)] {
      #expect(pacer.decide(calls: 1, since: .zero, now: .seconds(second)) == .leave(identity))
      pacer.send(as: identity, at: .seconds(second))
      pacer.free(identity, unused: 0)
    }
    var call = pacer.furtherCall(as: one, after: .zero, now: .seconds(10))
    #expect(pacer.decide(&call, holding: false, now: .seconds(10)) == .wait(until: .seconds(60)))
    #expect(pacer.decide(calls: 1, since: .zero, now: .seconds(60)) == .wait(until: .seconds(61)))
    #expect(pacer.decide(&call, holding: false, now: .seconds(60)) == .leave(one))
  }

  @Test func `skips an identity without access until its denial ends`() {
    var pacer = Pacer(identities: [one, two], budget: CallBudget(perIdentity: 30, perProject: 149), policy: .unpaced)
    pacer.deny(one, until: .seconds(60))
    #expect(pacer.hasOther(than: one, at: .seconds(1)))
    #expect(!pacer.hasOther(than: two, at: .seconds(1)))
    #expect(timeline(&pacer, calls: 1, flushes: 3).map(\.1) == [two, two, two])
    #expect(pacer.hasOther(than: two, at: .seconds(60)))
    #expect(pacer.decide(calls: 1, since: .zero, now: .seconds(60)) == .leave(one))
  }

  @Test func `waits for the end of a flush rather than use an identity without access`() {
    var pacer = Pacer(identities: [one, two], budget: CallBudget(perIdentity: 30, perProject: 149), policy: .unpaced)
    pacer.deny(one, until: .seconds(60))
    #expect(pacer.decide(calls: 1, since: .zero, now: .zero) == .leave(two))
    #expect(pacer.decide(calls: 1, since: .zero, now: .seconds(1)) == .waitForEnd)
  }

  @Test func `uses every identity when all are denied`() {
    var pacer = Pacer(identities: [one, two], budget: CallBudget(perIdentity: 30, perProject: 149), policy: .unpaced)
    for identity in [one, two] { pacer.deny(identity, until: .seconds(60)) }
    #expect(timeline(&pacer, calls: 1, flushes: 2).map(\.1) == [one, two])
  }

  @Test func `spaces flushes over the identities that have access`() {
    var pacer = Pacer(
      identities: [one, two], budget: CallBudget(perIdentity: 30, perProject: 149), policy: .evenlySpaced)
    pacer.deny(two, until: .seconds(600))
    #expect(timeline(&pacer, calls: 1, flushes: 3).map(\.0) == [.zero, .seconds(2), .seconds(4)])
  }

  @Test func `lets a flush that leaves at once skip the spacing, not the windows`() {
    var pacer = Pacer(identities: [one], budget: CallBudget(perIdentity: 2, perProject: 149), policy: .evenlySpaced)
    #expect(timeline(&pacer, calls: 1, flushes: 1).map(\.0) == [.zero])
    #expect(pacer.decide(calls: 1, since: .zero, now: .seconds(1)) == .wait(until: .seconds(30)))
    #expect(pacer.decide(calls: 1, since: .zero, now: .seconds(1), atOnce: true) == .leave(one))
    pacer.send(as: one, at: .seconds(1))
    pacer.free(one, unused: 0)
    #expect(pacer.decide(calls: 1, since: .zero, now: .seconds(2), atOnce: true) == .wait(until: .seconds(60)))
  }

  @Test func `spaces flushes over what those that left at once leave of the budget`() {
    var pacer = Pacer(identities: [one], budget: CallBudget(perIdentity: 30, perProject: 149), policy: .evenlySpaced)
    func leave(at now: Nanoseconds, atOnce: Bool) {
      #expect(pacer.decide(calls: 1, since: .zero, now: now, atOnce: atOnce) == .leave(one))
      pacer.send(as: one, at: now)
      pacer.free(one, unused: 0)
    }
    for second in 0..<6 { leave(at: .seconds(second), atOnce: true) }
    // 24 of 30 flushes are left for the others: one every 2.5 s instead of 2 s.
    leave(at: .seconds(30), atOnce: false)
    #expect(pacer.decide(calls: 1, since: .zero, now: .seconds(30)) == .wait(until: .milliseconds(32_500)))
    leave(at: .seconds(100), atOnce: false)
    #expect(pacer.decide(calls: 1, since: .zero, now: .seconds(100)) == .wait(until: .seconds(102)))
  }

  @Test func `tells the limits that refusals have left`() {
    var pacer = Pacer(identities: [one, two], budget: CallBudget(perIdentity: 30, perProject: 149), policy: .unpaced)
    _ = timeline(&pacer, calls: 1, flushes: 20)
    pacer.refused(as: two, isProject: false, sentAt: .zero, now: .zero)
    pacer.refused(as: one, isProject: true, sentAt: .zero, now: .zero)
    let limits = pacer.learnedLimits(at: .seconds(1))
    #expect(limits.identities.map(\.0) == [one, two])
    #expect(limits.identities.map(\.1) == [30, 8])
    #expect(limits.project == 37)
  }

  private func mostInAMinute(_ times: [Nanoseconds]) -> Int {
    times.indices.map { start in times[start...].prefix { $0 - times[start] < .seconds(60) }.count }.max() ?? 0
  }
}
