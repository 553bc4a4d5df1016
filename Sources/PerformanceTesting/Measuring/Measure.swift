// `measure`: what a piece of code costs this machine.

import AllocationCounting
import Foundation
import HostMeasurement
import PerformanceMetrics
import Testing

/// Measures what a call of `work` costs this machine, and records it under the name of the current test.
///
/// ```swift
/// @Test func `a report is parsed cheaply`() throws {
///   try measure("report-parsing") { try Report(Self.sample) }
/// }
/// ```
///
/// After a few calls to warm up, `work` is called until 0.5 s have passed or 1,000 rounds are measured, and at least 10;
/// what lies outside of the closure is not measured, and its result is not optimized away. The metrics are
/// `NAME.allocations`, `NAME.allocated-bytes`, `NAME.held-bytes` (what a call leaves behind when its result is gone),
/// `NAME.peak-bytes` (the most that it held at a time), `NAME.processor-time.p50` and `NAME.wall-time.p50`; in a case of a
/// parameterized test, its arguments follow the name. Counts are those of the calling thread, so other tests may run
/// beside it; work on other threads is not in them. Where allocations cannot be counted they are absent, and the report
/// says why.
///
/// The metrics have the basis `host`: `performance compare-builds` judges them against another commit, on one machine.
///
/// - Parameters:
///   - name: what is measured, in kebab case; the metrics' ids begin with it.
///   - times: a fixed number of calls to measure, 1 or more; `nil` lets time decide.
///   - tolerance: how much more a call may allocate than at another commit; by default 0 allocations and 20 % of the bytes.
///   - labels: what the metrics are about, beside the test's arguments.
///   - sourceLocation: the line that an issue is shown at.
///   - work: what is measured.
/// - Throws: ``CollectorError`` outside of a suite with the trait `performance`, and what `work` throws.
public func measure<Result>(
  _ name: String, times: Int? = nil, tolerance: Tolerance? = nil, labels: [String: String] = [:],
  sourceLocation: SourceLocation = #_sourceLocation, _ work: () throws -> Result
) throws {
  let measurement = try CostMeasurement(name, times, tolerance, labels, sourceLocation)
  var recorder = CostRecorder(measurement.plan)
  for _ in 0..<MeasuringPlan.warmUpCalls {
    recorder.begin()
    blackHole(try work())
    recorder.endWarmUp()
  }
  while recorder.isUnfinished {
    recorder.begin()
    for _ in 0..<recorder.callsPerRound { blackHole(try work()) }
    recorder.end()
  }
  try measurement.record(recorder)
  guard let file = measurement.stackFile else { return }
  var buffer = AllocationStackBuffer()
  buffer.begin()
  defer { buffer.end() }
  blackHole(try work())
  buffer.end()
  try measurement.add(buffer.stacks, to: file)
}

/// Measures what a call of async `work` costs this machine, and records it under the name of the current test.
///
/// ```swift
/// @Test func `a report is loaded cheaply`() async throws {
///   let store = ReportStore()
///   try await measure("report-loading") { try await store.load() }
/// }
/// ```
///
/// The work runs on one thread of its own: its child tasks and the actors that it calls do too. Work that leaves the
/// thread, for the main actor, a `Task { }` or a sleep, has no allocations, bytes or processor time, and the report says
/// so; its wall time is known. Apart from this it is the measurement of synchronous work.
///
/// - Throws: ``CollectorError`` outside of a suite with the trait `performance`, and what `work` throws.
public func measure<Result>(
  _ name: String, times: Int? = nil, tolerance: Tolerance? = nil, labels: [String: String] = [:],
  sourceLocation: SourceLocation = #_sourceLocation, _ work: @escaping @Sendable () async throws -> Result
) async throws {
  let measurement = try CostMeasurement(name, times, tolerance, labels, sourceLocation)
  let executor = MeasuringExecutor()
  let task = Task(executorPreference: executor) {
    defer { executor.finish() }
    var recorder = CostRecorder(measurement.plan)
    for _ in 0..<MeasuringPlan.warmUpCalls {
      recorder.begin()
      blackHole(try await work())
      recorder.endWarmUp()
    }
    while recorder.isUnfinished {
      recorder.begin()
      for _ in 0..<recorder.callsPerRound { blackHole(try await work()) }
      recorder.end()
    }
    if let file = measurement.stackFile {
      var buffer = AllocationStackBuffer()
      buffer.begin()
      defer { buffer.end() }
      blackHole(try await work())
      buffer.end()
      try measurement.add(buffer.stacks, to: file)
    }
    return recorder
  }
  executor.start()
  let recorder = try await withTaskCancellationHandler {
    try await task.value
  } onCancel: {
    task.cancel()
  }
  try measurement.record(recorder, leftTheThread: executor.hasForeignWork)
}

/// What both forms of `measure` begin and end with.
private struct CostMeasurement: Sendable {
  let plan: MeasuringPlan
  private let name: String
  private let test: MeasuredTest
  private let tolerance: Tolerance?
  private let labels: [String: String]
  private let sourceLocation: SourceLocation

  init(
    _ name: String, _ times: Int?, _ tolerance: Tolerance?, _ labels: [String: String],
    _ sourceLocation: SourceLocation
  ) throws {
    if let times, times < 1 { throw MeasuringError.noCalls(name: name, times: times) }
    plan = try MeasuringPlan(times: times, environment: ProcessInfo.processInfo.environment)
    // First, so that nothing is measured for nothing.
    test = try MeasuredTest.current(sourceLocation: sourceLocation)
    (self.name, self.tolerance, self.labels, self.sourceLocation) = (name, tolerance, labels, sourceLocation)
  }

  /// The file that the stacks of allocations are added to; `nil` as a rule.
  var stackFile: String? {
    ProcessInfo.processInfo.environment[AllocationStacks.variable].flatMap { $0.isEmpty ? nil : $0 }
  }

  func add(_ stacks: UnsafeBufferPointer<AllocationStack>, to file: String) throws {
    try AllocationStacks(id: test.id(name), stacks).add(to: file)
  }

  func record(_ recorder: CostRecorder, leftTheThread: Bool = false) throws {
    let uncounted = allocation_counting_obstacle().map { MeasuredCosts.Obstacle.uncounted(String(cString: $0)) }
    let costs = MeasuredCosts(
      name: name, rounds: recorder.rounds, callsPerRound: recorder.callsPerRound,
      obstacles: [uncounted, leftTheThread ? .leftTheThread : nil].compactMap(\.self))
    let scenario = Scenario(
      workload: test.workload, conditions: "\(BuildConfiguration.current.rawValue) build", seed: test.seed)
    let id = test.id(name)
    try PerformanceCollector.record(
      costs.metrics(id: id, scenario: scenario, labels: test.labels.merging(labels) { $1 }, tolerance: tolerance),
      sourceLocation: sourceLocation)
    try PerformanceCollector.remark(
      costs.warnings, absent: costs.absent.map { "\(id).\($0.rawValue)" }, sourceLocation: sourceLocation)
  }
}
