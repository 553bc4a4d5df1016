// What other tools, pull requests and editors get, as golden texts.

import Foundation
import PerformanceExamples
import PerformanceMetrics
import PerformanceReporting

extension Rendering {
  /// The exports of a comparison in which everything happens, and of one with hostile names; the comments.
  static let forOthers: [Rendering] =
    ExportFormat.allCases.flatMap { format in
      [("worse", worse), ("hostile", hostile)].map { name, comparison in
        Rendering(name: "export-\(name)-\(format.rawValue)") {
          String(decoding: try format.export(comparison()).data(), as: UTF8.self)
        }
      }
    } + [
      Rendering(name: "spot-check") { SpotCheck(try spotCheck()).document.text() },
      Rendering(name: "comment-worse-markdown") {
        PullRequestComment(
          package: "shop", title: "Make flushes larger", link: "https://github.com/owner/name/actions/runs/1",
          commands: DocumentExample.commands
        )

        .body(try worse())
      },
      Rendering(name: "comment-edited-markdown") {
        PullRequestComment(package: "shop", commands: DocumentExample.commands).body(try edited())
      },
      Rendering(name: "comment-hostile-markdown") {
        PullRequestComment(
          package: "shop", title: "[x](javascript:1) <img src=x> @team #1\n# heading ${{ secrets.X }} `|` \u{202E}abc",
          link: "https://example.com/a b)<script>", commands: DocumentExample.commands
        ).body(try hostile())
      },
      Rendering(name: "comment-problem-markdown") {
        PullRequestComment(package: "shop", title: "Make flushes larger", commands: DocumentExample.commands).body(
          problem: "run.json: found no such file, expected a performance report; make it with: swift test\n<b>@team</b>"
        )
      },
    ]
}
