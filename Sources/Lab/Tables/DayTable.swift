// The answer of `lab day`: a row for each hour, and what is wrong.

import PerformanceMetrics
import PerformanceReporting
import SheetsScenarios

/// The results of a day, a row for each hour.
struct DayTable {
  package let day: DayRun
  let heading: String

  /// The wall time that a day must stay below, in nanoseconds.
  static let limit: Int64 = 60_000_000_000

  /// What is wrong: too much time or memory, rows lost or doubled, failures.
  var objections: [String] {
    var objections: [String] = []
    if day.wallNanoseconds >= Self.limit {
      objections.append("took \(Quantity.text(day.wallNanoseconds, .nanoseconds)), not under 60 s")
    }
    for hour in day.hours {
      if hour.rowsInLog != hour.rowsAcknowledged {
        objections.append("hour \(hour.number + 1): \(hour.rowsInLog) rows for \(hour.rowsAcknowledged) acknowledged")
      }
      if hour.failures > 0 { objections.append("hour \(hour.number + 1): \(hour.failures) failed") }
    }
    if let growth, growth.isLeak {
      let (before, after) = (Quantity.text(growth.before, .bytes), Quantity.text(growth.after, .bytes))
      objections.append("memory in use grew from \(before) in the second quarter of the day to \(after) in the last")
    }
    return objections
  }

  /// How memory in use developed late in the day; `nil` for a short day, and where the host does not say.
  ///
  /// Peak memory says nothing about a leak: it rises for some hours while memory in use does not, as the allocator keeps
  /// and fragments what was freed.
  private var growth: MemoryGrowth? {
    // After the last hour no other workbook is in use.
    let samples = day.hours.dropLast().map(\.liveMemory)
    return samples.contains(nil) ? nil : MemoryGrowth(samples.compactMap(\.self))
  }

  package func text(_ style: TextStyle) -> String {
    var table = TextTable([.right, .right, .right, .right, .right, .right], flexible: 0)
    table.add(["hour", "operations", "rows", "p95", "memory in use", "peak memory"].map { .init($0, .faint) })
    for hour in day.hours {
      table.add([
        .init("\(hour.number + 1)"), .init(Quantity.text(Int64(hour.operations), .count)),
        .init(Quantity.text(Int64(hour.rowsInLog), .count)), .init(Quantity.text(hour.p95, .nanoseconds)),
        .init(hour.liveMemory.map { Quantity.text($0, .bytes) } ?? "unknown"),
        .init(Quantity.text(hour.peakMemory, .bytes)),
      ])
    }
    let objections = objections
    let memory =
      growth == nil
      ? "the day is too short to judge its memory" : "memory in use did not grow after the first quarter of the day"
    let verdict =
      objections.isEmpty
      ? [style.paint("Every acknowledged row is there once, and \(memory).", .good)]
      : objections.map { style.paint($0, .bad) }
    let time = "Took \(Quantity.text(day.wallNanoseconds, .nanoseconds))."
    return ([style.paint(heading, .strong)] + table.lines(style) + ["", time] + verdict).joined(separator: "\n") + "\n"
  }
}
