import BatchedSheets
import SheetsAPI
import SheetsSim
import Testing

@Suite struct `Withdrawals on other threads` {
  /// Answers each call at once.
  private struct Accepting: SheetsTransport {
    func send(_ request: SheetsRequest, as identity: Identity) async throws(SheetsError) -> SheetsReply {
      let id = request.spreadsheetID ?? SpreadsheetID("none")
      return .spreadsheetsBatchUpdate(SpreadsheetsBatchUpdate.Reply(spreadsheetID: id, replies: []))
    }
  }

  @Test(.timeLimit(.minutes(1))) func `cost the operations that would leave beside them nothing`() async throws {
    let service = try BatchedSheetsService(
      configuration: ServiceConfiguration(
        spreadsheetID: Shop.id, log: Shop.log, identities: [Identity("robot")], mode: .oneCall,
        writeBudget: CallBudget(perIdentity: 100_000, perProject: 100_000), pacing: .unpaced),
      transport: Accepting(), clock: ContinuousClock(), jitter: SplitMix64(seed: 1))
    // Long to plan, so that many withdrawals fall between the plan of a flush and its departure.
    let operation = SheetOperation(rows: Array(repeating: ["a row"], count: 20))
    let outcomes = try await service.whileRunning {
      await withTaskGroup(of: Bool.self) { group in
        for number in 0..<2_000 {
          group.addTask {
            await withTaskGroup(of: Bool.self) { caller in
              caller.addTask { (try? await service.perform(operation)) != nil }
              if number.isMultiple(of: 2) {
                for _ in 0..<number % 50 { await Task.yield() }
                caller.cancelAll()
              }
              return await caller.next() == true || number.isMultiple(of: 2)
            }
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
    }
    #expect(outcomes.count == 2_000 && outcomes.allSatisfy { $0 })
  }
}
