// One measurement from its loop to its metrics.

import PerformanceMetrics
import PerformanceTesting
import SheetsSim
import Testing

/// What is measured, where, and what is recorded of it.
struct SheetsMeasurement: Sendable {
  /// What a measurement brings.
  struct Outcome: Sendable {
    let samples: [Sample]
    /// How many calls reached the backend meanwhile.
    let calls: Int
    /// The most write calls of an identity in any 60 s.
    let peakWrites: Int
  }

  private let name: String
  private let loop: MeasurementLoop
  private let sheets: SimulatedSheets
  private let test: MeasuredTest
  private let line: SourceLocation

  /// Sees that there is something to measure and somebody to record it, before any time passes.
  init(_ name: String, _ loop: MeasurementLoop, _ sheets: SimulatedSheets, _ line: SourceLocation) throws {
    if let problem = loop.problem { throw SheetsMeasurementError("\(name): \(problem)") }
    (self.name, self.loop, self.sheets, self.line) = (name, loop, sheets, line)
    test = try MeasuredTest.current(sourceLocation: line)
  }

  // MARK: In the time of the world

  /// Goes through the loop while the service runs, which is canceled at the end.
  func outcome(
    _ service: (@Sendable () async throws -> Void)?, _ operation: @escaping @Sendable (Int) async throws -> Void
  ) async throws -> Outcome {
    let before = sheets.backend.callLog.count
    let samples = try await withThrowingTaskGroup(of: [Sample]?.self) { group in
      if let service {
        group.addTask {
          try await run(service)
          return nil
        }
      }
      group.addTask { try await measured(operation) }
      // The service may end before the loop does, as one that was only to prepare something.
      while let ended = try await group.next() {
        guard let samples = ended else { continue }
        group.cancelAll()
        // What the service says of its cancellation is of no interest.
        while await group.nextResult() != nil {}
        return samples
      }
      return []
    }
    let log = sheets.backend.callLog
    let peak = log.callers.map { log.peakCalls(access: .write, identity: $0, from: before) }.max() ?? 0
    return Outcome(samples: samples, calls: log.count - before, peakWrites: peak)
  }

  private func run(_ service: @Sendable () async throws -> Void) async throws {
    do {
      try await service()
    } catch is CancellationError {
    } catch {
      throw SheetsMeasurementError(
        "\(name): what runs meanwhile threw at \(DurationWords.of(sheets.clock.now)): \(error); nothing was recorded")
    }
  }

  private func measured(_ operation: @escaping @Sendable (Int) async throws -> Void) async throws -> [Sample] {
    switch loop {
    case .closed(let times, let period, _):
      let starts = loop.starts(generator: sheets.simulation.generator)
      return try await all(starts.enumerated()) { worker, start in
        try await turns(times, period, from: start, after: worker * times, operation)
      }
    case .open(let arrivals, let duration):
      let times = arrivals.times(for: duration, generator: sheets.simulation.generator("arrivals of \(name)"))
      guard !times.isEmpty else {
        throw SheetsMeasurementError(
          "\(name): found no arrival in \(DurationWords.of(duration)), expected 1 or more; let them arrive for longer")
      }
      return try await all(times.enumerated()) { index, time in
        let arrival = try await sleep(for: time)
        return [try await perform(operation, index + 1, since: arrival)]
      }
    }
  }

  /// Does something for each of many at once.
  private func all(
    _ many: EnumeratedSequence<[Duration]>,
    _ work: @escaping @Sendable (Int, Duration) async throws -> [Sample]
  ) async throws -> [Sample] {
    try await withThrowingTaskGroup(of: [Sample].self) { group in
      for (index, time) in many { group.addTask { try await work(index, time) } }
      return try await group.reduce(into: []) { $0 += $1 }
    }
  }

  /// The operations of one worker, one after another.
  private func turns(
    _ times: Int, _ period: Duration, from start: Duration, after number: Int,
    _ operation: @Sendable (Int) async throws -> Void
  ) async throws -> [Sample] {
    var next = try await sleep(for: start)
    var samples: [Sample] = []
    for turn in 1...times {
      // Where the operation before took longer than the period, this one starts at once.
      next = max(next, sheets.clock.now)
      if next > sheets.clock.now { try await sheets.clock.sleep(until: next) }
      samples.append(try await perform(operation, number + turn, since: next))
      next = next.advanced(by: period)
    }
    return samples
  }

  private func sleep(for duration: Duration) async throws -> SimulatedClock.Instant {
    let time = sheets.clock.now.advanced(by: duration)
    if duration > .zero { try await sheets.clock.sleep(until: time) }
    return time
  }

  private func perform(
    _ operation: @Sendable (Int) async throws -> Void, _ number: Int, since start: SimulatedClock.Instant
  ) async throws -> Sample {
    do {
      try await sheets.simulation.named("\(name) \(number)") { try await operation(number) }
    } catch {
      throw SheetsMeasurementError(
        """
        \(name): operation \(number) threw at \(DurationWords.of(sheets.clock.now)): \(error); nothing was recorded; where an operation may \
        fail, catch the error in it
        """)
    }
    return try Sample(value: start.duration(to: sheets.clock.now).wholeNanoseconds)
  }

  // MARK: Outside

  /// Records what a measurement brought under the name of the test.
  func record(_ outcome: Outcome) throws {
    let scenario = Scenario(
      workload: "\(test.workload), \(loop.words)", conditions: sheets.conditions, seed: sheets.simulation.seed)
    let labels = test.labels.merging(loop.labels) { argument, _ in argument }
    func labeled(_ measure: String) -> [String: String] { labels.merging([MetricLabel.measure: measure]) { $1 } }
    let id = test.id(name)
    let (calls, operations) = (Int64(outcome.calls), Int64(outcome.samples.count))
    try PerformanceCollector.record(
      Metric.summary(
        id: id, of: outcome.samples, basis: .simulated, scenario: scenario, labels: labeled(name))
        + [
          Metric(
            id: "\(id).calls", unit: .calls, basis: .simulated, scenario: scenario,
            value: (2 * calls + operations) / (2 * operations), fraction: Fraction(calls, over: operations),
            labels: labeled("\(name)-calls")),
          Metric(
            id: "\(id).peak-writes-of-an-identity", unit: .calls, basis: .simulated, scenario: scenario,
            value: Int64(outcome.peakWrites), labels: labeled("\(name)-peak-writes-of-an-identity")),
        ], sourceLocation: line)
  }
}
