// Decides when the next flush may leave, and with which identity.

import SheetsAPI

/// Keeps every window within its budget, and lets the identities take turns.
///
/// The windows are the guarantee; the policy decides how they are filled. An identity carries one flush at a time.
/// Worked values of the interval between flushes that just uses a budget of 29 calls in 60 s: 29 flushes of one call
/// fit, one every 2.069 s; 14 flushes of two calls fit, one every 4.286 s; five identities with one call per flush share
/// the interval, one every 0.414 s.
package struct Pacer {
  /// What may happen at the moment of the decision.
  package enum Decision: Equatable {
    /// A flush leaves now with this identity; its calls are reserved.
    case leave(Identity)
    /// No flush may leave before this moment.
    case wait(until: Nanoseconds)
    /// No flush may leave before another one that is under way ends.
    case waitForEnd
  }

  /// A call that was not reserved when its flush left, such as a retry.
  package struct FurtherCall {
    package let identity: Identity
    let notBefore: Nanoseconds
    /// Whether its time has come, so that no new flush may overtake it.
    var isDue = false
  }

  private struct Subject {
    let identity: Identity
    var window: CallWindow
    var isBusy = false
    /// The number of due further calls that wait for this identity.
    var due = 0
    /// Until when it is known to have no access.
    var deniedUntil = Nanoseconds.zero
  }

  private var subjects: [Subject]
  private var project: CallWindow
  private var spacing: FlushSpacing
  /// The index at which the search for the next identity starts, so that they take turns.
  private var turn = 0
  /// When flushes left at once in the last minute.
  private var leftAtOnce = RecentMoments()

  package init(identities: [Identity], budget: CallBudget, policy: PacingPolicy = .adaptive) {
    precondition(!identities.isEmpty, "a service needs at least one identity")
    precondition(
      budget.perIdentity >= 1 && budget.perProject >= 1,
      "the budget is \(budget), expected at least one call per identity and project")
    subjects = identities.map { Subject(identity: $0, window: CallWindow(limit: budget.perIdentity)) }
    project = CallWindow(limit: budget.perProject)
    spacing = FlushSpacing(policy: policy)
  }

  /// The maximum number of calls that one flush may reserve at `now`.
  package func mostCallsTogether(at now: Nanoseconds) -> Int {
    var most = project.limit(at: now)
    for index in subjects.indices where isUsable(index, at: now) {
      most = min(most, subjects[index].window.limit(at: now))
    }
    return most
  }

  /// The maximum number of calls in 60 s at `now`, of each identity and of the project: the budget, or what a refusal
  /// has left of it.
  package func learnedLimits(at now: Nanoseconds) -> (identities: [(Identity, Int)], project: Int) {
    (subjects.map { ($0.identity, $0.window.limit(at: now)) }, project.limit(at: now))
  }

  /// Records that an operation arrived at `now`.
  package mutating func arrived(at now: Nanoseconds) {
    spacing.arrived(at: now)
  }

  /// Records that an identity has no access: until that moment, flushes leave with the others.
  ///
  /// When every identity is denied, all are used again: whoever still has work for them must get the answer.
  package mutating func deny(_ identity: Identity, until moment: Nanoseconds) {
    let index = index(of: identity)
    subjects[index].deniedUntil = max(subjects[index].deniedUntil, moment)
  }

  /// Whether an identity is known to have no access at `now`.
  package func isDenied(_ identity: Identity, at now: Nanoseconds) -> Bool {
    subjects[index(of: identity)].deniedUntil > now
  }

  /// Whether an identity other than this one is not denied at `now`.
  package func hasOther(than identity: Identity, at now: Nanoseconds) -> Bool {
    subjects.contains { $0.identity != identity && $0.deniedUntil <= now }
  }

  /// Decides about a flush of `calls` calls whose first operation started to wait at `since`.
  ///
  /// On `leave`, the calls are reserved and the identity is busy. `atOnce` leaves the policy's wait out, for those that
  /// have waited already and come back from a flush that another operation spoiled; the windows hold all the same. The
  /// others are spaced over what such flushes of the last minute leave of the windows: unforeseen, they would use up the
  /// windows now and then, and all would wait for the next opening.
  package mutating func decide(calls: Int, since: Nanoseconds, now: Nanoseconds, atOnce: Bool = false) -> Decision {
    let others = leftAtOnce.count(at: now)
    let interval = interval(of: calls, at: now, sparing: others)
    let spaced = atOnce ? now : spaced(calls: calls, since: since, interval: interval, sparing: others, now: now)
    var best: (index: Int, moment: Nanoseconds)?
    // In turn: from the index after the last one that left.
    for step in subjects.indices {
      let index = (turn + step) % subjects.count
      guard isUsable(index, at: now), !subjects[index].isBusy, subjects[index].due == 0,
        let moment = subjects[index].window.earliest(for: calls, now: now)
      else { continue }
      if let best, best.moment <= moment { continue }
      best = (index, moment)
    }
    var due = 0
    for subject in subjects { due += subject.due }
    guard let best, let common = project.earliest(for: calls + due, now: now) else { return .waitForEnd }
    let moment = max(best.moment, common, spaced)
    guard moment <= now else { return .wait(until: moment) }
    turn = (best.index + 1) % subjects.count
    reserve(calls, at: best.index)
    spacing.left(interval: interval, at: now)
    if atOnce { leftAtOnce.append(now) }
    return .leave(subjects[best.index].identity)
  }

  /// The first moment at which the policy allows a flush of `calls` calls to leave.
  private mutating func spaced(
    calls: Int, since: Nanoseconds, interval: Nanoseconds, sparing others: Int, now: Nanoseconds
  ) -> Nanoseconds {
    // Copied, as the departures are computed while `spacing` changes.
    let (subjects, project) = (subjects, project)
    func departures() -> FlushDepartures {
      let usable = subjects.indices.filter { Self.isUsable($0, of: subjects, at: now) }
      return FlushDepartures(
        ofIdentities: usable.map { subjects[$0].window.departures(of: calls, now: now) },
        common: project.departures(of: calls, now: now), sparing: others)
    }
    return spacing.earliest(since: since, interval: interval, departures: departures(), now: now)
  }

  /// Requests one further call of a flush whose last call was sent at `sentAt`; `decide` says when it leaves.
  package mutating func furtherCall(as identity: Identity, after sentAt: Nanoseconds, now: Nanoseconds) -> FurtherCall {
    let notBefore = spacing.furtherCall(after: sentAt, interval: interval(of: 1, at: now), now: now)
    return FurtherCall(identity: identity, notBefore: notBefore)
  }

  /// Decides about a further call; on `leave` it is reserved and the identity is busy.
  ///
  /// `holding` says whether the flush occupies its identity, which it must give up if it has to wait.
  package mutating func decide(_ call: inout FurtherCall, holding: Bool, now: Nanoseconds) -> Decision {
    guard call.notBefore <= now else { return .wait(until: call.notBefore) }
    let index = index(of: call.identity)
    if !call.isDue {
      call.isDue = true
      subjects[index].due += 1
    }
    guard holding || !subjects[index].isBusy, let own = subjects[index].window.earliest(for: 1, now: now),
      let common = project.earliest(for: 1, now: now)
    else { return .waitForEnd }
    let moment = max(own, common)
    guard moment <= now else { return .wait(until: moment) }
    withdraw(&call)
    reserve(1, at: index)
    return .leave(call.identity)
  }

  /// Withdraws a further call that has not left.
  package mutating func withdraw(_ call: inout FurtherCall) {
    guard call.isDue else { return }
    call.isDue = false
    subjects[index(of: call.identity)].due -= 1
  }

  /// Records that a reserved call leaves at `now`.
  package mutating func send(as identity: Identity, at now: Nanoseconds) {
    subjects[index(of: identity)].window.send(at: now)
    project.send(at: now)
  }

  /// Records that a call sent at `sentAt` was refused for the quota of its identity or of the project.
  package mutating func refused(as identity: Identity, isProject: Bool, sentAt: Nanoseconds, now: Nanoseconds) {
    if isProject {
      project.refused(sentAt: sentAt, now: now)
    } else {
      subjects[index(of: identity)].window.refused(sentAt: sentAt, now: now)
    }
  }

  /// Frees the identity of a flush that ends or waits for a further call, and releases its `unused` calls.
  package mutating func free(_ identity: Identity, unused: Int) {
    let index = index(of: identity)
    subjects[index].isBusy = false
    subjects[index].window.release(unused)
    project.release(unused)
  }

  private mutating func reserve(_ calls: Int, at index: Int) {
    subjects[index].isBusy = true
    subjects[index].window.reserve(calls)
    project.reserve(calls)
  }

  /// The time between flushes of `calls` calls that just uses the limits of the windows at `now`, rounded up, when so
  /// many others leave at once, for which up to half is spared.
  private func interval(of calls: Int, at now: Nanoseconds, sparing others: Int = 0) -> Nanoseconds {
    var ofIdentities = 0
    for index in subjects.indices where isUsable(index, at: now) {
      ofIdentities += max(1, subjects[index].window.limit(at: now) / calls)
    }
    let flushes = min(ofIdentities, max(1, project.limit(at: now) / calls))
    return CallWindow.length.divided(by: flushes - min(others, flushes / 2))
  }

  /// Whether an identity is used at `now`: if it is not denied, or all are.
  private func isUsable(_ index: Int, at now: Nanoseconds) -> Bool { Self.isUsable(index, of: subjects, at: now) }

  private static func isUsable(_ index: Int, of subjects: [Subject], at now: Nanoseconds) -> Bool {
    subjects[index].deniedUntil <= now || !subjects.contains { $0.deniedUntil <= now }
  }

  private func index(of identity: Identity) -> Int {
    guard let index = subjects.firstIndex(where: { $0.identity == identity }) else {
      preconditionFailure("\(identity) is not one of the service's identities")
    }
    return index
  }
}
