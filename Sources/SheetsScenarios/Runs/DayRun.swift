// A whole day: the log goes to a new workbook every hour, and the old one is checked and dropped.

import BatchedSheets
import HostMeasurement
import PerformanceMetrics
import SheetsAPI
import SheetsSim
import Synchronization

/// A day of the shop floor; only the sums of each hour are kept.
package struct DayRun {
  /// The work that was handed over in one hour.
  package struct Hour: Sendable {
    package let number: Int
    package var operations = 0
    package var failures = 0
    package var rowsAcknowledged = 0
    /// The rows in the hour's workbook when it was dropped.
    package var rowsInLog = 0
    /// p95 of finalizing 10 unions, in nanoseconds.
    package var p95: Int64 = 0
    /// The peak memory of the process up to the end of the hour, in bytes.
    package var peakMemory: Int64 = 0
    /// The memory in use when the hour's workbook had been dropped, in bytes; `nil` where the host does not say.
    package var liveMemory: Int64?
    fileprivate var latencies: [Int64] = []
    fileprivate var underWay = 0

    init(number: Int) {
      self.number = number
    }
  }

  package let hours: [Hour]
  /// Real time that the day took on this machine.
  package let wallNanoseconds: Int64

  /// The time from the end of an hour until its workbook is dropped; by then every call to it has been answered.
  private static let grace = Duration.seconds(300)

  /// Lets the workers work for some hours.
  ///
  /// `isDone` is called with each hour whose workbook has been dropped.
  ///
  /// - Throws: `SimulationError` when the run stalls or passes its horizon.
  package init(
    workers: Int, hours: Int, policy: Policy, seed: UInt64 = suiteSeed, isDone: @escaping @Sendable (Hour) -> Void
  ) throws {
    let floor = ShopFloor(workers: workers)
    let world = World(
      workers: workers, policy: policy, seed: seed, horizon: .seconds((hours + 1) * 3600), keepsCallLog: false)
    let ledger = Ledger()
    let measured = try HostStopwatch.measure {
      try world.simulation.run {
        try await world.service.whileRunning {
          try await withThrowingDiscardingTaskGroup { group in
            for worker in 0..<workers {
              group.addTask { try await Self.shift(of: worker, on: floor, in: world, hours: hours, ledger) }
            }
            group.addTask { try await Self.rotate(world, hours: hours, ledger, isDone) }
          }
        }
      }
    }
    self.hours = ledger.closed
    wallNanoseconds = measured.wallNanoseconds
  }

  private static func workbook(of hour: Int) -> SpreadsheetID {
    hour == 0 ? World.spreadsheetID : SpreadsheetID("shop-floor-workbook-of-hour-\(hour)")
  }

  /// Opens a workbook every hour; a while after, closes the one before.
  private static func rotate(
    _ world: World, hours: Int, _ ledger: Ledger, _ isDone: @Sendable (Hour) -> Void
  ) async throws {
    for hour in 0..<hours {
      let end = SimulatedClock.Instant(nanoseconds: 0).advanced(by: .seconds((hour + 1) * 3600))
      try await world.simulation.clock.sleep(until: end)
      if hour + 1 < hours {
        await world.move(to: workbook(of: hour + 1))
        ledger.open(hour + 1)
      }
      try await world.simulation.clock.sleep(for: grace)
      let id = workbook(of: hour)
      let rows = world.backend.dataRowCount(of: world.workbook.events.title, in: id)
      world.backend.removeSpreadsheet(id)
      isDone(ledger.close(rowsInLog: rows))
    }
  }

  private static func shift(
    of worker: Int, on floor: ShopFloor, in world: World, hours: Int, _ ledger: Ledger
  ) async throws {
    var steps = ShopFloorWorker(
      number: worker, on: floor, generator: world.simulation.generator("worker \(worker)"))
    let end = SimulatedClock.Instant(nanoseconds: 0).advanced(by: .seconds(hours * 3600))
    while true {
      let step = steps.next()
      try await world.simulation.clock.sleep(for: step.thinking)
      guard world.simulation.clock.now < end else { return }
      let work = world.workbook.work(step.task, worker: worker, step: step.number)
      let hour = ledger.begin()
      do {
        let receipt = try await world.perform(work)
        let latency = step.task == .finalize(unions: 10) ? receipt.latency.wholeNanoseconds : nil
        ledger.end(hour, rows: work.rows.count, latency: latency)
      } catch is ServiceError {
        ledger.fail(hour)
      }
    }
  }
}

extension DayRun {
  /// The hours under way, and those that are over.
  private final class Ledger: Sendable {
    private struct State {
      var open = [Hour(number: 0)]
      var closed: [Hour] = []
    }

    private let state = Mutex(State())

    var closed: [Hour] { state.withLock(\.closed) }

    func open(_ hour: Int) {
      state.withLock { $0.open.append(Hour(number: hour)) }
    }

    /// Notes that a task is handed over and returns the hour that it belongs to.
    func begin() -> Int {
      state.withLock { state in
        state.open[state.open.count - 1].underWay += 1
        return state.open[state.open.count - 1].number
      }
    }

    func end(_ hour: Int, rows: Int, latency: Int64?) {
      change(hour) { hour in
        hour.operations += 1
        hour.rowsAcknowledged += rows
        if let latency { hour.latencies.append(latency) }
      }
    }

    func fail(_ hour: Int) {
      change(hour) { $0.failures += 1 }
    }

    private func change(_ hour: Int, _ change: (inout Hour) -> Void) {
      state.withLock { state in
        guard let index = state.open.firstIndex(where: { $0.number == hour }) else {
          preconditionFailure("something of hour \(hour) ended after its workbook had been dropped")
        }
        state.open[index].underWay -= 1
        change(&state.open[index])
      }
    }

    /// Closes the oldest hour.
    func close(rowsInLog rows: Int) -> Hour {
      state.withLock { state in
        var hour = state.open.removeFirst()
        precondition(hour.underWay == 0, "\(hour.underWay) tasks of hour \(hour.number) are still under way")
        hour.rowsInLog = rows
        hour.latencies.sort()
        if !hour.latencies.isEmpty {
          hour.p95 = hour.latencies[NearestRank.rank(permille: 950, count: hour.latencies.count) - 1]
        }
        hour.latencies = []
        hour.peakMemory = HostStopwatch.peakMemoryBytes
        hour.liveMemory = HostMemory.liveBytes
        state.closed.append(hour)
        return hour
      }
    }
  }
}
