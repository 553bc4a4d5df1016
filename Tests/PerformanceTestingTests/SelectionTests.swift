// Which tests are wanted, and what an unknown tag leads to.

import Testing

@testable import PerformanceTesting

@Suite struct `A selection of tests` {
  private func selection(_ tags: String?, knowing tests: [[String]]) -> (admitted: [Bool], SuiteSelection) {
    let selection = SuiteSelection(environment: tags.map { ["PERFORMANCE_TAGS": $0] } ?? [:])
    return (tests.map { selection.admits($0) }, selection)
  }

  private let tests = [["load", "quota"], ["latency"], []]

  @Test(
    arguments: [
      (nil, [true, true, true]), ("", [true, true, true]), ("quota,latency", [true, true, false]),
      ("!load", [false, true, true]), ("quota,!load", [false, false, false]),
    ] as [(String?, [Bool])])
  func `admits those with the tags of the environment`(tags: String?, admitted: [Bool]) {
    let result = selection(tags, knowing: tests)
    #expect(result.admitted == admitted)
    #expect(result.1.problem == nil)
    #expect((result.1.warning == nil) == (tags ?? "").isEmpty)
  }

  @Test(arguments: ["qouta", "latency,!laod"])
  func `fails on a tag that no test has, and lists the known ones`(tags: String) {
    let problem = selection(tags, knowing: tests).1.problem
    #expect(problem?.hasSuffix("expected one of those there are: latency, load, quota. Nothing was measured.") == true)
  }

  private static let root = "Tests.`Shop performance`"
  private static let known = ["\(root)/Load/peak()", "\(root)/Latency/p95()"]

  @Test(
    arguments: [
      ([], false), (["--filter", "performance"], false), (["--filter=performance"], false),
      (["--filter", "Latency"], true), (["--filter", "Latency", "--filter", "performance"], false),
      (["--filter", "Load|Latency"], true), (["--skip", "Load"], true), (["--skip=Load"], true),
      (["--skip", "SheetsSim"], false), (["--skip-build", "--filter", "performance"], false),
      (["--filter", "^Tests"], false), (["--filter", "["], true),
    ] as [([String], Bool)])
  func `is of a part when a filter leaves a known test out`(arguments: [String], isPart: Bool) {
    let selection = SuiteSelection(environment: [:], arguments: arguments)
    #expect(selection.isPart(of: Self.root, tests: Self.known) == isPart)
  }

  @Test func `is of a part when another suite is left out`() {
    let selection = SuiteSelection(environment: [:], arguments: ["--filter", "Shop"])
    #expect(!selection.isPart(of: Self.root, tests: Self.known))
    #expect(selection.isPart(of: Self.root, tests: Self.known + ["Tests.`Till performance`/queue()"]))
  }

  @Test func `is of the whole when a known test is gone from the sources`() {
    let selection = SuiteSelection(environment: [:], arguments: ["--filter", "performance"])
    _ = selection.admits([], test: Self.known[0])
    #expect(!selection.isPart(of: Self.root, tests: Self.known))
  }

  @Test func `is of a part when an editor runs fewer tests than are known`() {
    let selection = SuiteSelection(environment: [:], knowsFilters: false)
    _ = selection.admits([], test: Self.known[0])
    #expect(selection.isPart(of: Self.root, tests: [], baseline: Self.known))
    _ = selection.admits([], test: Self.known[1])
    #expect(!selection.isPart(of: Self.root, tests: [], baseline: Self.known))
  }

  @Test func `is of the whole when a suite has another name than in the baseline`() {
    let selection = SuiteSelection(environment: [:], arguments: ["--filter", "performance"])
    #expect(!selection.isPart(of: Self.root, tests: [], baseline: ["Tests.ShopPerformance/peak()"]))
  }

  @Test func `by tags is of a part`() {
    #expect(SuiteSelection(environment: ["PERFORMANCE_TAGS": "load"]).isPart(of: Self.root, tests: []))
  }
}

@Suite struct `An invocation` {
  @Test func `is read from the line of its process, whatever its name holds`() {
    let fields = (3...60).map(String.init).joined(separator: " ")
    let facts = Invocation.facts(stat: "4711 (a (b) swift-test) \(fields)\n")
    #expect(facts?.name == "a (b) swift-test")
    #expect(facts?.start == "22")
  }

  @Test func `is the same for this process whenever it asks`() {
    #expect(Invocation.current != nil)
  }
}
