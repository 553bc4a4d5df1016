import BatchedSheets
import SheetsAPI
import SheetsSim
import Synchronization
import Testing

@Suite struct `Withdrawals on other threads` {
  /// Answers each call at once.
  private struct Accepting: SheetsTransport {
    func send(_ request: SheetsRequest, as identity: Identity) async throws(SheetsError) -> SheetsReply {
      let id = request.spreadsheetID ?? SpreadsheetID("none")
      return .spreadsheetsBatchUpdate(SpreadsheetsBatchUpdate.Reply(spreadsheetID: id, replies: []))
    }
  }

  private final class Count: Sendable {
    let number = Atomic(0)
  }

  @Test(.serialized, arguments: 1...4)
  func `cost the operations that would leave beside them nothing`(round: UInt64) async throws {
    let service = try BatchedSheetsService(
      configuration: ServiceConfiguration(
        spreadsheetID: Shop.id, log: Shop.log, identities: [Identity("robot")], mode: .oneCall,
        writeBudget: CallBudget(perIdentity: 100_000, perProject: 100_000), pacing: .unpaced),
      transport: Accepting(), clock: ContinuousClock(), jitter: SplitMix64(seed: round))
    // Long to plan, so that many withdrawals fall between the plan of a flush and its departure.
    let operation = SheetOperation(rows: Array(repeating: ["a row"], count: 100))
    let acknowledged = Count()
    try await service.whileRunning {
      for number in 0..<400 {
        // Unstructured, as one whose outcome got lost would never end.
        let caller = Task {
          if (try? await service.perform(operation)) != nil, number % 2 == 1 {
            acknowledged.number.add(1, ordering: .relaxed)
          }
        }
        if number % 2 == 0 {
          Task {
            for _ in 0..<number { await Task.yield() }
            caller.cancel()
          }
        }
      }
      let limit = ContinuousClock.now + .seconds(10)
      while acknowledged.number.load(ordering: .relaxed) < 200, ContinuousClock.now < limit { await Task.yield() }
    }
    #expect(acknowledged.number.load(ordering: .relaxed) == 200)
  }
}
