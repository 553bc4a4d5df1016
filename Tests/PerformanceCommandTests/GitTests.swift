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
    ("nowhere", "no such reference"), ("--help", "an option"),
  ])
  func `fails with an error when it cannot be read`(reference: String, found: String) throws {
    let place = try repository()
    try place.record(good)
    let outcome = place.run("compare", "--baseline-ref=\(reference)")
    #expect(outcome.exitCode == .couldNotJudge)
    #expect(outcome.errors.hasPrefix("\(reference):Baselines/simulated.json: found \(found), expected "))
  }

  @Test(arguments: [(29, ExitCode.nothingWorse, "✅ Passes (exit 0): "), (30, .worse, "❌ Does not pass (exit 2): ")])
  func `need not be there for a change that adds it, which its requirements judge`(
    value: Int64, code: ExitCode, verdict: String
  ) throws {
    let place = try repository()
    let metrics = [good[0], (good[1].0, value)]
    try place.writeBaseline(metrics)
    try place.record(metrics)
    let outcome = place.run("comment", "--baseline-ref", "empty")
    #expect(outcome.exitCode == code)
    let first = outcome.text.split(separator: "\n")[1]
    #expect(first.hasPrefix("**\(verdict)empty has no baseline yet, so the one that this change adds "))
    #expect(place.run("compare", "--baseline-ref", "empty").exitCode == code)
    #expect(!place.run("compare", "--baseline-ref", "main").text.contains("no baseline yet"))
  }

  @Test func `must be somewhere`() throws {
    let place = try repository()
    try place.record(good)
    try FileManager.default.removeItem(atPath: place.path("Baselines/simulated.json"))
    let outcome = place.run("compare", "--baseline-ref", "empty")
    #expect(outcome.exitCode == .couldNotJudge)
    #expect(outcome.errors.contains("empty:Baselines/simulated.json: found no such file there"))
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

@Suite struct `A reference without a baseline` {
  @Test func `is told from a folder without a repository, and from one without baselines`() throws {
    let place = try Place()
    try place.record(good)
    #expect(
      place.run("compare", "--baseline-ref", "main").errors.hasPrefix(
        "main:Baselines/simulated.json: found no folder Baselines here, expected a baseline that git holds; restore it: git"
      ))
    try place.writeBaseline(good)
    // Nothing above the temporary folder is a repository of anybody's.
    let outcome = place.run(
      "compare", "--baseline-ref", "main", environment: ["GIT_CEILING_DIRECTORIES": place.path("")])
    #expect(outcome.exitCode == .couldNotJudge)
    #expect(outcome.errors.contains("found no git repository, expected"))
  }

  @Test func `says what git says of a repository that belongs to somebody else`() throws {
    let place = try Place()
    try place.git("init", "--quiet")
    try place.record(good)
    try place.writeBaseline(good)
    let outcome = place.run(
      "compare", "--baseline-ref", "main",
      environment: ["GIT_TEST_ASSUME_DIFFERENT_OWNER": "1", "GIT_CONFIG_GLOBAL": "/dev/null"])
    #expect(outcome.errors.contains("dubious ownership"))
    #expect(outcome.errors.contains("if you trust it: git config --global --add safe.directory"))
  }
}

/// Two branches that update the baseline, merged by git itself.
@Suite struct `Branches that update the baseline` {
  private let ids = ["a", "b", "c", "d"].map { "latency/\($0)" }

  private func metrics(_ changes: [Int: Int64]) -> [(String, Int64)] {
    ids.enumerated().map { ($1, changes[$0] ?? 100) } + [good[1]]
  }

  /// A repository whose `main` and whose branch `other` have updated the baseline, `main` checked out.
  private func repository(main: [Int: Int64], other: [Int: Int64]) throws -> Place {
    let place = try Place()
    try place.git("init", "--quiet", "--initial-branch=main")
    try place.writeBaseline(metrics([:]))
    _ = try place.commit("baseline")
    for (branch, changes) in [("other", other), ("main", main)] {
      try place.git("checkout", "--quiet", "-B", branch, branch == "main" ? "main" : "HEAD")
      try place.record(metrics(changes), to: "run.json")
      #expect(place.run("update", "--run", "run.json", "--reason", "for \(branch)").exitCode == .nothingWorse)
      try FileManager.default.removeItem(atPath: place.path("run.json"))
      _ = try place.commit(branch)
    }
    return place
  }

  private func reasons(in place: Place, of id: String) throws -> [String] {
    let baseline = try Baseline(json: Data(place.text(Locations.baseline).utf8), file: "b")
    return baseline.reasons.filter { $0.edits.contains { $0.subject == id } }.map(\.text)
  }

  @Test(arguments: [([0], [1]), ([0, 2], [1, 3]), ([1, 2], [0, 3]), ([3], [0])])
  func `merge without a conflict when they update different metrics`(main: [Int], other: [Int]) throws {
    func changes(_ indices: [Int]) -> [Int: Int64] { Dictionary(uniqueKeysWithValues: indices.map { ($0, 103) }) }
    let place = try repository(main: changes(main), other: changes(other))
    #expect(try place.gitOutput(["merge", "--quiet", "other"]).exitCode == 0)
    for index in main { #expect(try reasons(in: place, of: ids[index]) == ["for main"]) }
    for index in other { #expect(try reasons(in: place, of: ids[index]) == ["for other"]) }
    try place.record(metrics(changes(main + other)))
    #expect(place.run("compare", "--fail-on", "drift").exitCode == .nothingWorse)
  }

  @Test func `change the line of each metric that they update, and no other`() throws {
    let place = try repository(main: [1: 103], other: [:])
    let lines = try place.gitOutput(["log", "-p", "-1", "--format=", "--", "Baselines"]).text.split(separator: "\n")
    let changed = lines.filter { $0.hasPrefix("+ ") || $0.hasPrefix("- ") }
    #expect(changed.count == 2 && changed.allSatisfy { $0.contains(#""id":"latency/b""#) })
  }

  @Test func `conflict in the line of a metric that both update, and the remedy keeps both reasons`() throws {
    // Both make b worse; other makes d worse too, whose line merges.
    let place = try repository(main: [1: 103], other: [1: 104, 3: 105])
    #expect(try place.gitOutput(["merge", "--quiet", "other"]).exitCode == 1)
    let lines = try place.text(Locations.baseline).split(separator: "\n")
    let begin = try #require(lines.firstIndex { $0.hasPrefix("<<<<<<<") })
    let end = try #require(lines.firstIndex { $0.hasPrefix(">>>>>>>") })
    #expect(end - begin == 4 && lines.count { $0.hasPrefix("<<<<<<<") } == 1)
    #expect(lines[begin + 1].contains(#""id":"latency/b""#) && lines[begin + 3].contains(#""id":"latency/b""#))

    // The merged code has a number of its own.
    try place.record(metrics([1: 107, 3: 105]))
    let refused = place.run("compare")
    #expect(refused.exitCode == .couldNotJudge)
    #expect(refused.errors.contains("line \(begin + 1): found a merge conflict, expected a baseline; "))
    #expect(refused.errors.contains("swift run performance update --reason"))
    #expect(place.run("update").exitCode == .worse)
    #expect(place.run("update", "--reason", "for both").exitCode == .nothingWorse)
    _ = try place.commit("merged")
    #expect(try reasons(in: place, of: ids[1]).sorted() == ["for both", "for main", "for other"])
    #expect(try reasons(in: place, of: ids[3]) == ["for other"])
    for branch in ["main~1", "other", "main"] {
      #expect(place.run("compare", "--baseline-ref", branch).exitCode == .nothingWorse)
    }
  }

  @Test func `add runs to the history, and git keeps those of both`() throws {
    let place = try repository(main: [:], other: [:])
    try place.write("Baselines/history.ndjson merge=union\n", to: ".gitattributes")
    var commits = [try place.commit("union")]
    func add(_ value: Int64) throws {
      try place.record(metrics([0: value]), commit: commits[commits.count - 1], to: "run.json")
      #expect(place.run("history", "add", "--run", "run.json").text.contains("added"))
      try FileManager.default.removeItem(atPath: place.path("run.json"))
      _ = try place.commit("history")
    }
    try add(2)
    try place.git("checkout", "--quiet", "-B", "other")
    commits.append(try place.commit("other code"))
    try add(3)
    try place.git("checkout", "--quiet", "main")
    commits.append(try place.commit("main code"))
    try add(4)
    #expect(try place.gitOutput(["merge", "--quiet", "other"]).exitCode == 0)
    commits.append(try place.commit("merged"))
    try add(5)
    let trend = place.run("trend", "--metric", ids[0], "--format", "json").text
    #expect(trend.contains(#""order":{"byAncestry":4,"byTime":0}"#))
    #expect(trend.contains(#""since":{"commit":"\#(commits[3])","isOldest":false"#))
    #expect(trend.contains(#""values":[2,3,4,5]"#) || trend.contains(#""values":[2,4,3,5]"#))
  }
}

@Suite struct `The committed baselines` {
  @Test(arguments: ["simulated.json", "load-sweep.json"])
  func `have the form in which branches merge`(name: String) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let data = try Data(contentsOf: root.appending(path: "Baselines/\(name)"))
    #expect(try Baseline(json: data, file: name).json() == data)
  }
}
