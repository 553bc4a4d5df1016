import BatchedSheets
import SheetsAPI
import SheetsSim
import Testing

@Suite struct `A log that moves` {
  private static let next = SpreadsheetID("next")

  private func shop(_ mode: FlushMode) throws -> Shop {
    let shop = try Shop(mode, pacing: .evenlySpaced)
    shop.backend.addSpreadsheet(
      id: Self.next, title: "Next",
      sheets: [
        SheetProperties(sheetID: 1, title: "Cells", index: 0), SheetProperties(sheetID: 5, title: "Diary", index: 1),
      ],
      sharedWith: [Identity("robot-1")])
    return shop
  }

  @Test(arguments: FlushMode.allCases)
  func `gets new operations, while waiting ones go to the old log`(mode: FlushMode) throws {
    let shop = try shop(mode)
    try shop.simulation.run {
      try await shop.service.whileRunning {
        try await withThrowingTaskGroup(of: Void.self) { group in
          // 0 leaves at once, 1 and 2 wait for the pacer when the log moves, 3 and 4 come after.
          for number in 0..<5 {
            group.addTask {
              try await shop.simulation.clock.sleep(for: .milliseconds(number * 200))
              _ = try await shop.service.perform(Shop.operation(number))
            }
          }
          try await shop.simulation.clock.sleep(for: .milliseconds(500))
          await shop.service.move(to: Self.next, log: SheetReference(sheetID: 5, title: "Diary"))
          try await group.waitForAll()
        }
      }
    }
    #expect(shop.backend.column(1, of: "Log", in: Shop.id) == [0, 1, 2])
    #expect(shop.backend.column(1, of: "Diary", in: Self.next) == [3, 4])
  }

  @Test func `has the idempotency keys of each spreadsheet removed there`() throws {
    let shop = try shop(.oneCall)
    try shop.simulation.run {
      try await shop.service.whileRunning {
        for number in 0..<6 {
          if number == 3 {
            await shop.service.move(to: Self.next, log: SheetReference(sheetID: 5, title: "Diary"))
          }
          _ = try await shop.service.perform(Shop.operation(number))
        }
      }
    }
    #expect(shop.backend.spreadsheet(Shop.id).namedRanges == [])
    #expect(shop.backend.spreadsheet(Self.next).namedRanges == [])
    #expect(shop.backend.callLog.callCount(outcome: .refused(code: 400)) == 0)
  }

  @Test func `is where later reads look`() throws {
    let shop = try shop(.oneCall)
    let values = try shop.simulation.run {
      try await shop.service.whileRunning {
        _ = try await shop.service.perform(Shop.operation(7))
        let before = try await shop.service.read(["Cells!A8"]).values.map(\.values)
        await shop.service.move(to: Self.next, log: SheetReference(sheetID: 5, title: "Diary"))
        return [before, try await shop.service.read(["Cells!A8"]).values.map(\.values)]
      }
    }
    #expect(values == [[[[7]]], [nil]])
  }
}
