import PerformanceTesting
import ReportParsing
import Testing

@Suite(.tags(.performance), .performance()) struct `Report performance` {
  @Test(.require("report-parsing/rows-1000.allocations", .atMost(3_100)), arguments: [10, 100, 1_000])
  func `a report is parsed cheaply`(rows: Int) throws {
    let text = (1...rows).map { "article \($0);\($0 % 7);350\n" }.joined()
    try measure("report-parsing") { try Report(text) }
  }
}

@Test func `a report adds up what was sold`() throws {
  #expect(try Report("bread;2;350\nmilk;3;120").cents == 1_060)
  #expect(throws: ReportError.self) { try Report("bread") }
}
