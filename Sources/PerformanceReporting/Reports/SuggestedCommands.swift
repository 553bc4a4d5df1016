// What a document tells its reader to type. The caller knows its scripts and products; this library knows none.

import PerformanceMetrics

/// The commands that documents suggest, each of which works as it stands, in the package's folder.
package struct SuggestedCommands: Sendable, Hashable {
  /// Measures: runs all suites.
  package let measure: String
  /// Compares the last run with the baseline; options follow it.
  package let compare: String
  /// Makes the last run the baseline; `--reason "…"` follows it where something became worse.
  package let update: String
  /// Writes the report as a page.
  package let report: String
  /// Shows every number of the last run.
  package let show: String
  /// Adds the last run to the history.
  package let addToHistory: String

  /// Names the commands.
  package init(
    measure: String, compare: String, update: String, report: String, show: String, addToHistory: String
  ) {
    self.measure = measure
    self.compare = compare
    self.update = update
    self.report = report
    self.show = show
    self.addToHistory = addToHistory
  }
}
