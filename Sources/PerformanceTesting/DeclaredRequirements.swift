// What single tests require of themselves: heard of when they are planned, so that a test which never runs is held to it.

import PerformanceMetrics
import Synchronization
import Testing

/// The requirements among the traits of planned tests and suites.
package final class DeclaredRequirements: Sendable {
  private let planned = Mutex<[String: (requirements: [Requirement], place: SourceLocation)]>([:])

  /// Hears of a test or a suite that is planned.
  func plan(_ test: Test) {
    let requirements = test.traits.compactMap { $0 as? Requirement }
    guard !requirements.isEmpty else { return }
    planned.withLock { $0[test.measuringName] = (requirements, test.sourceLocation) }
  }

  /// All of them, in the order of the tests' names.
  var requirements: [Requirement] {
    planned.withLock { $0.sorted { $0.key < $1.key }.flatMap(\.value.requirements) }
  }

  /// Where each is declared, by its name.
  var places: [String: SourceLocation] {
    Dictionary(declarations.map { ($0.subject, $0.place) }, uniquingKeysWith: { first, _ in first })
  }

  /// The test or the suite that declares each, by its name.
  var tests: [String: String] {
    Dictionary(declarations.map { ($0.subject, $0.test) }, uniquingKeysWith: { first, _ in first })
  }

  private var declarations: [(subject: String, test: String, place: SourceLocation)] {
    planned.withLock { planned in
      planned.sorted { $0.key < $1.key }.flatMap { test, declared in
        declared.requirements.map { ($0.subject, test, declared.place) }
      }
    }
  }
}
