// What a document tells its reader to type. The caller knows its scripts and products; this library knows none.

import PerformanceMetrics

/// The commands that documents suggest; each works as it stands, in the package's folder.
package struct DocumentCommands: Sendable, Hashable {
  /// Measures: runs all suites.
  package let measure: String
  /// Compares the last run with the baseline; `--partial` may follow it.
  package let compare: String
  /// Makes the last run the baseline; `--partial` or `--reason "…"` may follow it.
  package let update: String
  /// Adds the last run to the history.
  package let addToHistory: String

  /// Names the commands, each without the options that documents put behind it.
  package init(measure: String, compare: String, update: String, addToHistory: String) {
    self.measure = measure
    self.compare = compare
    self.update = update
    self.addToHistory = addToHistory
  }
}
