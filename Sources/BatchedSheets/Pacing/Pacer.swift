// When the next flush may leave, and as whom.

import SheetsAPI

/// Spreads the calls of all identities evenly over time and keeps every window within its budget.
///
/// Evenly spaced flushes are the best that a fixed rule can do under saturation. Worked values, with a budget of 29
/// calls in 60 s: 29 flushes of one call fit, one every 2.069 s; 14 flushes of two calls fit, one every 4.286 s; five
/// identities with one call share the spacing, one every 0.414 s. The windows are the guarantee, the spacing is the
/// policy.
package struct Pacer {
  /// What may happen now.
  package enum Decision: Equatable {
    /// A flush leaves now as this identity; its calls are reserved.
    case leave(Identity)
    /// Nothing may leave before this moment.
    case wait(until: Duration)
    /// Nothing may leave before a flush that is under way ends.
    case waitForEnd
  }

  private struct Subject {
    let identity: Identity
    var window: CallWindow
    var isBusy = false
  }

  private var subjects: [Subject]
  private var project: CallWindow
  private var notBefore = Duration.zero
  /// Where the search for the next identity starts, so that they take turns.
  private var turn = 0

  package init(identities: [Identity], budget: CallBudget) {
    precondition(!identities.isEmpty, "a service needs at least one identity to make calls as")
    precondition(budget.perIdentity >= 1 && budget.perProject >= 1, "a budget of no calls lets nothing leave")
    subjects = identities.map { Subject(identity: $0, window: CallWindow(limit: budget.perIdentity)) }
    project = CallWindow(limit: budget.perProject)
  }

  /// The most calls that one flush may reserve together.
  package var mostCallsTogether: Int {
    min(subjects.map(\.window.limit).min() ?? 1, project.limit)
  }

  /// Decides about a flush of `calls` calls at `now`; on `leave`, they are reserved and the identity is busy.
  package mutating func decide(calls: Int, now: Duration) -> Decision {
    var best: (index: Int, moment: Duration)?
    for offset in subjects.indices {
      let index = (turn + offset) % subjects.count
      guard !subjects[index].isBusy, let moment = subjects[index].window.earliest(for: calls, now: now) else {
        continue
      }
      if best.map({ moment < $0.moment }) ?? true { best = (index, moment) }
    }
    guard let best, let projectMoment = project.earliest(for: calls, now: now) else { return .waitForEnd }
    let moment = max(best.moment, projectMoment, notBefore)
    guard moment <= now else { return .wait(until: moment) }
    turn = (best.index + 1) % subjects.count
    subjects[best.index].isBusy = true
    subjects[best.index].window.reserve(calls)
    project.reserve(calls)
    notBefore = now + spacing(of: calls)
    return .leave(subjects[best.index].identity)
  }

  /// What may happen now to a call of a flush that is under way.
  package enum FurtherDecision: Equatable {
    /// It leaves now; it is reserved.
    case leave
    /// It may not leave before this moment; ask again then.
    case wait(until: Duration)
  }

  /// Decides about one further call of a flush that is under way: a retry, or a call past those reserved at first.
  package mutating func decideFurtherCall(as identity: Identity, now: Duration) -> FurtherDecision {
    let index = place(of: identity)
    guard let own = subjects[index].window.earliest(for: 1, now: now),
      let common = project.earliest(for: 1, now: now)
    else {
      // The reservations of other flushes are in the way; they turn into calls or are given back as these proceed.
      return .wait(until: now + spacing(of: 1))
    }
    let moment = max(own, common, notBefore)
    guard moment <= now else { return .wait(until: moment) }
    subjects[index].window.reserve(1)
    project.reserve(1)
    notBefore = now + spacing(of: 1)
    return .leave
  }

  /// Notes that a reserved call leaves at `now`.
  package mutating func send(as identity: Identity, at now: Duration) {
    subjects[place(of: identity)].window.send(at: now)
    project.send(at: now)
  }

  /// Ends a flush: its identity may carry another, and reservations that it did not use are given back.
  package mutating func end(as identity: Identity, unused: Int) {
    let index = place(of: identity)
    subjects[index].isBusy = false
    subjects[index].window.release(unused)
    project.release(unused)
  }

  /// The time between flushes of `calls` calls that just fills the budget, rounded up to a whole nanosecond.
  private func spacing(of calls: Int) -> Duration {
    let ofIdentities = subjects.reduce(0) { $0 + max(1, $1.window.limit / calls) }
    let flushesPerMinute = Int64(min(ofIdentities, max(1, project.limit / calls)))
    return .nanoseconds((60_000_000_000 + flushesPerMinute - 1) / flushesPerMinute)
  }

  private func place(of identity: Identity) -> Int {
    guard let index = subjects.firstIndex(where: { $0.identity == identity }) else {
      preconditionFailure("\(identity) is none of the service's identities")
    }
    return index
  }
}
