// Scripts/simulator-speed: what the parts of a call cost in release, and what ten million cells do.

import PerformanceMetrics
import Testing

extension `On request` {
  @Test(.onRequest("simulator-speed")) func `the simulator's speed and size are measured`() async throws {
    let request = try OnRequest.required()
    try await request.run {
      let options = try OptionWords(request.words, known: ["times", "rows"])
      // First, since the peak of memory is that of the whole process.
      let workbook = try LargeWorkbook(rows: try options.integer("rows", otherwise: 1_000_000))
      let costs = try CallCosts.measured(times: try options.integer("times", otherwise: 50_000))
      let table = SpeedTable(costs: costs, workbook: workbook)
      return (table.text(request.style), table.objections.isEmpty ? 0 : 1)
    }
  }
}

/// The costs of calls and of a large workbook, with what is promised of the latter.
struct SpeedTable {
  let costs: [CallCost]
  let workbook: LargeWorkbook

  /// The most memory that a process with ten million cells may have held.
  static let memoryLimit: Int64 = 450_000_000
  /// The longest that a read of 1,000 rows may take.
  static let readLimit: Int64 = 5_000_000

  var objections: [String] {
    var objections: [String] = []
    if workbook.peakMemoryBytes > Self.memoryLimit {
      objections.append("held \(Quantity.text(workbook.peakMemoryBytes, .bytes)), more than 450 MB")
    }
    if workbook.slowestReadNanoseconds > Self.readLimit {
      objections.append("read in \(Quantity.text(workbook.slowestReadNanoseconds, .nanoseconds)), more than 5 ms")
    }
    if !workbook.isRight { objections.append("a read did not bring what was written") }
    if workbook.refusal == nil, workbook.cells >= 10_000_000 { objections.append("a row past the limit was accepted") }
    return objections
  }

  func text(_ style: TextStyle) -> String {
    var table = TextTable([.left, .right, .right, .right], flexible: 0)
    table.add(["", "a second", "one takes", "to the first"].map { .init($0, .faint) })
    let first = costs.first?.picoseconds ?? 1
    for cost in costs {
      table.add([
        .init(cost.name), .init(Quantity.text(cost.perSecond, .count)),
        .init(Quantity.text(cost.picoseconds / 1000, .nanoseconds)),
        .init(Quantity.text(cost.picoseconds * 1000 / first, .permille)),
      ])
    }
    let size = [
      ("filled in", Quantity.text(workbook.fillNanoseconds, .nanoseconds)),
      ("1,000 rows read in, at most", Quantity.text(workbook.slowestReadNanoseconds, .nanoseconds)),
      ("peak memory of the process", Quantity.text(workbook.peakMemoryBytes, .bytes)),
    ]
    var sizes = TextTable([.left, .right], flexible: 0)
    for (name, value) in size { sizes.add([.init(name), .init(value)]) }
    let verdict = objections.isEmpty ? [] : objections.map { style.paint($0, .bad) }
    let refusal = workbook.refusal.map { ["a row more: \($0)"].flatMap { TextTable.wrapped($0) } } ?? []
    return
      ([style.paint("What the parts of a call cost", .strong)] + table.lines(style) + [""]
      + [style.paint("A workbook of \(Quantity.text(Int64(workbook.cells), .count)) numbers", .strong)]
      + sizes.lines(style) + refusal + verdict).joined(separator: "\n") + "\n"
  }
}
