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
  case guardsDeleted = "guards deleted by hand"
  case logDeleted = "a log deleted"
  case accessLost = "an identity that loses its access"
  case restartedByDrain = "restarted, the first service drained"
  case restartedByCancel = "restarted, the first service canceled"
  case shared = "two services on one spreadsheet"
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
  case deniedCalls = "calls refused with 403 or 404"
  // Rare states.
  case guardFound = "rare: acknowledged since the guard was found"
  case guardNotFound = "rare: of unknown outcome since no guard was found"
  case unansweredAtEnd = "rare: canceled with a call in flight"
  case partialAtEnd = "rare: applied in part as the service ended"
  case longTried = "rare: acknowledged after unanswered tries of over 300 s"
  case withdrawnInFlight = "rare: carried on though its caller withdrew"
  case rowsPushedDown = "rare: rows pushed down by another append"
  case takenOver = "rare: acknowledged after the service before it ended with an outcome unknown"
  case askedForDeletedLog = "rare: refused since its log is gone"

  /// The number of worlds in which it must occur.
  package var worldsToOccur: Int { rawValue.hasPrefix("rare") ? 1_000 : 300 }

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
    case .guardsDeleted: return run.guardsDeleted
    case .logDeleted: return world.logDeletedAt == nil ? 0 : 1
    case .accessLost: return world.mishaps.count { if case .accessLost = $0 { true } else { false } }
    case .restartedByDrain: return world.restart?.drains == true ? 1 : 0
    case .restartedByCancel: return world.restart?.drains == false ? 1 : 0
    case .shared: return world.isShared ? 1 : 0
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
    case .deniedCalls: return log.callCount(outcome: .refused(code: 403)) + log.callCount(outcome: .refused(code: 404))
    case .guardFound: return run.records.count { $0.isAcknowledged && $0.looksForGuard }
    case .guardNotFound:
      return run.records.count {
        if case .failed(.outcomeUnknown(let cause, _)) = $0.ending {
          cause.code == 400 && $0.looksForGuard
        } else {
          false
        }
      }
    case .unansweredAtEnd: return run.records.count { $0.cause == .noAnswer(.canceled) }
    case .partialAtEnd:
      guard let end = world.canceledAt else { return 0 }
      return run.records.count {
        if case .failed(.partiallyApplied) = $0.ending { $0.endedAt == end } else { false }
      }
    case .longTried:
      return run.records.count { record in
        let unanswered = record.calls.filter(\.wentUnanswered)
        guard let first = unanswered.first, let last = unanswered.last else { return false }
        return record.isAcknowledged && last.endedAt - first.sentAt > .seconds(300)
      }
    case .withdrawnInFlight:
      return run.records.count {
        guard let patience = $0.step.patience, let endedAt = $0.endedAt, $0.cause != nil || $0.isAcknowledged else {
          return false
        }
        return $0.askedAt + patience < endedAt
      }
    case .rowsPushedDown:
      guard world.hasCrossingAppends else { return 0 }
      return run.records.count { record in
        record.isAcknowledged
          && run.contents[record.destination].logRows.lastIndex { $0.id == .number(Double(record.id)) }
            .map { $0 >= record.logLength } ?? false
      }
    case .takenOver:
      guard run.records.contains(where: { $0.service == 0 && $0.cause != nil }) else { return 0 }
      return run.records.count { $0.service == 2 && $0.isAcknowledged }
    case .askedForDeletedLog:
      return run.records.count { $0.needsDeletedLog(in: world) && $0.cause?.code == 400 }
    case .fullBudgets:
      return world.configuration.identities.count { identity in
        log.peakCalls(access: .write, identity: identity) == world.configuration.writeBudget.perIdentity
      }
    }
  }
}

extension WorldRecord {
  fileprivate var looksForGuard: Bool { calls.contains { $0.method == .spreadsheetsGet } }
}
