// Which tests are wanted, and what an unknown tag leads to.

import PerformanceTesting
import Testing

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
}
