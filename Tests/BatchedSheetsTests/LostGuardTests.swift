// Idempotency keys that somebody deletes, that their sheet takes along, or that a dead service leaves behind.

import BatchedSheets
import SheetsAPI
import SheetsSim
import Synchronization
import Testing

@Suite struct `An idempotency key` {
  private static let stranger = Identity("robot-1")

  private static func keys(_ shop: Shop) -> [NamedRange] { shop.backend.spreadsheet(Shop.id).namedRanges }

  private static func refused(_ shop: Shop) -> Int { shop.backend.callLog.callCount(outcome: .refused(code: 400)) }

  /// Deletes every named range, as a person would by hand.
  private static func deleteKeys(_ shop: Shop) async throws {
    let removals = keys(shop).map { BatchRequest.deleteNamedRange(namedRangeID: $0.namedRangeID) }
    _ = try await shop.backend.call(
      SpreadsheetsBatchUpdate(spreadsheetID: Shop.id, requests: removals), as: stranger)
  }

  @Test func `deleted by hand costs one refused call`() throws {
    let shop = try Shop(.oneCall)
    try shop.simulation.run {
      try await shop.service.whileRunning {
        for number in 0..<6 {
          if number == 3 { try await Self.deleteKeys(shop) }
          _ = try await shop.service.perform(Shop.operation(number))
        }
      }
    }
    #expect(shop.loggedNumbers == [0, 1, 2, 3, 4, 5])
    #expect(Self.refused(shop) == 1)
    #expect(Self.keys(shop) == [])
  }

  @Test func `gone with its sheet after a move costs one refused call`() throws {
    let shop = try Shop(.oneCall)
    try shop.simulation.run {
      try await shop.service.whileRunning {
        _ = try await shop.service.perform(Shop.operation(0))
        let diary = BatchRequest.addSheet(BatchRequest.AddSheet(sheetID: 9, title: "Diary"))
        _ = try await shop.backend.call(
          SpreadsheetsBatchUpdate(spreadsheetID: Shop.id, requests: [diary]), as: Self.stranger)
        await shop.service.move(to: Shop.id, log: SheetReference(sheetID: 9, title: "Diary"))
        let deletion = BatchRequest.deleteSheet(sheetID: Shop.log.sheetID)
        _ = try await shop.backend.call(
          SpreadsheetsBatchUpdate(spreadsheetID: Shop.id, requests: [deletion]), as: Self.stranger)
        for number in 1..<5 { _ = try await shop.service.perform(Shop.operation(number)) }
      }
    }
    #expect(shop.backend.column(1, of: "Diary", in: Shop.id) == [1, 2, 3, 4])
    #expect(Self.refused(shop) == 1)
    #expect(Self.keys(shop) == [])
  }

  @Test func `deleted by hand before the service drains is not missed`() throws {
    let shop = try Shop(.oneCall)
    try shop.simulation.run {
      try await shop.service.whileRunning {
        _ = try await shop.service.perform(Shop.operation(0))
        try await Self.deleteKeys(shop)
      }
    }
    #expect(Self.refused(shop) == 1)
  }

  @Test func `stays when the service is canceled, and the next one removes it`() throws {
    let shop = try Shop(.oneCall)
    let next = try shop.service(named: "next")
    try shop.simulation.run {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await shop.service.run() }
        _ = try await shop.service.perform(Shop.operation(0))
        group.cancelAll()
      }
      #expect(Self.keys(shop).count == 1)
      try await next.whileRunning {
        _ = try await next.perform(Shop.operation(1))
        // Longer than 18 tries of 180 s with waits of 60 s, and 300 s for late effects.
        try await shop.simulation.clock.sleep(for: .seconds(5000))
        for number in 2..<5 { _ = try await next.perform(Shop.operation(number)) }
      }
    }
    #expect(Self.keys(shop) == [])
    #expect(Self.refused(shop) == 0)
  }

  @Test func `of a service at work is left alone by another one that starts`() throws {
    let shop = try Shop(.oneCall)
    let next = try shop.service(named: "next")
    try shop.simulation.run {
      try await shop.service.whileRunning {
        _ = try await shop.service.perform(Shop.operation(0))
        let before = Self.keys(shop)
        try await next.whileRunning {
          for number in 1..<4 { _ = try await next.perform(Shop.operation(number)) }
        }
        #expect(Self.keys(shop) == before)
      }
    }
  }

  @Test func `is removed by another identity when its own has lost its access`() throws {
    let shop = try Shop(.oneCall, identities: 2)
    try shop.simulation.run {
      try await shop.service.whileRunning {
        for number in 0..<2 { _ = try await shop.service.perform(Shop.operation(number)) }
        shop.backend.share(Shop.id, with: Identity("robot-1"), role: .reader)
      }
    }
    #expect(Self.keys(shop) == [])
    #expect(shop.backend.callLog.callCount(outcome: .refused(code: 403)) == 1)
  }

  /// Loses the first answer to a batch, which the backend has applied.
  private final class LosesFirstAnswer: SheetsTransport {
    let base: SimulatedBackend
    private let hasLost = Atomic(false)

    init(base: SimulatedBackend) { self.base = base }

    func send(_ request: SheetsRequest, as identity: Identity) async throws(SheetsError) -> SheetsReply {
      let reply = try await base.send(request, as: identity)
      if !hasLost.exchange(true, ordering: .relaxed) { throw .noAnswer(.timedOut) }
      return reply
    }
  }

  @Test func `that a late try needs outlives the service`() throws {
    let shop = try Shop(.oneCall)
    let service = try BatchedSheetsService(
      configuration: shop.service.configuration, transport: LosesFirstAnswer(base: shop.backend),
      clock: shop.simulation.clock, jitter: shop.simulation.generator("other"))
    try shop.simulation.run {
      try await service.whileRunning {
        for number in 0..<3 { _ = try await service.perform(Shop.operation(number)) }
      }
    }
    #expect(shop.loggedNumbers == [0, 1, 2])
    #expect(Self.keys(shop).map(\.namedRangeID.last) == ["1"])
  }
}
