// The options that several subcommands have, each described once.

import CommandLineOptions
import PerformanceMetrics
import PerformanceReporting

/// Options of more than one subcommand.
enum SharedOptions {
  static let run = Option<String?>.text(
    "--run", "FILE", help: "the run", default: "$PERFORMANCE_OUTPUT, else \(Locations.report)")
  static let baseline = Option<String?>.text("--baseline", "FILE", help: "the baseline", default: Locations.baseline)
  static let baselineReference = Option<String?>.text(
    "--baseline-ref", "REF",
    help: "takes the baseline from a git reference, so that a change cannot edit what judges it, and lists its edits",
    expected: "a git reference, as in origin/main")
  static let history = Option<String?>.text("--history", "FILE", help: "the history", default: Locations.history)
  static let partial = Option<ComparisonScope>.flag(
    "--partial", on: .partial, off: .complete, help: "the run is of a part of the suites: what it lacks passes")
  static let tag = Option<String?>.text(
    "--tag", "TAGS", help: "only metrics with one of these tags; ! excludes, as in quota,!load",
    expected: "tags, as in quota,!load")
  static let metric = Option<String?>.text(
    "--metric", "PATTERNS", help: "only metrics with one of these ids; * stands for any text, as in 'load/*,calls/*'",
    expected: "a pattern of ids, as in load/*")
  static let color = Option<ColorChoice>.choice(
    "--color", "WHEN", of: ColorChoice.allCases, default: .auto,
    help: "whether a table is colored; auto: on a terminal, unless NO_COLOR is set")

  /// The form of the answer, of those that a subcommand has.
  static func format(_ formats: [Format] = Format.allCases) -> Option<Format> {
    .choice("--format", "FORMAT", of: formats, default: .table, help: "the form of the answer")
  }

  /// The file that is written.
  static func output(default defaultText: String) -> Option<String?> {
    .text("--output", "FILE", help: "the file that is written", default: defaultText)
  }
}

extension Arguments {
  /// The metrics that `--tag` and `--metric` choose.
  var selection: MetricSelection {
    MetricSelection(patterns: self[SharedOptions.metric] ?? "", tags: TagSelection(self[SharedOptions.tag] ?? ""))
  }
}

/// The form of an answer.
package enum Format: String, CaseIterable, Sendable {
  /// Aligned columns, for people at a terminal.
  case table
  /// GitHub's Markdown, for its pages.
  case markdown
  /// JSON, for programs.
  case json
}

/// When a table is colored.
package enum ColorChoice: String, CaseIterable, Sendable {
  /// On a terminal, unless `NO_COLOR` is set.
  case auto
  case always
  case never
}
