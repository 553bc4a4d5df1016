// The baseline of another branch, in a repository of its own for each test.

import Foundation
import PerformanceMetrics
import PerformanceReporting
import Testing

import PerformanceCommand

private let good: [(String, Int64)] = [("calls/finalize-10", 2), ("quota/busiest-minute", 29)]

@Suite struct `The baseline of a reference` {
  @Test func `judges a change that edits the baseline`() throws {
    let place = try repository()
    try place.record([(good[0].0, 3), good[1]])
    #expect(place.run("update", "--reason", "on purpose").exitCode == .nothingWorse)
    #expect(place.run("compare").exitCode == .nothingWorse)
    let outcome = place.run("compare", "--baseline-ref", "main")
    #expect(outcome.exitCode == .worse)
    #expect(outcome.text.contains("main:Baselines/simulated.json"))
    #expect(outcome.text.contains("regressed  calls/finalize-10"))
    #expect(outcome.text.contains("\n  worse  calls/finalize-10  2 calls → 3 calls (+1 call)  given\n"))
    #expect(outcome.text.contains("“on purpose”"))
  }

  @Test func `reveals a metric that was removed from the baseline by hand`() throws {
    let place = try repository()
    try place.writeBaseline([good[1]])
    try place.record([good[1]])
    #expect(place.run("compare").exitCode == .nothingWorse)
    let outcome = place.run("compare", "--baseline-ref", "main")
    #expect(outcome.exitCode == .worse)
    #expect(outcome.text.contains("removed  calls/finalize-10  was 2 calls     none"))
  }

  @Test(arguments: [
    (["report"], ExitCode.nothingWorse), (["comment"], .worse), (["export", "--format", "junit"], .worse),
  ])
  func `makes every answer fail where the gate does`(words: [String], exitCode: ExitCode) throws {
    let place = try repository()
    try place.writeBaseline([good[1]])
    try place.record([good[1]])
    #expect(place.run(words).exitCode == .nothingWorse)
    let outcome = place.run(words + ["--baseline-ref", "main"])
    #expect(outcome.exitCode == exitCode)
    guard words == ["report"] else { return }
    #expect(outcome.text.hasPrefix("Performance report: failing. Does not pass (exit 2): 1 edit of the baseline"))
    let folder = ".build/performance"
    #expect(try place.text("\(folder)/performance-report.md").contains("removed | `calls/finalize-10`"))
    #expect(try place.text("\(folder)/badge.json").contains("\"color\" : \"red\""))
    for name in ["performance-report.md", "performance-report.html"] {
      #expect(try place.text("\(folder)/\(name)").contains("ailing"))
    }
  }

  @Test func `is found from a subfolder, by default and by name`() throws {
    let place = try repository()
    try place.write("", to: "Sources/Deep/File.swift")
    try place.record(good)
    #expect(place.run("compare", "--baseline-ref", "HEAD", in: "Sources/Deep").exitCode == .nothingWorse)
    #expect(
      place.run("compare", "--baseline-ref", "HEAD", "--baseline", "../../Baselines/simulated.json", in: "Sources/Deep")
        .exitCode == .nothingWorse)
  }

  @Test(arguments: [
    ("nowhere", "no such reference, or no git repository"), ("--help", "an option"), ("empty", "no such file there"),
  ])
  func `fails with an error when it cannot be read`(reference: String, found: String) throws {
    let place = try repository()
    try place.record(good)
    let outcome = place.run("compare", "--baseline-ref=\(reference)")
    #expect(outcome.exitCode == .couldNotJudge)
    #expect(outcome.errors.hasPrefix("\(reference):Baselines/simulated.json: found \(found), expected "))
  }

  /// A repository whose branch `main` holds the good baseline, and whose branch `empty` holds none.
  private func repository() throws -> Place {
    let place = try Place()
    try place.git("init", "--quiet", "--initial-branch=empty")
    try place.git("commit", "--quiet", "--allow-empty", "--message=empty")
    try place.git("checkout", "--quiet", "-b", "main")
    try place.writeBaseline(good)
    try place.git("add", "Baselines")
    try place.git("commit", "--quiet", "--message=baseline")
    return place
  }
}
