// Files that are read for background: the history in git's order, the load sweep.

import Foundation
import PerformanceMetrics

extension NamedFile {
  /// The history that the file holds, in the order of the commits as far as git knows them.
  func orderedHistory(in context: Context) throws(InputError) -> History {
    let history = try history()
    return history.ordered(by: ancestry(of: history.entries.map(\.commit), in: context))
  }

  /// The commits that git knows among some of this file's, every commit behind its ancestors.
  func ancestry(of commits: [String], in context: Context) -> [String] {
    Git(folder: folder.url.path(percentEncoded: false), environment: context.environment).ancestry(of: commits)
  }

  /// The load sweep that the file holds.
  func loadSweep() throws(InputError) -> Baseline {
    do {
      return try baseline(remedy: "")
    } catch {
      throw InputError(
        file: error.file, place: error.place, found: error.found, expected: "a load sweep (\(error.expected))",
        remedy: exists
          ? "restore it from version control, or remove it: a report can do without" : "name one that is there")
    }
  }
}
