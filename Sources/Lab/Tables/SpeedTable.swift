// The answer of `lab speed`: the cost of calls and of a large workbook, against their limits.

import PerformanceMetrics
import PerformanceReporting
import SheetsScenarios

/// The costs of calls and of a large workbook, with the limits of the latter.
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
    if workbook.refusal == nil, workbook.cells >= 10_000_000 { objections.append("a row past the limit was taken") }
    return objections
  }

  package func text(_ style: TextStyle) -> String {
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
