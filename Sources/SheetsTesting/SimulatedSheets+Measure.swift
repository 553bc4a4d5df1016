// The operations of a service, measured in a loop.

import SheetsAPI
import SheetsSim
import Testing

extension SimulatedSheets {
  /// Measures an operation that is done again and again: a closed loop, in which the next waits for the one before.
  ///
  /// ```swift
  /// try sheets.measure("invoice", times: 20, every: .seconds(2), workers: 30) { number in
  ///   try await log.append(number)
  /// }
  /// ```
  ///
  /// It records the latency as `invoice.p50`, `invoice.p95`, `invoice.p99` and `invoice.mean`, the calls of an operation
  /// as `invoice.calls`, and the most write calls of an identity in any 60 s as `invoice.peak-writes-of-an-identity`. In
  /// a case of a parameterized test the ids say its arguments, as `invoice/workers-30.p95`, and the labels hold them.
  ///
  /// The latency counts from the start of the operation: a slow answer delays those after it and hides what they would
  /// have waited. `measure(_:arrivals:for:running:sourceLocation:operation:)` does not wait.
  ///
  /// - Parameters:
  ///   - name: what is measured, as a part of the ids.
  ///   - times: how often each worker does it.
  ///   - period: the time from one start to the next, which comes at once where an operation took longer; by default the
  ///     next starts when the one before has ended.
  ///   - workers: how many do it at once, which is a label when it is given; several start at seeded moments of the first
  ///     period.
  ///   - service: what runs meanwhile, such as the loop of a service, and is canceled at the end.
  ///   - sourceLocation: the line that measures.
  ///   - operation: the operation; it is handed a number from 1 on, which no other has.
  /// - Throws: ``SheetsMeasurementError`` when an operation or the service throws, or the loop makes none; the errors of
  ///   ``run(horizon:_:)``; `CollectorError` outside a suite with `.performance(…)`.
  public func measure(
    _ name: String, times: Int, every period: Duration = .zero, workers: Int? = nil,
    running service: (@Sendable () async throws -> Void)? = nil, sourceLocation: SourceLocation = #_sourceLocation,
    operation: @escaping @Sendable (_ number: Int) async throws -> Void
  ) throws {
    try measured(
      name, .closed(times: times, period: period, workers: workers), service, sourceLocation, operation)
  }

  /// Measures an operation as in the form that does not await, inside ``run(horizon:_:)`` at that moment of its time.
  ///
  /// ```swift
  /// try await sheets.measure("late-invoice", times: 20) { number in try await log.append(number) }
  /// ```
  ///
  /// - Throws: As the form that does not await.
  public nonisolated(nonsending) func measure(
    _ name: String, times: Int, every period: Duration = .zero, workers: Int? = nil,
    running service: (@Sendable () async throws -> Void)? = nil, sourceLocation: SourceLocation = #_sourceLocation,
    operation: @escaping @Sendable (_ number: Int) async throws -> Void
  ) async throws {
    try await measuredInside(
      name, .closed(times: times, period: period, workers: workers), service, sourceLocation, operation)
  }

  /// Measures an operation that arrives whether or not the one before has ended: an open loop, as customers make it.
  ///
  /// ```swift
  /// try sheets.measure("invoice", arrivals: .poisson(perMinute: 30), for: .seconds(600)) { number in
  ///   try await log.append(number)
  /// }
  /// ```
  ///
  /// The latency counts from the arrival. It records the same metrics as the closed loop.
  ///
  /// - Parameters:
  ///   - name: what is measured, as a part of the ids.
  ///   - arrivals: when operations arrive.
  ///   - duration: how long they arrive; those under way at the end are waited for.
  ///   - service: what runs meanwhile, such as the loop of a service, and is canceled at the end.
  ///   - sourceLocation: the line that measures.
  ///   - operation: the operation; it is handed a number from 1 on, which no other has.
  /// - Throws: ``SheetsMeasurementError`` when an operation or the service throws, or none arrives; the errors of
  ///   ``run(horizon:_:)``; `CollectorError` outside a suite with `.performance(…)`.
  public func measure(
    _ name: String, arrivals: Arrivals, for duration: Duration,
    running service: (@Sendable () async throws -> Void)? = nil, sourceLocation: SourceLocation = #_sourceLocation,
    operation: @escaping @Sendable (_ number: Int) async throws -> Void
  ) throws {
    try measured(name, .open(arrivals, duration: duration), service, sourceLocation, operation)
  }

  /// Measures an operation as in the form that does not await, inside ``run(horizon:_:)`` at that moment of its time.
  ///
  /// ```swift
  /// try await sheets.measure("invoice", arrivals: .every(.seconds(2)), for: .seconds(60)) { number in
  ///   try await log.append(number)
  /// }
  /// ```
  ///
  /// - Throws: As the form that does not await.
  public nonisolated(nonsending) func measure(
    _ name: String, arrivals: Arrivals, for duration: Duration,
    running service: (@Sendable () async throws -> Void)? = nil, sourceLocation: SourceLocation = #_sourceLocation,
    operation: @escaping @Sendable (_ number: Int) async throws -> Void
  ) async throws {
    try await measuredInside(name, .open(arrivals, duration: duration), service, sourceLocation, operation)
  }

  private func measured(
    _ name: String, _ loop: MeasurementLoop, _ service: (@Sendable () async throws -> Void)?, _ line: SourceLocation,
    _ operation: @escaping @Sendable (Int) async throws -> Void
  ) throws {
    let measurement = try SheetsMeasurement(name, loop, self, line)
    let outcome = try run(horizon: loop.horizon) { try await measurement.outcome(service, operation) }
    try measurement.record(outcome)
  }

  private nonisolated(nonsending) func measuredInside(
    _ name: String, _ loop: MeasurementLoop, _ service: (@Sendable () async throws -> Void)?, _ line: SourceLocation,
    _ operation: @escaping @Sendable (Int) async throws -> Void
  ) async throws {
    guard simulation.isRunningHere else { return try measured(name, loop, service, line, operation) }
    let measurement = try SheetsMeasurement(name, loop, self, line)
    try measurement.record(try await measurement.outcome(service, operation))
  }
}
