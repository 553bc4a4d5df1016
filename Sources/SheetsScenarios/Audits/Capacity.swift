// The capacity of a policy: what 100 % means in an open loop.

import BatchedSheets
import SheetsSim

/// The most writes a minute that a policy sustains, however long people wait for them.
///
/// A batching service is full when every flush that its budget allows leaves full. So the capacity is the flushes a
/// minute (an identity's calls of a minute over the calls of a flush, cut to whole flushes; all identities together
/// within the project's) times the writes of a full flush. Those are counted, not calculated: the service's own planner
/// fills flushes from a long queue in which the tasks of the mix take turns, so that the space which a large operation
/// leaves at the end of a chunk is lost here as it is there. A flush of two calls is full at 900 rows, one of a single
/// call at 2 MB.
///
/// Worked values, for the usual mix with 13.9 rows a write: two calls a flush carry 64 writes, so one identity has a
/// capacity of 14 × 64, some 900 writes a minute; one call a flush carries 220, so 29 × 220, some 6,400.
package struct Capacity {
  /// The flushes that may leave in a minute.
  package let flushesPerMinute: Int
  /// The writes in full flushes, and the number of those flushes.
  package let carried: (writes: Int, flushes: Int)

  /// Counts the capacity of a policy for a mix of tasks; those that read are left out.
  package init(of policy: Policy, mix: [ShopFloor.Share] = ShopFloor.usualMix, flushes: Int = 10) {
    let calls = policy.mode == .twoCalls ? 2 : 1
    let budget = CallBudget.writes
    flushesPerMinute = min(policy.identities * (budget.perIdentity / calls), budget.perProject / calls)
    let world = World(workers: 50, policy: policy)
    let planner = FlushPlanner(world.service.configuration)
    let destination = Destination(
      spreadsheetID: World.spreadsheetID, log: world.service.configuration.log)
    let turn = mix.filter { !$0.task.isRead }.flatMap { Array(repeating: $0.task, count: $0.weight) }
    let operations = turn.map { task in
      // A worker and a step from the middle, as their numbers are written out in the rows.
      let operation = SheetOperation(world.workbook.work(task, worker: 25, step: 500))
      return QueuedRequest(
        .operation(operation), size: planner.size(of: operation), destination: destination, acceptedAt: .zero)
    }
    var queue: [QueuedRequest] = []
    var writes = 0
    for _ in 0..<flushes {
      var taken = queue.count
      // Until some do not fit: then the flush is full.
      while taken == queue.count {
        queue += Array(repeating: operations, count: 10).joined()
        taken = planner.plan(queue[...]).callsOfMember.count
      }
      queue.removeFirst(taken)
      writes += taken
    }
    carried = (writes, flushes)
  }

  /// The writes that can be carried in a minute, rounded down.
  package var writesPerMinute: Int { flushesPerMinute * carried.writes / carried.flushes }

  /// The mean time between two tasks of a mix, reads among them, whose writes are this part of the capacity.
  package func meanGap(percent: Int, mix: [ShopFloor.Share] = ShopFloor.usualMix) -> Duration {
    let all = mix.reduce(0) { $0 + $1.weight }
    let writing = mix.reduce(0) { $0 + ($1.task.isRead ? 0 : $1.weight) }
    let minutes = Int128(60_000_000_000) * Int128(carried.flushes * 100 * writing)
    return .nanoseconds(Int64(minutes / Int128(flushesPerMinute * carried.writes * percent * all)))
  }
}
