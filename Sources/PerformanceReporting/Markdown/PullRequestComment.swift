// The one comment of a package on a pull request: found again by its marker, and never longer than GitHub takes.

import Foundation
import PerformanceMetrics

/// The body of the comment that says what a change does to the baseline's numbers; Markdown that ends with a newline.
package struct PullRequestComment: Sendable {
  /// The line by which the comment is found again; readers do not see it.
  ///
  /// It names the package, as a repository may hold several. What no marker may hold becomes a hyphen.
  package let marker: String

  /// Whether bytes are the body of a comment, of any package.
  package static func isComment(_ data: Data) -> Bool { data.starts(with: Data(opening.utf8)) }

  private static let opening = "<!-- sheets-performance"

  /// How long a body may be, in bytes of UTF-8: GitHub takes 65,536 characters, and no character is less than a byte.
  package static let limit = 65_536

  /// How many rows a table may have, the first that makes the body short enough.
  private static let rowCounts = [Int.max, 200, 100, 50, 10, 3]

  private let name: String
  private let title: String?
  private let note: String?
  private let link: String?
  private let commands: SuggestedCommands

  /// A comment for a package on a change with a title, and with the address of the run that it is made of, where there
  /// are such; `note` is a sentence that stands right below the verdict and makes it red.
  package init(
    package name: String, title: String? = nil, note: String? = nil, link: String? = nil, commands: SuggestedCommands
  ) {
    let isPlain = { (one: Character) in one.isASCII && (one.isLetter || one.isNumber || "._/".contains(one)) }
    marker = "\(Self.opening): \(String(name.prefix(100).map { isPlain($0) ? $0 : "-" })) -->"
    self.name = name
    self.note = note
    self.title = title
    self.link = link
    self.commands = commands
  }

  /// The body for a comparison: the verdict in the first line, then the requirements, then what changed, by cause.
  package func body(_ comparison: Comparison) -> String {
    let judged = Document(comparison: comparison, commands: commands)
    // What is noted is what went wrong on the way to the run: a lost shard.
    let document =
      note == nil
      ? judged
      : Document(judged.title, state: .failing, verdict: judged.verdict, next: judged.next, judged.sections)
    let renderer = MarkdownRenderer(opening: .verdict)
    let head = renderer.head(document)
    for count in Self.rowCounts {
      let sections = document.shortened(toRows: count).sections.flatMap(renderer.paragraphs)
      let body = text(head.prefix(1) + remark + head.dropFirst() + subject + sections + updating(comparison))
      if body.utf8.count <= Self.limit { return body }
    }
    let cut = "The tables are cut: they are longer than a comment may be."
    return fitting([head[0]] + remark + [cut] + subject + updating(comparison))
  }

  /// The body for a run that could not be judged, with the reason.
  package func body(problem: String, _ code: ExitCode = .couldNotJudge) -> String {
    let reason = problem.split(separator: "\n").map { Markdown.text(String($0)) }.joined(separator: "<br>\n")
    return fitting(["**❌ Could not judge (exit \(code.rawValue))**"] + remark + [reason] + subject)
  }

  /// The marker stands on the line before the verdict, so that no empty line shows.
  private func text(_ paragraphs: [String]) -> String {
    marker + "\n" + MarkdownRenderer.joined(paragraphs)
  }

  /// Paragraphs as far as they fit; what does not is left out with all that follows, and a sentence says so.
  private func fitting(_ paragraphs: [String]) -> String {
    let cut = "The rest is cut: it is longer than a comment may be."
    var kept: [String] = []
    for paragraph in paragraphs {
      guard text(kept + [paragraph, cut]).utf8.count <= Self.limit else { return text(kept + [cut]) }
      kept.append(paragraph)
    }
    return text(kept)
  }

  private var subject: [String] {
    let run = link.map { Self.isAddress($0) ? "[The run with its report and page](\($0))." : Markdown.text($0) }
    let words = [title.map { "“\(Markdown.text($0))”." }, run, "Package \(Markdown.code(name))."].compactMap(\.self)
    return [words.joined(separator: " ")]
  }

  private var remark: [String] { note.map { $0.isEmpty ? [] : ["**\(Markdown.text($0))**"] } ?? [] }

  /// Whether a text is an address that a Markdown link holds as it is.
  private static func isAddress(_ text: String) -> Bool {
    let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/?#&=%+")
    return text.hasPrefix("https://") && text.allSatisfy(allowed.contains)
  }

  private func updating(_ comparison: Comparison) -> [String] {
    guard comparison.exitCode == .worse, comparison.metrics.contains(where: { $0.verdict == .regressed }) else {
      return []
    }
    let update = "\(commands.update) --reason \"…\""
    return [
      "<details><summary>If the change is meant</summary>",
      """
      1. \(Markdown.code(commands.measure)), then \(Markdown.code(update)).
      2. Commit the baseline. The edit and its reason then appear here.
      3. The gate still judges by the baseline of the base branch, so it stays red: whoever merges the change decides.
      """, "</details>",
    ]
  }
}

extension Document {
  /// The same document with tables of at most so many rows, and how many are left out.
  fileprivate func shortened(toRows count: Int) -> Document {
    Document(
      title, state: state, verdict: verdict, next: next,
      sections.map { DocumentSection($0.title, detail: $0.detail, $0.blocks.flatMap { $0.shortened(toRows: count) }) })
  }
}

extension DocumentBlock {
  fileprivate func shortened(toRows count: Int) -> [DocumentBlock] {
    switch self {
    case .table(let table) where table.rows.count > count:
      let rest = table.rows.count - count
      return [
        .table(DocumentTable(table.caption, table.columns, Array(table.rows.prefix(count)))),
        .paragraph("\(rest) \(rest == 1 ? "row is" : "rows are") not listed here."),
      ]
    case .folded(let summary, let blocks):
      return [.folded(summary, blocks.flatMap { $0.shortened(toRows: count) })]
    default: return [self]
    }
  }
}
