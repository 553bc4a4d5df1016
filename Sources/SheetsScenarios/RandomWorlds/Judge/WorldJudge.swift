// Finds the invariants that a run broke.

import BatchedSheets
import SheetsAPI
import SheetsSim

private final class Findings {
  var all: [Violation] = []
}

/// Checks a run against every invariant.
package struct WorldJudge {
  package let run: WorldRun
  /// A class, so that a finding may be worded from the judge that notes it.
  private let findings = Findings()

  package var world: RandomWorld { run.world }

  /// The invariants that the run broke, each with what was found; none when all hold.
  package static func violations(of run: WorldRun) -> [Violation] {
    let judge = WorldJudge(run: run)
    judge.checkEnd()
    // The contents of the sheet are not final while somebody still waits.
    if judge.findings.all.isEmpty {
      for destination in RandomWorld.spreadsheetIDs.indices {
        let model = SheetModel(run, destination: destination)
        judge.checkRows(model)
        judge.checkOrder(model)
        judge.checkCells(model)
        judge.checkReads(model)
      }
      judge.checkOutcomes()
      judge.checkReceipts()
      judge.checkGuards()
    }
    judge.checkCalls()
    return judge.findings.all
  }

  private init(run: WorldRun) {
    self.run = run
  }

  package func expect(_ holds: Bool, _ invariant: Invariant, _ finding: @autoclosure () -> String) {
    if !holds { findings.all.append(Violation(invariant: invariant, finding: finding())) }
  }

  private func checkEnd() {
    if let stall = run.stall { expect(false, .noStall, stall) }
    for record in run.records {
      switch record.ending {
      case .acknowledged, .read, .failed, .withdrawn, .invalid: break
      case .broke(let error): expect(false, .noStall, "step \(record.id) ended with \(error)")
      case nil: expect(false, .noStall, "step \(record.id) has no outcome")
      }
    }
  }

  /// A service that was not hindered removes its guards before it ends.
  private func checkGuards() {
    guard isFair, world.logDeletedAt == nil else { return }
    let left = run.contents.map(\.guards)
    expect(left.allSatisfy { $0 == 0 }, .guardsRemoved, "guards left in the spreadsheets: \(left)")
  }

  /// Whether nothing hindered the services: no fault, no quota below its budget, no early end.
  var isFair: Bool {
    world.faults.isEmpty && run.callLog.callCount(outcome: .refused(code: 429)) == 0 && world.end == .whenDone
      && world.restart?.drains ?? true && world.mishaps.allSatisfy(isHarmless)
  }

  /// Whether the services outlive it: they forget guards that are gone, and leave the work to identities with access.
  private func isHarmless(_ mishap: RandomWorld.Mishap) -> Bool {
    switch mishap {
    case .guardsDeleted: true
    case .logDeleted: false
    case .accessLost: world.configuration.identities.count > 1
    }
  }
}
