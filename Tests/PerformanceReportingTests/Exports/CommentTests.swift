// What a pull request's comment ensures beyond its letter.

import Foundation
import PerformanceExamples
import PerformanceMetrics
import PerformanceReporting
import Testing

@Suite struct `A comment on a pull request` {
  @Test(arguments: [3, 200, 5_000])
  func `is never longer than GitHub takes, begins with the verdict, and says what is cut`(count: Int) throws {
    let names = (0..<count).map { "load/one-identity-two-calls/open-110-percent.finalize-\($0).p95" }
    let comparison = try `A comparison for other tools`.comparison(names.map { ($0, 5) }, names.map { ($0, 9) })
    let comment = PullRequestComment(package: "shop", title: "t", commands: DocumentExample.commands)
    let body = comment.body(comparison)
    let lines = body.split(separator: "\n")
    #expect(lines[0] == comment.marker)
    #expect(lines[1] == "**❌ Does not pass (exit 2): \(count) metrics regressed.**")
    #expect(body.utf8.count <= PullRequestComment.limit)
    #expect(body.contains("rows are not listed here") == (count == 5_000))
    #expect(body.contains("--reason"))
  }

  @Test func `that even one name would make too long says only the verdict, and that it is cut`() throws {
    let name = String(repeating: "ü", count: 70_000)
    let body = PullRequestComment(package: "shop", title: name, commands: DocumentExample.commands).body(
      try `A comparison for other tools`.comparison([(name, 5)], [(name, 9)]))
    #expect(body.utf8.count <= PullRequestComment.limit)
    #expect(body.contains("**❌ Does not pass (exit 2): 1 metric regressed.**"))
    #expect(body.contains("cut"))
    let problem = PullRequestComment(package: "shop", commands: DocumentExample.commands).body(problem: name)
    #expect(problem.utf8.count <= PullRequestComment.limit)
    #expect(problem.contains("Could not judge") && problem.contains("cut"))
  }

  @Test(arguments: [
    (
      "https://github.com/o/n/actions/runs/1",
      "[The run with its report and page](https://github.com/o/n/actions/runs/1). Package `shop`."
    ),
    ("javascript:alert(1)", "\n\njavascript:alert(1) Package"),
    ("https://x/a) b", "\n\nhttps:\u{2060}/\u{2060}/x/a) b Package"),
  ])
  func `links to an address and to nothing else`(link: String, shown: String) throws {
    let comparison = try `A comparison for other tools`.comparison([("a", 1)], [("a", 1)])
    let comment = PullRequestComment(package: "shop", link: link, commands: DocumentExample.commands)
    #expect(comment.body(comparison).contains(shown))
  }

  @Test(arguments: [
    ("shop", "shop"), ("apps/shop_2.0", "apps/shop_2.0"), ("a -->\n<b>", "a------b-"),
    (String(repeating: "x", count: 200), String(repeating: "x", count: 100)),
  ])
  func `is found again by the name of its package, as far as a marker may hold it`(name: String, held: String) {
    let comment = PullRequestComment(package: name, commands: DocumentExample.commands)
    #expect(comment.marker == "<!-- sheets-performance: \(held) -->")
  }

  @Test func `says what is noted right below the verdict, which is red`() throws {
    let comparison = try `A comparison for other tools`.comparison([("a", 1)], [("a", 1)])
    let comment = PullRequestComment(package: "shop", note: "no run <b>", commands: DocumentExample.commands)
    for body in [comment.body(comparison), comment.body(problem: "none")] {
      let paragraphs = body.components(separatedBy: "\n\n")
      #expect(paragraphs[0].contains("**❌") && paragraphs[0].contains("exit"))
      #expect(paragraphs[1] == "**no run &lt;b&gt;**")
    }
  }
}
