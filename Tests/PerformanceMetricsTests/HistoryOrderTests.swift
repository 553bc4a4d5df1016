// The order of the runs, what changed from one to the next, and what may go: small histories, a letter a commit.

import Foundation
import PerformanceExamples
import PerformanceMetrics
import Testing

/// A history in which each run is a commit, a day and a value of the metric `m`.
private func history(_ runs: [(commit: String, day: Int, value: Int64)]) throws -> History {
  var data = Data()
  for run in runs {
    data += try HistoryEntry(History.run(run.commit, run.day, [Example.metric("m", run.value)])).line()
  }
  return try History(ndjson: data, file: "h.ndjson")
}

private func entry(_ commit: String, _ day: Int, _ value: Int64) throws -> HistoryEntry {
  try HistoryEntry(History.run(commit, day, [Example.metric("m", value)]))
}

@Suite struct `The order of a history` {
  @Test(
    arguments: [
      // The lines of the file are a, b, c, d, measured on days 4, 3, 2 and 1.
      ("abcd", "abcd", 4, 0), ("dcba", "dcba", 4, 0), ("", "dcba", 0, 4), ("xy", "dcba", 0, 4),
      // b of day 3 and d of day 1 are unknown: d is before all known ones, b goes between c of day 2 and a of day 4.
      ("ca", "dcba", 2, 2),
      // Ancestry wins over time: a before c, though it was measured later; b of day 3 is older than a of day 4.
      ("ac", "dbac", 2, 2),
      ("a", "dcba", 1, 3),
    ] as [(String, String, Int, Int)])
  func `is that of ancestry where it is known, else of time`(
    ancestry: String, order: String, known: Int, unknown: Int
  ) throws {
    let history = try history([("a", 4, 1), ("b", 3, 2), ("c", 2, 3), ("d", 1, 4)])
      .ordered(by: ancestry.map(String.init))
    #expect(history.entries.map(\.commit).joined() == order)
    #expect((history.order.byAncestry, history.order.byTime) == (known, unknown))
  }

  @Test func `is the same whichever branch's lines come first in the file`() throws {
    let lines: [(String, Int, Int64)] = [("a", 0, 1), ("b", 1, 2), ("c", 2, 3), ("d", 3, 4)]
    for file in [[0, 1, 2, 3], [0, 2, 3, 1], [3, 1, 0, 2], [0, 1, 0, 2, 1, 3]] {
      let merged = try history(file.map { lines[$0] }).ordered(by: ["a", "c", "b", "d"])
      #expect(merged.entries.map(\.commit) == ["a", "c", "b", "d"])
    }
  }

  @Test(
    arguments: [
      ("a", ["a", "b", "x"], "b"), ("a", ["a", "x", "b"], "a"), ("a", ["x", "a", "b"], nil),
      ("b", ["b", "a", "x"], "a"),
      // Unknown to git, measured on day 2: before it is a of day 1.
      ("a", ["a", "b"], "a"),
    ] as [(String, [String], String?)])
  func `tells which run a new one is compared with`(first: String, ancestry: [String], before: String?) throws {
    let history = try history([("a", 1, 1), ("b", 3, 2)])
    #expect(history.predecessor(of: try entry("x", 2, 9), ancestry: ancestry)?.commit == before)
  }
}

@Suite struct `A pruned history` {
  private func commits(_ pruned: History.Pruned) throws -> String {
    try History(ndjson: pruned.contents, file: "h").entries.map(\.commit).joined()
  }

  @Test(
    arguments: [
      ([1, 1, 2, 2, 1], nil, "ace", 2, 0), ([1, 1, 2, 2, 1], 2, "ce", 2, 1), ([1, 2, 3], 9, "abc", 0, 0),
      ([1, 1, 1], 1, "a", 2, 0), ([], 3, "", 0, 0),
    ] as [([Int64], Int?, String, Int, Int)])
  func `holds the newest of the runs that changed a number`(
    values: [Int64], keep: Int?, left: String, unchanged: Int, older: Int
  ) throws {
    let runs = values.enumerated().map { (String("abcdef".dropFirst($0).prefix(1)), $0, $1) }
    let pruned = try history(runs).pruned(keep: keep)
    #expect(try commits(pruned) == left)
    #expect((pruned.count, pruned.unchanged, pruned.older) == (left.count, unchanged, older))
  }

  @Test func `has a line for each commit, the oldest first, with the bytes it had`() throws {
    let future = String(decoding: try entry("a", 1, 1).line(), as: UTF8.self)
      .replacing("\"schema\":1", with: "\"schema\":1,\"x\":[2]")
    let data = try entry("b", 2, 2).line() + Data(future.utf8) + entry("b", 2, 3).line()
    let pruned = try History(ndjson: data, file: "h").pruned(keep: nil)
    #expect(pruned.contents == Data(future.utf8) + (try entry("b", 2, 3).line()))
    #expect(pruned.repeated == 1)
  }
}
