// A caller that withdraws on another thread, at the moment when its flush leaves.

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
}
