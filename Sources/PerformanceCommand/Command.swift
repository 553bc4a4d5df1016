// What a person can ask of `performance`, as values.

import PerformanceMetrics
import PerformanceReporting

/// One request, with the files and the form that were named on the command line; `nil` stands for the default.
package enum Command: Hashable {
  case compare(CompareRequest)
  case accept(AcceptRequest)
  case show(run: String?, basis: Basis?, format: Format, colour: ColourChoice)
  case merge(runs: [String], output: String?, baseline: String?, scope: ComparisonScope)
  case addToHistory(files: NamedFiles)
  case trend(TrendRequest)
  case report(ReportRequest)
  case export(ExportRequest)
  case worlds(runs: [String], colour: ColourChoice)
  case calibrate(samples: String, output: String?, colour: ColourChoice)
  case help
}

/// A comparison as it was asked for.
package struct CompareRequest: Hashable {
  package var files = NamedFiles()
  /// The git reference that the baseline is taken from, so that a change cannot judge itself by its own.
  package var reference: String?
  package var scope = ComparisonScope.complete
  package var failure = FailureThreshold.regression
  package var selection = MetricSelection.everything
  package var format = Format.table
  package var colour = ColourChoice.auto

  package init() {}
}

/// An acceptance as it was asked for.
package struct AcceptRequest: Hashable {
  package var files = NamedFiles()
  package var scope = ComparisonScope.complete
  /// Patterns of the metrics that leave the baseline for good.
  package var removed: String?
  package var reason: String?
  package var colour = ColourChoice.auto

  package init() {}
}

/// A trend as it was asked for.
package struct TrendRequest: Hashable {
  package var files = NamedFiles()
  /// How many runs are looked at, the latest.
  package var last = 50
  package var selection = MetricSelection.everything
  package var format = Format.table
  package var colour = ColourChoice.auto

  package init() {}
}

/// The files of a request as they were named, if they were.
package struct NamedFiles: Hashable {
  package var run: String?
  package var baseline: String?
  package var history: String?

  package init(run: String? = nil, baseline: String? = nil, history: String? = nil) {
    self.run = run
    self.baseline = baseline
    self.history = history
  }
}

/// For whom the answer is.
package enum Format: String, CaseIterable {
  /// People at a terminal.
  case table
  /// Pages that render GitHub's Markdown.
  case markdown
  /// Programs.
  case json
}

/// Whether a table is coloured.
package enum ColourChoice: String, CaseIterable {
  case auto
  case always
  case never
}

/// Arguments that make no sense: what was found, what was expected, and where help is.
package struct UsageError: Error, Hashable, CustomStringConvertible {
  package let found: String
  package let expected: String

  package var description: String { "performance: found \(found), expected \(expected); see: performance help" }
}
