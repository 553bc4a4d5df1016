// The open loop: what full means, and that more than full shows.

import BatchedSheets
import SheetsAPI
import SheetsScenarios
import SheetsSim
import Testing

@Suite struct `The open loop` {
  @Test func `is full when its flushes are: 900 rows in two calls, 2 MB in one`() {
    let twoCalls = Capacity(of: .oneIdentityTwoCalls, flushes: 10)
    #expect(twoCalls.flushesPerMinute == 14)
    // 900 rows hold 64.9 writes of 13.9 rows on average, less what a large one leaves at the end.
    #expect((620...648).contains(twoCalls.carried.writes))
    #expect(Capacity(of: .fiveIdentitiesOneCall, flushes: 1).flushesPerMinute == 145)
  }

  @Test func `has seven writes in nine tasks`() {
    let capacity = Capacity(of: .oneIdentityTwoCalls, flushes: 10)
    let tasksAMinute = 60_000_000_000 / capacity.meanGap(percent: 50).wholeNanoseconds
    #expect(abs(tasksAMinute - Int64(capacity.writesPerMinute * 9 / 14)) <= 1)
  }

  @Test func `has a growing queue beyond its capacity`() throws {
    let run = try ShopFloorRun(percentOfCapacity: 150, duration: .seconds(60), policy: .oneIdentityTwoCalls)
    #expect(run.underWay(at: .seconds(60)) > run.underWay(at: .seconds(30)) * 3 / 2)
    #expect(run.failures == 0)
  }

  @Test func `counts an operation with rows in two chunks as split`() {
    func cells(_ numbers: [Double]) -> [CellValue?] { numbers.map { .number($0) } }
    let logged = cells([1000, 1001, 2000, 2001, 3000])
    let whole = ChunkAudit(logged: logged, chunkRows: [2, 3], rowsPerOperation: 1000)
    #expect((whole.split, whole.whole) == (0, 3))
    let cut = ChunkAudit(logged: logged, chunkRows: [3, 2], rowsPerOperation: 1000)
    #expect((cut.split, cut.whole) == (1, 2))
  }
}
