// The one comment on a pull request: found again by its marker, and never longer than GitHub takes.

import PerformanceMetrics

/// The body of the comment that says what a change does to the accepted numbers; Markdown that ends with a newline.
package struct PullRequestComment: Sendable {
  /// What the comment is found by when it is written anew; not seen by a reader.
  package static let marker = "<!-- sheets-performance -->"

  /// How long a body may be, in bytes of UTF-8: GitHub takes 65,536 characters, and no character is less than a byte.
  package static let limit = 65_536

  /// How many changed metrics are in the open, and how many folded, the first that makes the body short enough.
  private static let rowCounts = [(10, Int.max), (10, 200), (10, 100), (10, 50), (10, 0), (3, 0), (0, 0)]

  private let title: String?
  private let link: String?

  /// A comment on a change with a title, and with the address of the run that it is made of, where there are such.
  package init(title: String? = nil, link: String? = nil) {
    self.title = title
    self.link = link
  }

  /// The body for a comparison: the verdict in the first line, then what changed, the worst first.
  package func body(_ comparison: Comparison) -> String {
    let markdown = ComparisonMarkdown(comparison)
    // A broken promise is graver than any number; one that is kept is not what changed.
    let isBroken = comparison.requirements.contains { $0.exitCode(comparison.scope) != .nothingWorse }
    let promises = (before: isBroken ? markdown.requirements : [], after: isBroken ? [] : markdown.requirements)
    for (open, folded) in Self.rowCounts {
      let body = ComparisonMarkdown.joined([
        [Self.marker] + markdown.verdict, markdown.next, subject, markdown.edits, promises.before,
        markdown.metrics(open: open, folded: folded), promises.after, markdown.reasons, markdown.notes,
        acceptance(comparison), markdown.source,
      ])
      if body.utf8.count <= Self.limit { return body }
    }
    let cut = "The tables are cut: they are longer than a comment may be."
    return fitting([markdown.verdict, [cut], subject, acceptance(comparison)])
  }

  /// The body for a run that could not be judged, with the reason.
  package func body(problem: String) -> String {
    let reason = problem.split(separator: "\n").map { Markdown.text(String($0)) }.joined(separator: "<br>\n")
    return fitting([["**❌ Could not judge (exit 1)**"], [reason], subject])
  }

  /// Sections as far as they fit; what does not is left out with all that follows, and a sentence says so.
  private func fitting(_ sections: [[String]]) -> String {
    let cut = ["The rest is cut: it is longer than a comment may be."]
    var kept: [[String]] = []
    for section in sections {
      let body = ComparisonMarkdown.joined([[Self.marker]] + kept + [section, cut])
      guard body.utf8.count <= Self.limit else {
        return ComparisonMarkdown.joined([[Self.marker] + (kept.first ?? [])] + kept.dropFirst() + [cut])
      }
      kept.append(section)
    }
    return ComparisonMarkdown.joined([[Self.marker] + (kept.first ?? [])] + kept.dropFirst())
  }

  private var subject: [String] {
    let run = link.map { Self.isAddress($0) ? "[The run with its report and page](\($0))." : Markdown.text($0) }
    let words = [title.map { "“\(Markdown.text($0))”." }, run].compactMap(\.self)
    return words.isEmpty ? [] : [words.joined(separator: " ")]
  }

  /// Whether a text is an address that a Markdown link holds as it is.
  private static func isAddress(_ text: String) -> Bool {
    let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/?#&=%+")
    return text.hasPrefix("https://") && text.allSatisfy(allowed.contains)
  }

  private func acceptance(_ comparison: Comparison) -> [String] {
    guard comparison.exitCode == .worse, comparison.metrics.contains(where: { $0.verdict == .regressed }) else {
      return []
    }
    return [
      "<details><summary>If it is meant</summary>", "",
      "1. `swift test --filter performance`, then `Scripts/update-baselines --reason \"…\"`.",
      "2. Commit `Baselines/simulated.json`. The edit and its reason are then shown here.",
      "3. The gate goes on to judge by the baseline of the base branch, so it stays red: who merges the change accepts it.",
      "", "</details>",
    ]
  }
}
