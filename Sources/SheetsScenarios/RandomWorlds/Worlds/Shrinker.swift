// Shrinks a failing world to what the failure needs.

import SheetsAPI
import SheetsSim

/// Greedy shrinking: the first simpler world that breaks the same invariant replaces the world.
package struct Shrinker {
  /// The most runs for shrinking one failure.
  static let mostRuns = 1500

  /// The transport between the service and the backend.
  package var transport: @Sendable (SimulatedBackend) -> any SheetsTransport

  /// Makes a shrinker whose runs have a transport between service and backend.
  package init(_ transport: @escaping @Sendable (SimulatedBackend) -> any SheetsTransport = { $0 }) {
    self.transport = transport
  }

  /// The smallest world found that breaks the invariant, with its run and what was found in it.
  ///
  /// `world` breaks the invariant.
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
