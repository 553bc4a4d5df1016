// Good operations beside invalid ones: what the service lets the invalid ones cost the others.

import BatchedSheets
import PerformanceMetrics
import SheetsSim

/// Poisson arrivals of good operations, and of some that the spreadsheet refuses.
package struct InvalidOperationsRun: Sendable {
  /// The latencies of the good operations in nanoseconds, by the minute in which they were handed over.
  private let minutes: [[Int64]]
  /// The good operations that ended in an error; each is one too many.
  package let goodFailures: Int
  /// The invalid operations, and how many of them were acknowledged, each of them one too many.
  package let invalid: (count: Int, acknowledged: Int)
  /// The mean time before the flush that carried a good operation left, in nanoseconds.
  package let meanWaiting: Int64
  /// The least of it with all arrivals known in advance, when each invalid operation has cost one call of the budget;
  /// `nil` when they alone use it up.
  package let meanBound: Int64?

  /// Lets operations arrive, on average one every so often, and carries all to their end.
  ///
  /// - Throws: `SimulationError` when the run stalls or passes its horizon.
  package init(
    goodEvery: Duration, invalidEvery: Duration?, duration: Duration, policy: Policy, seed: UInt64 = suiteSeed
  ) throws {
    let world = World(workers: Self.workers, policy: policy, seed: seed)
    let arrivals = Self.arrivals("good arrivals", every: goodEvery, until: duration, in: world).map { ($0, true) }
    let spoiling = invalidEvery.map { Self.arrivals("invalid arrivals", every: $0, until: duration, in: world) } ?? []
    let all = (arrivals + spoiling.map { ($0, false) }).enumerated().map { (number: $0, at: $1.0, isGood: $1.1) }
    let outcomes = try world.simulation.run {
      try await world.service.whileRunning {
        try await withThrowingTaskGroup(of: Outcome.self) { group in
          for one in all {
            group.addTask {
              try await world.simulation.clock.sleep(until: .init(nanoseconds: one.at), tolerance: nil)
              let operation = Self.operation(one.number, isGood: one.isGood, in: world)
              let receipt = try? await world.service.perform(operation)
              return Outcome(at: one.at, isGood: one.isGood, receipt: receipt)
            }
          }
          return try await group.reduce(into: []) { $0.append($1) }
        }
      }
    }
    let good = outcomes.filter(\.isGood)
    minutes = (0..<Int((duration.components.seconds + 59) / 60)).map { minute in
      good.filter { $0.at / 60_000_000_000 == Int64(minute) }.compactMap { $0.receipt?.latency.wholeNanoseconds }
    }
    goodFailures = good.count { $0.receipt == nil }
    invalid = (spoiling.count, outcomes.count { !$0.isGood && $0.receipt != nil })
    let receipts = good.compactMap(\.receipt)
    meanWaiting = receipts.reduce(0) { $0 + $1.waitingForLastFlush } / Int64(max(1, receipts.count))
    let moments = good.map(\.at).sorted()
    let length = (moments.last ?? 0) - (moments.first ?? 0)
    let flushes = OfflineOptimum.mostFlushes(over: length, policy: policy) - spoiling.count
    meanBound =
      flushes >= 1
      ? OfflineOptimum(arrivals: moments, flushes: flushes).totalWaiting / Int64(max(1, moments.count)) : nil
  }

  /// A percentile of the good operations, in nanoseconds; `nil` without any.
  package func percentile(permille: Int) -> Int64? { Self.percentile(permille, of: minutes.flatMap(\.self)) }

  /// A percentile of the good operations of each minute.
  package func percentileByMinute(permille: Int) -> [Int64?] { minutes.map { Self.percentile(permille, of: $0) } }

  private struct Outcome {
    let at: Int64
    let isGood: Bool
    let receipt: Receipt?
  }

  private static let workers = 50

  private static func percentile(_ permille: Int, of values: [Int64]) -> Int64? {
    values.isEmpty ? nil : values.sorted()[NearestRank.rank(permille: permille, count: values.count) - 1]
  }

  private static func arrivals(_ name: String, every gap: Duration, until end: Duration, in world: World) -> [Int64] {
    var process = PoissonArrivals(meanGap: gap, generator: world.simulation.generator(name))
    var moments: [Int64] = []
    while case let next = process.next(), next < end { moments.append(next.wholeNanoseconds) }
    return moments
  }

  /// A finalize of 10 unions; an invalid one also writes below the last row of a sheet.
  private static func operation(_ number: Int, isGood: Bool, in world: World) -> SheetOperation {
    let operation = SheetOperation(
      world.workbook.work(.finalize(unions: 10), worker: number % workers, step: number / workers))
    guard !isGood else { return operation }
    let spools = world.workbook.spools
    let beyond = CellUpdate(
      sheet: SheetReference(spools), row: spools.rowCount + 100, column: 0, values: [.string("beyond")])
    return SheetOperation(updates: operation.updates + [beyond], rows: operation.rows)
  }
}

extension Receipt {
  /// The time before the last call left, in nanoseconds.
  fileprivate var waitingForLastFlush: Int64 {
    latency.wholeNanoseconds - (spans.last { $0.duration > .zero }?.duration.wholeNanoseconds ?? 0)
  }
}
