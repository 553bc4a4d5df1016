// Features of runs, counted over a sweep so that a sweep of empty worlds is noticed.

import BatchedSheets
import SheetsAPI
import SheetsSim

/// A feature that some worlds must have for the sweep to prove anything.
package enum WorldFeature: String, Sendable, CaseIterable {
  case oneCallMode = "mode: one call"
  case twoCallMode = "mode: two calls"
  case severalIdentities = "several identities"
  case errors = "fault: errors"
  case outage = "fault: outage"
  case answersLost = "fault: answers lost"
  case appliedLate = "fault: applied late"
  case slowdown = "fault: slowdown"
  case quotaChanged = "fault: quota changed"
  case appendsCollide = "fault: appends collide"
  case noFault = "no fault"
  case stranger = "a stranger on an identity"
  case moved = "moved at work"
  case otherPacing = "pacing by a fixed rule"
  case drained = "drained at work"
  case stopped = "canceled at work"
  case acknowledged = "operations acknowledged"
  case callFailed = "operations rejected"
  case outcomeUnknown = "operations of unknown outcome"
  case partiallyApplied = "operations applied in part"
  case refusedAtEnd = "operations refused by an end"
  case withdrawn = "operations and reads withdrawn"
  case tooLate = "operations and reads past their deadline"
  case overloaded = "operations and reads refused by a full queue"
  case reads = "reads answered"
  case retries = "calls tried again"
  case overQuota = "calls refused with 429"
  case badRequests = "calls refused with 400"
  case bringBacks = "operations carried after a flush of theirs was refused with 400"
  case guardLooks = "looks for a guard"
  case fullChunks = "appends of a full chunk"
  case severalChunks = "operations of several chunks"
  case splitByBytes = "one-call operations of several calls"
  case fullBudgets = "minutes that used up a budget"

  /// The number of times that it occurs in a run.
  package func count(in run: WorldRun) -> Int {
    let world = run.world
    let log = run.callLog
    switch self {
    case .oneCallMode: return world.configuration.mode == .oneCall ? 1 : 0
    case .twoCallMode: return world.configuration.mode == .twoCalls ? 1 : 0
    case .severalIdentities: return world.configuration.identities.count > 1 ? 1 : 0
    case .errors: return world.faults.count { if case .errors = $0 { true } else { false } }
    case .outage: return world.faults.count { if case .outage = $0 { true } else { false } }
    case .answersLost: return world.faults.count { if case .answersLost = $0 { true } else { false } }
    case .appliedLate: return world.faults.count { if case .appliedLate = $0 { true } else { false } }
    case .slowdown: return world.faults.count { if case .slowdown = $0 { true } else { false } }
    case .quotaChanged: return world.faults.count { if case .quotaChanged = $0 { true } else { false } }
    case .appendsCollide: return world.faults.count { if case .appendsCollide = $0 { true } else { false } }
    case .stranger: return world.stranger == nil ? 0 : 1
    case .moved: return run.records.contains { $0.destination == 1 } ? 1 : 0
    case .otherPacing: return world.configuration.pacing == .adaptive ? 0 : 1
    case .noFault: return world.faults.isEmpty ? 1 : 0
    case .drained: if case .drain = world.end { return 1 } else { return 0 }
    case .stopped: if case .stop = world.end { return 1 } else { return 0 }
    case .acknowledged: return run.records.count(where: \.isAcknowledged)
    case .callFailed: return run.records.count { if case .failed(.callFailed) = $0.ending { true } else { false } }
    case .outcomeUnknown:
      return run.records.count { if case .failed(.outcomeUnknown) = $0.ending { true } else { false } }
    case .partiallyApplied:
      return run.records.count { if case .failed(.partiallyApplied) = $0.ending { true } else { false } }
    case .refusedAtEnd: return run.records.count { if case .failed(.stopped) = $0.ending { true } else { false } }
    case .withdrawn: return run.records.count { if case .withdrawn = $0.ending { true } else { false } }
    case .tooLate: return run.records.count { if case .failed(.deadlineExceeded) = $0.ending { true } else { false } }
    case .overloaded: return run.records.count { if case .failed(.overloaded) = $0.ending { true } else { false } }
    case .reads: return run.records.count { if case .read = $0.ending { true } else { false } }
    case .retries: return run.records.reduce(0) { $0 + $1.calls.count { $0.attempt > 1 } }
    case .overQuota: return log.callCount(outcome: .refused(code: 429))
    case .badRequests: return log.callCount(outcome: .refused(code: 400))
    case .bringBacks:
      return run.records.count { $0.isAcknowledged && $0.calls.contains { $0.failure?.code == 400 } }
    case .guardLooks: return log.callCount(method: .spreadsheetsGet)
    case .fullChunks: return log.appendedRowCounts(outcome: .accepted).count { $0 == world.configuration.rowsPerChunk }
    case .severalChunks:
      return run.records.count {
        $0.isAcknowledged && ($0.step.write?.rowCount ?? 0) > world.configuration.rowsPerChunk
      }
    case .splitByBytes:
      guard world.configuration.mode == .oneCall else { return 0 }
      return run.records.count {
        $0.isAcknowledged && $0.calls.count { $0.failure == nil && $0.method.access == .write } > 1
      }
    case .fullBudgets:
      return world.configuration.identities.count { identity in
        log.peakCalls(access: .write, identity: identity) == world.configuration.writeBudget.perIdentity
      }
    }
  }
}
