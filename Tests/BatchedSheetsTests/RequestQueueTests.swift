// What leaves together: without those who withdraw at that moment, and suspects apart, in their turn.

import BatchedSheets
import SheetsAPI
import Testing

@Suite struct `A request queue` {
  @Test func `lets batch members leave without one that withdraws as they leave`() async throws {
    let destination = Destination(
      spreadsheetID: SpreadsheetID("sheet"), log: SheetReference(sheetID: 7, title: "Log"))
    let configuration = ServiceConfiguration(
      spreadsheetID: destination.spreadsheetID, log: destination.log, identities: [Identity("robot")], mode: .oneCall)
    let planner = FlushPlanner(configuration)
    let pacer = Pacer(identities: configuration.identities, budget: .writes)
    // Their withdrawals are not those of the queue, which therefore learns of one only when the flush leaves.
    let requests = (0..<3).map { number in
      let operation = SheetOperation.named("\(number)")
      return QueuedRequest(
        .operation(operation), size: planner.size(of: operation), destination: destination, acceptedAt: .zero)
    }
    let outcomes = await withTaskGroup(of: Bool.self) { group in
      for request in requests {
        group.addTask {
          let receipt = try? await withCheckedThrowingContinuation { _ = request.reply.begin($0) }
          return receipt != nil
        }
      }
      while !requests.allSatisfy(\.reply.isWaiting) { await Task.yield() }
      let queue = RequestQueue(planner: planner, pacer: pacer, queueLimit: 10)
      for request in requests { queue.enqueue(request) }
      requests[1].reply.withdraw(CancellationError())
      let flush = queue.depart(as: Identity("robot"), reserved: 1, at: .zero, retry: RetryPolicy())
      let names = flush?.members.map { $0.operation.rows.first?.first }
      #expect(names == ["0", "2"])
      #expect(queue.isEmpty)
      for member in flush?.members ?? [] {
        member.reply.resume(with: .success(ReadReceipt(values: [], receipt: .immediate)))
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.count { $0 } == 2)
  }

  @Test func `lets a batch that stays apart leave once in four flushes while others wait`() async {
    let destination = Destination(
      spreadsheetID: SpreadsheetID("sheet"), log: SheetReference(sheetID: 7, title: "Log"))
    let robot = Identity("robot")
    let configuration = ServiceConfiguration(
      spreadsheetID: destination.spreadsheetID, log: destination.log, identities: [robot], mode: .oneCall)
    let planner = FlushPlanner(configuration)
    let queue = RequestQueue(
      planner: planner, pacer: Pacer(identities: [robot], budget: .writes), queueLimit: 100)
    func request(_ name: String) -> QueuedRequest {
      let operation = SheetOperation.named(name)
      return QueuedRequest(
        .operation(operation), size: planner.size(of: operation), destination: destination, acceptedAt: .zero)
    }
    func depart() -> Flush? { queue.depart(as: robot, reserved: 1, at: .zero, retry: RetryPolicy()) }
    let requests = ["a", "b"].map(request) + (0..<8).map { request("\($0)") }
    await withTaskGroup(of: Void.self) { group in
      for one in requests {
        group.addTask { _ = try? await withCheckedThrowingContinuation { _ = one.reply.begin($0) } }
      }
      while !requests.allSatisfy(\.reply.isWaiting) { await Task.yield() }
      for one in requests.prefix(2) { queue.enqueue(one) }
      for suspect in depart()?.members ?? [] { queue.bringBack([suspect], apart: true) }
      var left: [CellValue?] = []
      for one in requests.dropFirst(2) {
        queue.enqueue(one)
        // Each flush takes all that may share it: what waits, or one batch that stays apart.
        left += depart()?.members.prefix(1).map { $0.operation.rows.first?.first } ?? []
      }
      // One flush left before them, so the first turn comes after two more.
      #expect(left == ["0", "1", "a", "2", "4", "5", "b", "6"])
      for one in requests { one.reply.resume(with: .failure(CancellationError())) }
    }
  }
}
