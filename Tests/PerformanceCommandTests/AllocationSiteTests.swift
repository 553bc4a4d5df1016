import Foundation
import PerformanceMetrics
import Testing

@testable import PerformanceCommand

struct AllocationSiteTests {
  @Test func `the names of a place are every other line of its block`() {
    let output = "inner\na.swift:1:2\nouter\na.swift:9:1\n\n??\n??:0:0\n\nalone\nb.swift:3:4\n\n"
    #expect(
      Symbols.names(output, of: ["0x1", "0x2", "0x3"]) == ["0x1": ["inner", "outer"], "0x2": [], "0x3": ["alone"]])
  }

  @Test func `a place is that of the call, and what measures is left out`() throws {
    let line = #"{"id":"parsing","stacks":{"11,21,31":3,"11,31":2}}"#
    let recorded = try #require(RecordedStacks.measurements(line + "\nnonsense\n")["parsing"])
    #expect(recorded.addresses == ["0x10", "0x20", "0x30"])
    let sites = recorded.sites(["0x10": ["copy", "append"], "0x20": ["parse"], "0x30": ["measure<A>(_:)", "main"]])
    #expect(sites.counts == [.init(["copy", "append", "parse"]): 3, .init(["copy", "append"]): 2])
  }

  @Test func `what grew is listed, the most first`() {
    let base = AllocationSites([.init(["a"]): 2, .init(["b"]): 1, .init(["c"]): 9])
    let tree = AllocationSites([.init(["a"]): 3, .init(["c"]): 4, .init(["d"]): 7])
    #expect(
      tree.growth(since: base) == [
        .init(site: .init(["d"]), base: 0, tree: 7), .init(site: .init(["a"]), base: 2, tree: 3),
      ])
  }
}
