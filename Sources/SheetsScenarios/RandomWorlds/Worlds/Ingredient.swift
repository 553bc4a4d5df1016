// Swarm testing: each seed leaves out a random half of what a world may have, so that the rest meets more often.

import SheetsSim

/// A kind of fault or a feature that a world has only if its seed lets it in.
///
/// Source: Alex Groce and others, "Swarm testing", ISSTA 2012: with everything in every test, some things suppress others.
enum Ingredient: CaseIterable {
  // Faults.
  case errors, outage, answersLost, appliedLate, slowdown, quotaChanged, appendsCollide
  // Mishaps.
  case guardsDeleted, logDeleted, accessLost
  // The services.
  case stranger, move, restart, sharing, drain, stop, otherPacing, shortQueue, tightBudget, smallCalls, fewTries
  // The backend.
  case tightQuota, otherLatency
  // The work.
  case crowd, flaws, deadlines, withdrawals

  /// The ingredients that a seed lets in.
  static func drawn(seed: UInt64) -> [Ingredient] {
    var chance = SplitMix64(seed: seed, substream: "world.swarm")
    return allCases.filter { _ in chance.chance(perMillion: 500_000) }
  }
}
