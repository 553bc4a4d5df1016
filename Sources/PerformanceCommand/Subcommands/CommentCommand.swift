// `performance comment`: a comparison as the comment on a pull request.

import CommandLineOptions
import Foundation
import PerformanceMetrics
import PerformanceReporting

struct CommentCommand: Subcommand {
  let name = "comment"
  let abstract = "writes the body of a pull request's comment, and exits as compare does"
  let discussion =
    "The verdict comes first, then what changed, the worst first, and how the change edits its own baseline. Where "
    + "nothing could be judged, the comment says so: it is needed most of all then."
  let example = ["comment", "--baseline-ref", "origin/main", "--title", "Send rows in larger chunks"]

  private let packageName = Option<String?>.text(
    "--package", "NAME", help: "whose comment it is, where a repository holds several packages",
    default: "the name in Package.swift", expected: "a name")
  private let note = Option<String?>.text(
    "--note", "TEXT", help: "what went wrong, right below the verdict, which it makes red",
    expected: "a sentence in quotation marks")
  private let title = Option<String?>.text(
    "--title", "TEXT", help: "the title of the change", expected: "a sentence in quotation marks")
  private let link = Option<String?>.text(
    "--run-url", "URL", help: "the address of the run with its report",
    expected: "an address, as in https://github.com/…")
  private let output = SharedOptions.output(default: "-, standard output")

  var options: [any OptionDescription] {
    [
      SharedOptions.run, SharedOptions.baseline, SharedOptions.baselineReference, packageName, title, note, link,
      output,
    ]
  }

  func run(_ arguments: Arguments, in context: Context) throws -> Outcome {
    let comment = PullRequestComment(
      package: arguments[packageName] ?? Self.name(of: context.locations.root), title: arguments[title],
      note: arguments[note], link: arguments[link], commands: context.commands)
    let outcome: Outcome
    do {
      let judgement = try Judgement(arguments, in: context)
      let comparison = judgement.comparison
      outcome = Outcome(comment.body(comparison), errors: judgement.run.origin, exitCode: comparison.exitCode)
    } catch {
      let code = ExitCode(of: error)
      outcome = Outcome(comment.body(problem: "\(error)", code), errors: "\(error)\n", exitCode: code)
    }
    return try outcome.written(
      to: arguments[output], in: context, kind: "the text of a comment", isOwn: PullRequestComment.isComment)
  }

  /// The name that a package's manifest gives it, or that of its folder.
  private static func name(of root: URL) -> String {
    let manifest = (try? String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)) ?? ""
    let name = manifest.firstMatch(of: /Package\(\s*name:\s*"([^"]+)"/)
    return name.map { String($0.1) } ?? root.standardizedFileURL.lastPathComponent
  }
}
