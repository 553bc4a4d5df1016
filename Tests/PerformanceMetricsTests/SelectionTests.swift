// Which metrics are meant, by tags and by patterns.

import PerformanceExamples
import PerformanceMetrics
import Testing

@Suite struct `A selection by tags` {
  @Test(
    arguments: [
      ("", ["quota"], true), ("quota", ["quota"], true), ("quota", ["load"], false), ("quota,load", ["load"], true),
      ("!load", ["quota"], true), ("!load", ["load", "quota"], false), ("quota,!load", ["load", "quota"], false),
      (" quota , ! load ", ["quota"], true), ("quota", [], false), ("!quota", [], true), (",,", ["load"], true),
    ] as [(String, [String], Bool)])
  func `takes what has one of the plain tags and none of the others`(text: String, tags: [String], isChosen: Bool) {
    #expect(TagSelection(text).includes(tags) == isChosen)
  }

  @Test func `knows its unknown tags and names the known ones`() {
    #expect(TagSelection("quota,!load").unknownTag(among: ["load", "quota"]) == nil)
    let problem = TagSelection("quota,!laod").unknownTag(among: ["quota", "load"])
    #expect(problem == "found the tag laod, expected one of those there are: load, quota")
  }
}

@Suite struct `A selection by patterns` {
  @Test(arguments: [
    ("*", "load/a.p95", true), ("load/*", "load/a.p95", true), ("*.p95", "load/a.p95", true),
    ("*.p9?", "load/a.p95", true), ("load", "load/a.p95", false), ("l*a*5", "load/a.p95", true),
    ("*b*", "load/a.p95", false), ("load/a.p95", "load/a.p95", true), ("?oad/a.p95?", "load/a.p95", false),
    ("calls/*,*.p95", "load/a.p95", true), ("**", "", true), ("?", "", false),
  ])
  func `takes the ids that fit one of them from end to end`(pattern: String, id: String, isChosen: Bool) {
    #expect(MetricSelection(patterns: pattern).includes(id: id, tags: []) == isChosen)
  }

  @Test func `refuses a pattern that nothing fits and a tag that nothing has`() {
    let metrics = [Example.metric("a/b", tags: ["load"])]
    #expect(MetricSelection(patterns: "a/*", tags: TagSelection("load")).problem(among: metrics) == nil)
    #expect(MetricSelection(patterns: "b/*").problem(among: metrics)?.hasPrefix("found no metric like b/*") == true)
    #expect(MetricSelection(tags: TagSelection("x")).problem(among: metrics)?.contains("the tag x") == true)
  }
}
