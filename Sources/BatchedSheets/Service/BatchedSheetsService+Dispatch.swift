// The dispatcher of a request queue: asks the pacer, sends a flush, and sleeps in between.

import SheetsAPI

extension BatchedSheetsService {
  /// Sends the flushes of one queue until the service drains or the task is canceled.
  func dispatch<Planner: RequestQueuePlanning>(_ planner: Planner.Type) async {
    let queue = Planner.queue(of: self)
    await withDiscardingTaskGroup { group in
      var changes = queue.changes.makeAsyncIterator()
      while !Task.isCancelled {
        queue.dropWithdrawn()
        guard let first = queue.waiting.first else {
          guard isAccepting || queue.flushesUnderWay > 0, await changes.next(isolation: self) != nil else { return }
          continue
        }
        let asked = now
        let reserved = queue.callsToReserve(at: asked)
        switch queue.pacer.decide(calls: reserved, since: first.waitingSince, now: asked) {
        case .leave(let identity):
          guard let flush = queue.depart(as: identity, at: asked) else {
            queue.free(identity, unused: reserved)
            continue
          }
          queue.flushesUnderWay += 1
          group.addTask { await self.carry(flush, reserved: reserved, leftAt: asked) }
        case .wait(let moment):
          guard (try? await clock.sleep(for: moment - asked)) != nil else { return }
          queue.pacedIntervals.append(from: asked, to: now)
        case .waitForEnd:
          guard await changes.next(isolation: self) != nil else { return }
        }
      }
    }
  }
}
