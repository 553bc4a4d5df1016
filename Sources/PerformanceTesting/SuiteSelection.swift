// Which tests of a run are wanted, by the tags that `PERFORMANCE_TAGS` names: toolchains do not select by tag yet.

import PerformanceMetrics
import Synchronization
import Testing

/// The choice of tests by tag, and the tags that there are to choose from.
package final class SuiteSelection: Sendable {
  private let wanted: TagSelection
  private let known = Mutex<Set<String>>([])

  /// Chooses by the variable `PERFORMANCE_TAGS`; without it everything is wanted.
  package init(environment: [String: String]) {
    wanted = TagSelection(environment["PERFORMANCE_TAGS"] ?? "")
  }

  /// Hears of a test that could run, and says whether it is wanted.
  package func admits(_ tags: [String]) -> Bool {
    known.withLock { $0.formUnion(tags) }
    return wanted.includes(tags)
  }

  /// What is wrong with the choice, once every test has been heard of; `nil` when nothing is.
  package var problem: String? {
    wanted.unknownTag(among: known.withLock(\.self)).map { "PERFORMANCE_TAGS: \($0). Nothing was measured." }
  }

  /// What a report says of a run that was chosen in part; `nil` for one of everything.
  package var warning: String? { wanted.isEverything ? nil : "Chosen by PERFORMANCE_TAGS: \(wanted)." }

  /// Why a test is skipped.
  var reason: String { "not among PERFORMANCE_TAGS=\(wanted)" }
}
