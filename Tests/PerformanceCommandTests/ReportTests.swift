// `performance report`: the files it writes, and how it tells that committed ones are stale.

import Foundation
import PerformanceMetrics
import PerformanceReporting
import Testing

import PerformanceCommand

private let good: [(String, Int64)] = [("calls/finalize-10", 2), ("quota/busiest-minute", 28)]

@Suite struct `Reporting` {
  @Test func `writes the report of a run beside it`() throws {
    let place = try Place()
    try place.record(good)
    try place.writeBaseline(good)
    let outcome = place.run("report")
    #expect(outcome.exitCode == .nothingWorse)
    #expect(outcome.text.contains(".build/performance/performance-report.md"))
    #expect(try place.text(".build/performance/performance-report.md").contains("✅ passing"))
    #expect(place.exists(".build/performance/badge.svg") && place.exists(".build/performance/badge.json"))
  }

  @Test func `writes the report of a failing run, which says that it fails`() throws {
    let place = try Place()
    try place.record([("calls/finalize-10", 3), ("quota/busiest-minute", 28)])
    try place.writeBaseline(good)
    #expect(place.run("report").exitCode == .nothingWorse)
    #expect(try place.text(".build/performance/performance-report.md").contains("❌ failing"))
  }

  @Test func `writes the same bytes twice`() throws {
    let place = try Place()
    try place.record(good)
    try place.writeBaseline(good)
    _ = place.run("report", "--output", "one")
    _ = place.run("report", "--output", "two")
    for name in ["performance-report.md", "performance-report.html", "badge.svg", "badge.json"] {
      #expect(try place.text("one/\(name)") == place.text("two/\(name)"))
    }
  }

  @Test func `names each committed file that is stale`() throws {
    let place = try Place()
    try place.writeBaseline(good)
    let missing = place.run("report", "--committed", "--check")
    #expect(missing.exitCode == .worse)
    #expect(
      missing.errors.contains(
        "docs/performance-report.md: missing; regenerate it: swift run performance report --committed"))
    #expect(place.run("report", "--committed").exitCode == .nothingWorse)
    #expect(place.run("report", "--committed", "--check").exitCode == .nothingWorse)
    try place.writeBaseline([("calls/finalize-10", 1), ("quota/busiest-minute", 28)])
    #expect(place.run("report", "--committed", "--check").errors.contains("docs/performance-report.md: stale"))
    #expect(place.run("report", "--committed").exitCode == .nothingWorse)
    #expect(place.run("report", "--committed", "--check").exitCode == .nothingWorse)
  }

  @Test func `needs a run or a baseline, and never both`() throws {
    let place = try Place()
    #expect(place.run("report").exitCode == .couldNotJudge)
    #expect(place.run("report", "--committed").errors.contains("Baselines/simulated.json: found no such file"))
    #expect(place.run("report", "--committed", "--run", "x").errors.contains("--committed with --run"))
    #expect(place.run("report", "--check").errors.contains("--check alone"))
    try place.writeBaseline(good)
    #expect(place.run("report", "--committed", "--load-sweep", "gone.json").exitCode == .couldNotJudge)
  }
}

@Suite struct `A report beside other files` {
  private static let names = ["badge.svg", "badge.json", "performance-report.md", "performance-report.html"]

  /// Every file below the place, by its path.
  private func contents(_ place: Place) throws -> [String: String] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: place.path(""))
    return Dictionary(
      uniqueKeysWithValues: paths.map { path in (path, (try? place.text(path)) ?? "a folder") })
  }

  private func place(_ metrics: [(String, Int64)] = good) throws -> Place {
    let place = try Place()
    try place.record(metrics)
    try place.writeBaseline(good)
    return place
  }

  @Test(arguments: names) func `changes nothing where one of its files is somebody's`(name: String) throws {
    let place = try place()
    try place.write("mine", to: "out/\(name)")
    let before = try contents(place)
    let outcome = place.run("report", "--output", "out")
    #expect(outcome.exitCode == .couldNotJudge)
    #expect(outcome.errors.hasPrefix("out/\(name): found a file that no report wrote, expected no file, or one that a"))
    #expect(outcome.errors.contains("rm out/\(name)"))
    #expect(try contents(place) == before)
  }

  @Test(arguments: ["out/badge.svg", "out/charts", "out/performance-report.files"])
  func `changes nothing where a folder or another list is in its way`(path: String) throws {
    let place = try place()
    // Two runs, so that there is the chart of a trend.
    for (commit, value) in [("aaaa", 1), ("bbbb", 2)] as [(String, Int64)] {
      try place.record([(good[0].0, value), good[1]], commit: commit)
      _ = place.run("history", "add")
    }
    try place.write("mine", to: path == "out/badge.svg" ? "out/badge.svg/mine" : path)
    let before = try contents(place)
    #expect(place.run("report", "--output", "out").exitCode == .couldNotJudge)
    #expect(try contents(place) == before)
  }

  @Test func `leaves charts that it did not write`() throws {
    let place = try place()
    try place.write("<svg/>", to: "out/charts/mine.svg")
    for _ in 0..<2 { #expect(place.run("report", "--output", "out").exitCode == .nothingWorse) }
    #expect(try place.text("out/charts/mine.svg") == "<svg/>")
  }

  @Test func `removes what an earlier one wrote, unless somebody changed it since`() throws {
    let place = try place()
    try place.write("<svg/>", to: "out/charts/a.svg")
    try place.write("<svg/>", to: "out/charts/b.svg")
    #expect(place.run("report", "--output", "out").exitCode == .nothingWorse)
    // As if an earlier report had written the two: the digest is that of `<svg/>`.
    let list = try place.text("out/performance-report.files")
    let digest = "675c6e4be5c05a62"
    try place.write(list + "\(digest)  charts/a.svg\n\(digest)  charts/b.svg\n", to: "out/performance-report.files")
    try place.write("<svg><!-- mine --></svg>", to: "out/charts/b.svg")
    #expect(place.run("report", "--output", "out").exitCode == .nothingWorse)
    #expect(!place.exists("out/charts/a.svg"))
    #expect(try place.text("out/charts/b.svg") == "<svg><!-- mine --></svg>")
    #expect(try place.text("out/performance-report.files") == list)
  }

  @Test func `replaces what somebody changed only where git has it`() throws {
    let place = try place()
    try place.git("init", "--quiet")
    #expect(place.run("report", "--output", "out").exitCode == .nothingWorse)
    let badge = try place.text("out/badge.svg")
    try place.write("mine", to: "out/badge.svg")
    let refused = place.run("report", "--output", "out")
    #expect(refused.errors.hasPrefix("out/badge.svg: found a file that was changed since a report wrote it, expected"))
    #expect(try place.text("out/badge.svg") == "mine")
    _ = try place.commit("mine is kept")
    #expect(place.run("report", "--output", "out").exitCode == .nothingWorse)
    #expect(try place.text("out/badge.svg") == badge)
  }

  @Test func `believes no list that names other files`() throws {
    let place = try place()
    #expect(place.run("report", "--output", "out").exitCode == .nothingWorse)
    try place.write("<svg/>", to: "mine.svg")
    try place.write("<svg/>", to: "out/mine.svg")
    let list = try place.text("out/performance-report.files")
    let names = ["../mine.svg", "mine.svg", "charts/../../mine.svg"].map { "675c6e4be5c05a62  \($0)\n" }
    try place.write(list + names.joined(), to: "out/performance-report.files")
    #expect(place.run("report", "--output", "out").exitCode == .nothingWorse)
    #expect(place.exists("mine.svg") && place.exists("out/mine.svg"))
  }
}
