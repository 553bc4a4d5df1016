// Which tests of a run are wanted, and whether that is a part of them: toolchains do not select by tag yet.

import PerformanceMetrics
import Synchronization
import Testing

/// The choice of tests by tag and by the filters of the process, and the tags that there are to choose from.
package final class SuiteSelection: Sendable {
  private let wanted: TagSelection
  private let filter: TestFilter
  private let knowsFilters: Bool
  private let known = Mutex<(tags: Set<String>, tests: Set<String>)>(([], []))

  /// Chooses by the variable `PERFORMANCE_TAGS`; without it every test is wanted that the process runs.
  ///
  /// `knowsFilters` says whether the arguments tell which tests are left out, as those of `swift test` do. An editor's
  /// runner may choose in a way of its own.
  package init(environment: [String: String], arguments: [String] = [], knowsFilters: Bool = true) {
    wanted = TagSelection(environment["PERFORMANCE_TAGS"] ?? "")
    filter = TestFilter(arguments: arguments)
    self.knowsFilters = knowsFilters || !filter.isEmpty
  }

  /// Hears of a test that could run, and says whether it is wanted.
  package func admits(_ tags: [String], test: String = "") -> Bool {
    known.withLock {
      $0.tags.formUnion(tags)
      $0.tests.insert(test)
    }
    return wanted.includes(tags)
  }

  /// Whether a run of the suite `root` is of a part: tests are left out by their tags, by a filter or by an editor.
  ///
  /// `tests` are those of the last whole run of the same sources. The `baseline` knows tests of other sources, which may be
  /// gone by now: it counts where nothing else tells what an editor leaves out.
  package func isPart(of root: String, tests: [String], baseline: [String] = []) -> Bool {
    if !wanted.isEverything { return true }
    if knowsFilters { return filter.leavesOut("\(root)/") || tests.contains(where: filter.leavesOut) }
    let planned = known.withLock(\.tests)
    return (tests + baseline).contains { $0.hasPrefix("\(root)/") && !planned.contains($0) }
  }

  /// What is wrong with the choice, once every test has been heard of; `nil` when nothing is.
  package var problem: String? {
    wanted.unknownTag(among: known.withLock(\.tags)).map { "PERFORMANCE_TAGS: \($0). Nothing was measured." }
  }

  /// What a report says of a run that was chosen in part; `nil` for one of everything.
  package var warning: String? { wanted.isEverything ? nil : "Chosen by PERFORMANCE_TAGS: \(wanted)." }

  /// Why a test is skipped.
  var reason: String { "not among PERFORMANCE_TAGS=\(wanted)" }
}
