import SheetsAPI
import SheetsSim
import Testing

@Suite struct `A shop floor worker` {
  private let floor = ShopFloor(workers: 50)

  private func steps(_ count: Int, worker: Int, seed: UInt64 = 1) -> [ShopFloorWorker.Step] {
    var worker = ShopFloorWorker(
      number: worker, on: floor, generator: SplitMix64(seed: seed, substream: "worker \(worker)"))
    return (0..<count).map { _ in worker.next() }
  }

  @Test func `performs tasks as often as their weights say`() {
    let steps = steps(9_000, worker: 0)
    let counts = Dictionary(grouping: steps, by: \.task).mapValues(\.count)
    for share in ShopFloor.usualMix {
      let expected = 1_000 * share.weight
      #expect((expected - 150...expected + 150).contains(counts[share.task] ?? 0), "\(share.task)")
    }
  }

  @Test func `has think times within their range`() {
    let thinking = steps(2_000, worker: 0).map(\.thinking)
    #expect(thinking.allSatisfy { floor.thinking.contains($0) })
    #expect(thinking.min().map { $0 < .milliseconds(5_100) } == true)
    #expect(thinking.max().map { $0 > .milliseconds(14_900) } == true)
  }

  @Test func `differs from the next worker and repeats itself`() {
    #expect(steps(20, worker: 1).map(\.thinking) == steps(20, worker: 1).map(\.thinking))
    #expect(steps(20, worker: 1).map(\.thinking) != steps(20, worker: 2).map(\.thinking))
  }
}

@Suite struct `The shop floor's workbook` {
  private let workbook = ShopFloorWorkbook(workers: 3)

  @Test(arguments: [(0, 0, 0), (1, 2, 2), (10, 20, 11), (100, 200, 101)])
  func `gives a finalize two cells per union and one extra row`(unions: Int, cells: Int, rows: Int) {
    let work = workbook.work(.finalize(unions: unions), worker: 1, step: 4)
    #expect(work.updates.reduce(0) { $0 + $1.values.count } == cells)
    #expect(work.rows.count == rows)
    #expect(work.rows.allSatisfy { $0.count == ShopFloorWorkbook.eventColumns })
  }

  @Test func `gives every event row a unique id`() {
    let rows = (0..<3).flatMap { worker in
      (0..<5).flatMap { step in workbook.work(.finalize(unions: 7), worker: worker, step: step).rows }
    }
    #expect(Set(rows.compactMap(\.first)).count == rows.count)
  }

  @Test func `gives every worker separate rows within the sheet`() {
    let rows = (0..<3).map { worker in
      Set(workbook.work(.finalize(unions: 100), worker: worker, step: 0).updates.map(\.row))
    }
    #expect(rows.reduce(into: Set()) { $0.formUnion($1) }.count == 300)
    #expect(rows.joined().allSatisfy { $0 < workbook.unions.rowCount })
  }
}
