// Says which invariants a run broke.

import BatchedSheets
import SheetsAPI
import SheetsSim

private final class Findings {
  var all: [Violation] = []
}

/// Looks at a run from every side.
struct WorldJudge {
  let run: WorldRun
  let model: SheetModel
  /// A class, so that a finding may be worded from the judge that notes it.
  private let findings = Findings()

  var world: RandomWorld { run.world }

  /// The invariants that the run broke, each with what was found; none when all hold.
  static func violations(of run: WorldRun) -> [Violation] {
    let judge = WorldJudge(run: run, model: SheetModel(run))
    judge.checkEnd()
    // What stands in the sheet when somebody still waits is nobody's promise yet.
    if judge.findings.all.isEmpty {
      judge.checkRows()
      judge.checkOrder()
      judge.checkCells()
      judge.checkReads()
      judge.checkOutcomes()
      judge.checkReceipts()
    }
    judge.checkCalls()
    return judge.findings.all
  }

  private init(run: WorldRun, model: SheetModel) {
    self.run = run
    self.model = model
  }

  func expect(_ holds: Bool, _ invariant: Invariant, _ finding: @autoclosure () -> String) {
    if !holds { findings.all.append(Violation(invariant: invariant, finding: finding())) }
  }

  private func checkEnd() {
    if let stall = run.stall { expect(false, .noStall, stall) }
    for record in run.records {
      switch record.ending {
      case .acknowledged, .read, .failed: break
      case .broke(let error): expect(false, .noStall, "step \(record.id) ended with \(error)")
      case nil: expect(false, .noStall, "step \(record.id) has no outcome")
      }
    }
  }

  /// Whether nothing stood in the way of the service: no fault, no quota below its budget, no early end.
  var isFair: Bool {
    world.faults.isEmpty && run.callLog.callCount(outcome: .refused(code: 429)) == 0 && world.end == .whenDone
  }
}
