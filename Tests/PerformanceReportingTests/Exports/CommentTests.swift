// What a pull request's comment ensures beyond its letter.

import PerformanceExamples
import PerformanceMetrics
import PerformanceReporting
import Testing

@Suite struct `A comment on a pull request` {
  @Test(arguments: [3, 200, 5_000])
  func `is never longer than GitHub takes, begins with the verdict, and says what is cut`(count: Int) throws {
    let names = (0..<count).map { "load/one-identity-two-calls/open-110-percent.finalize-\($0).p95" }
    let comparison = try `A comparison for other tools`.comparison(names.map { ($0, 5) }, names.map { ($0, 9) })
    let body = PullRequestComment(title: "t", commands: DocumentExample.commands).body(comparison)
    let lines = body.split(separator: "\n")
    #expect(lines[0] == PullRequestComment.marker)
    #expect(lines[1] == "**❌ Does not pass (exit 2): \(count) metrics regressed.**")
    #expect(body.utf8.count <= PullRequestComment.limit)
    #expect(body.contains("rows are not listed here") == (count == 5_000))
    #expect(body.contains("--reason"))
  }

  @Test func `that even one name would make too long says only the verdict, and that it is cut`() throws {
    let name = String(repeating: "ü", count: 70_000)
    let body = PullRequestComment(title: name, commands: DocumentExample.commands).body(
      try `A comparison for other tools`.comparison([(name, 5)], [(name, 9)]))
    #expect(body.utf8.count <= PullRequestComment.limit)
    #expect(body.contains("**❌ Does not pass (exit 2): 1 metric regressed.**"))
    #expect(body.contains("cut"))
    let problem = PullRequestComment(commands: DocumentExample.commands).body(problem: name)
    #expect(problem.utf8.count <= PullRequestComment.limit)
    #expect(problem.contains("Could not judge") && problem.contains("cut"))
  }

  @Test(arguments: [
    (
      "https://github.com/o/n/actions/runs/1",
      "[The run with its report and page](https://github.com/o/n/actions/runs/1)."
    ),
    ("javascript:alert(1)", "\n\njavascript:alert(1)\n"),
    ("https://x/a) b", "\n\nhttps:\u{2060}/\u{2060}/x/a) b\n"),
  ])
  func `links to an address and to nothing else`(link: String, shown: String) throws {
    let comparison = try `A comparison for other tools`.comparison([("a", 1)], [("a", 1)])
    #expect(PullRequestComment(link: link, commands: DocumentExample.commands).body(comparison).contains(shown))
  }
}
