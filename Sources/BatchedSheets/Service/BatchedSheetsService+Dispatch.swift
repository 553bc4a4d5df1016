// The dispatcher of a lane: asks the pacer, lets a flush leave, and sleeps in between.

import SheetsAPI

extension BatchedSheetsService {
  /// Sends the flushes of one lane until the service drains or the task is cancelled.
  func dispatch<Planner: LanePlanning>(_ planner: Planner.Type) async {
    let lane = Planner.lane(of: self)
    await withDiscardingTaskGroup { group in
      var changes = lane.changes.makeAsyncIterator()
      while !Task.isCancelled {
        lane.dropWithdrawn()
        guard let first = lane.waiting.first else {
          guard isAccepting || lane.flushesUnderWay > 0, await changes.next(isolation: self) != nil else { return }
          continue
        }
        let asked = now
        let reserved = lane.callsToReserve(at: asked)
        switch lane.pacer.decide(calls: reserved, since: first.waitingSince, now: asked) {
        case .leave(let identity):
          guard let flush = lane.depart(as: identity, at: asked) else {
            lane.free(identity, unused: reserved)
            continue
          }
          lane.flushesUnderWay += 1
          group.addTask { await self.carry(flush, reserved: reserved, leftAt: asked) }
        case .wait(let moment):
          guard (try? await clock.sleep(for: moment - asked)) != nil else { return }
          lane.pacedIntervals.append(from: asked, to: now)
        case .waitForEnd:
          guard await changes.next(isolation: self) != nil else { return }
        }
      }
    }
  }
}
