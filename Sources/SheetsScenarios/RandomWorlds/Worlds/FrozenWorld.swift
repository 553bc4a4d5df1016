// Worlds that once broke an invariant, kept as values: no later change of the drawing touches them.

import BatchedSheets
import SheetsAPI
import SheetsSim

/// A small world that breaks an invariant when its bug is in the service.
///
/// To add one, plant the bug, let the sweep shrink a world that finds it, write that world down here, and see it fail.
package struct FrozenWorld: Sendable {
  /// The bug that the world finds.
  package let bug: String
  package let world: RandomWorld

  /// The worlds that run before all seeds.
  package static let corpus: [FrozenWorld] = [
    FrozenWorld(
      "cells written before the rows were refused are forgotten when a later attempt fails", .twoCalls, seed: 1,
      [[write(101, rows: 1)], [write(502, cells: [(5, 2)], flaw: .rowTooLong)]]),
    FrozenWorld(
      "cells written before the rows were refused are forgotten when the deadline passes", .twoCalls, seed: 28,
      [
        [write(1001, after: 414, deadline: 33_752, cells: [(10, 1)], rows: 1)],
        [write(1101, rows: 1), write(1103, flaw: .rowTooLong)],
      ]
    ) { $0.configuration.writeBudget.perIdentity = 4 },
    FrozenWorld(
      "cells written before the rows were refused are forgotten when the service stops", .twoCalls, seed: 163,
      [
        [write(1001, rows: 1), write(101, after: 139, cells: [(1, 1)], rows: 1)],
        [write(1201, after: 109, flaw: .rowTooLong)],
      ]
    ) {
      $0.configuration.writeBudget.perIdentity = 3
      $0.end = .stop(at: .seconds(21))
    },
    FrozenWorld(
      "an operation that was not in the refused call gets the error meant for another", .twoCalls, seed: 200_008,
      [[write(1701, cells: [(0, 0)]), write(701, rows: 1)], [write(1901, after: 215, flaw: .noSuchSheet)]]),
    FrozenWorld(
      "operations beside a withdrawn one in a refused flush are lost", .oneCall, seed: 1,
      [
        [write(101, rows: 1)], [write(201, after: 10, flaw: .rowTooLong)],
        [write(301, after: 10, patience: 140, rows: 1)], [write(401, after: 10, rows: 1)],
      ]
    ) { $0.configuration.pacing = .unpaced },
    FrozenWorld(
      "an operation beside one whose cells are in doubt gets its error when the service stops", .twoCalls, seed: 1,
      [[write(101, rows: 1, flaw: .updatePastGrid)], [write(201, rows: 1)]]
    ) {
      $0.configuration.writeBudget.perIdentity = 2
      $0.faults = [.outage(from: .zero, until: .seconds(1))]
      $0.end = .stop(at: .seconds(30))
    },
    FrozenWorld(
      "an operation that is asked for at the moment of the cancellation never ends", .twoCalls, seed: 1,
      [[write(301, rows: 3), write(302, rows: 1)]]
    ) {
      $0.configuration.rowsPerChunk = 2
      $0.configuration.writeBudget.perIdentity = 1
      $0.end = .stop(at: .seconds(30))
    },
    FrozenWorld(
      "the removal of a guard that is gone is put back into every batch", .oneCall, seed: 1,
      [[write(101, rows: 1), write(102, after: 2_000, rows: 1)]]
    ) { $0.mishaps = [.guardsDeleted(at: .seconds(1))] },
    // The try at 330 s is unanswered and takes effect 60 s later; in between, the second operation comes.
    FrozenWorld(
      "the life of a guard counts from the first try of its batch, not from the last", .oneCall, seed: 139,
      [[write(101, rows: 1), write(102, rows: 1)]]
    ) {
      $0.configuration.retry.maximumAttempts = 100
      $0.faults = [
        .outage(from: .zero, until: .seconds(330)),
        .appliedLate(unavailable, perMillion: 500_000, methods: [.spreadsheetsBatchUpdate], delay: delay(60)),
      ]
    },
    FrozenWorld(
      "a guard is removed before the unanswered try of its batch can no longer take effect", .oneCall, seed: 157,
      [[write(101, rows: 1), write(102, after: 120_000, rows: 1)]]
    ) {
      $0.faults = [
        .appliedLate(unavailable, perMillion: 500_000, methods: [.spreadsheetsBatchUpdate], delay: delay(170))
      ]
    },
    FrozenWorld(
      "a batch refused for its guard counts as applied, though its sheet is gone", .oneCall, seed: 1,
      [[write(101, rows: 1)]]
    ) {
      $0.faults = [.outage(from: .zero, until: .milliseconds(500))]
      $0.mishaps = [.logDeleted(at: .milliseconds(300))]
    },
    FrozenWorld(
      "two services make the same guards", .oneCall, seed: 1, [[write(101, rows: 1)], [write(201, rows: 1)]]
    ) { $0.isShared = true },
    FrozenWorld(
      "appends of two identities overwrite each other", .twoCalls, seed: 1,
      [[write(101, rows: 1)], [write(201, after: 50, rows: 1)]]
    ) {
      $0.configuration.identities.append(Identity("robot-2"))
      $0.configuration.pacing = .unpaced
      $0.faults = [.appendsCollide(perMillion: 1_000_000)]
    },
  ]

  private static let unavailable = SheetsError.refused(.unavailable)

  private static func delay(_ seconds: Int) -> ClosedRange<Duration> { .seconds(seconds) ... .seconds(seconds) }

  /// A world with plain settings but for `change`; each worker has the steps of one array.
  private init(
    _ bug: String, _ mode: FlushMode, seed: UInt64, _ steps: [[RandomWorld.Step]],
    change: (inout RandomWorld) -> Void = { _ in }
  ) {
    self.bug = bug
    var world = RandomWorld(
      seed: seed,
      configuration: ServiceConfiguration(
        spreadsheetID: RandomWorld.spreadsheetIDs[0], log: RandomWorld.log, identities: [Identity("robot-1")],
        mode: mode),
      quota: QuotaLimits(), latency: .steady, faults: [], end: .whenDone,
      workers: steps.enumerated().map { RandomWorld.Worker(number: $0 + 1, steps: $1) })
    change(&world)
    self.world = world
  }

  /// A step that writes single cells and appends rows; times in milliseconds.
  private static func write(
    _ id: Int, after thinking: Int = 0, deadline: Int? = nil, patience: Int? = nil,
    cells: [(row: Int, column: Int)] = [], rows: Int = 0,
    padding: Int = 0, flaw: RandomWorld.Flaw? = nil
  ) -> RandomWorld.Step {
    let updates = cells.map { RandomWorld.CellRun(row: $0.row, column: $0.column, isWritten: [true]) }
    return RandomWorld.Step(
      id: id, thinking: .milliseconds(thinking), deadline: deadline.map { .milliseconds($0) },
      patience: patience.map { .milliseconds($0) },
      work: .write(RandomWorld.Write(updates: updates, rowCount: rows, padding: padding, flaw: flaw)))
  }
}
