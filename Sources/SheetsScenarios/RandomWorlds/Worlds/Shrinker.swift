// Makes a failing world small: what is left of it is what the failure needs.

import SheetsAPI
import SheetsSim

/// Greedy shrinking: the first simpler world that breaks the same invariant takes the place of the world.
package struct Shrinker {
  /// The most runs that are spent on one failure.
  static let mostRuns = 1500

  /// What stands between the service and the backend.
  package var transport: @Sendable (SimulatedBackend) -> any SheetsTransport

  /// A shrinker; `transport` is what the runs have between service and backend.
  package init(_ transport: @escaping @Sendable (SimulatedBackend) -> any SheetsTransport = { $0 }) {
    self.transport = transport
  }

  /// The smallest world found that breaks the invariant, with its run and what was found in it.
  ///
  /// - Parameter world: a world that breaks it.
  package func shrink(_ world: RandomWorld, breaking invariant: Invariant) -> (run: WorldRun, violation: Violation)? {
    guard var smallest = failure(of: world, invariant) else { return nil }
    var runs = 1
    var isShrinking = true
    while isShrinking {
      isShrinking = false
      for candidate in smallest.run.world.simpler {
        guard runs < Self.mostRuns else { return smallest }
        runs += 1
        guard let failure = failure(of: candidate, invariant) else { continue }
        smallest = failure
        isShrinking = true
        break
      }
    }
    return smallest
  }

  private func failure(of world: RandomWorld, _ invariant: Invariant) -> (run: WorldRun, violation: Violation)? {
    let run = WorldRun(world, transport: transport)
    return WorldJudge.violations(of: run).first { $0.invariant == invariant }.map { (run, $0) }
  }
}
