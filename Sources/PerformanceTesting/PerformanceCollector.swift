// Where tests leave their metrics while they run in parallel.

import PerformanceMetrics
import Synchronization
import Testing

/// Gathers the metrics of a test run from parallel tests and their child tasks.
///
/// Inside a suite with the trait `performanceReport`, tests record through the static functions:
///
/// ```swift
/// try PerformanceCollector.record(
///   Metric(id: "calls/finalize-10", unit: .calls, basis: .simulated, scenario: scenario, value: Int64(receipt.calls.count)))
/// ```
public final class PerformanceCollector: Sendable {
  private struct State {
    var metrics: [String: Metric] = [:]
    var series: [String: Series] = [:]
    var places: [String: SourceLocation] = [:]
  }

  /// The collector of the suite that is running.
  @TaskLocal static var current: PerformanceCollector?

  private let state = Mutex(State())

  /// Makes an empty collector.
  init() {}

  /// Records metrics under the name of the current test.
  ///
  /// - Throws: `CollectorError` outside a collecting suite, or when an id has been recorded before.
  public static func record(_ metrics: Metric...) throws {
    try record(metrics)
  }

  /// Records metrics under the name of the current test.
  ///
  /// - Throws: `CollectorError` outside a collecting suite, or when an id has been recorded before.
  public static func record(_ metrics: [Metric]) throws {
    guard let current else { throw CollectorError.noCollector }
    try current.add(metrics.map { $0.measured(by: Test.current?.measuringName, tags: Test.current?.tagNames ?? []) })
    if let test = Test.current { current.note(test) }
  }

  /// Records a series for the charts.
  ///
  /// - Throws: `CollectorError` outside a collecting suite, or when its id has been recorded before.
  public static func record(_ series: Series) throws {
    guard let current else { throw CollectorError.noCollector }
    try current.add(series)
  }

  /// What has been recorded, sorted by id.
  var collected: (metrics: [Metric], series: [Series]) {
    state.withLock { state in
      (state.metrics.values.sorted { $0.id < $1.id }, state.series.values.sorted { $0.id < $1.id })
    }
  }

  /// Where the tests stand that recorded something, by their names.
  var places: [String: SourceLocation] { state.withLock(\.places) }

  private func note(_ test: Test) {
    state.withLock { $0.places[test.measuringName] = test.sourceLocation }
  }

  func add(_ metrics: [Metric]) throws {
    try state.withLock { state in
      for metric in metrics {
        if let earlier = state.metrics[metric.id] {
          throw CollectorError.duplicate(id: metric.id, first: earlier.test, second: metric.test)
        }
        state.metrics[metric.id] = metric
      }
    }
  }

  func add(_ series: Series) throws {
    try state.withLock { state in
      if state.series[series.id] != nil {
        throw CollectorError.duplicate(id: series.id, first: nil, second: nil)
      }
      state.series[series.id] = series
    }
  }
}

/// Why a metric could not be recorded.
public enum CollectorError: Error, Sendable, Hashable, CustomStringConvertible {
  /// There is no collecting suite around the test, or the work was detached from it.
  case noCollector
  /// The id is taken.
  case duplicate(id: String, first: String?, second: String?)

  /// What was found and what to do.
  public var description: String {
    switch self {
    case .noCollector:
      """
      no collector: a metric was recorded outside a suite with the trait .performanceReport, or from a Task.detached, \
      which task-locals do not reach; record from the test or from its child tasks
      """
    case .duplicate(let id, let first, let second):
      """
      \(id) was recorded twice, by \(first ?? "an unknown test") and by \(second ?? "an unknown test"); give each \
      measurement an id of its own
      """
    }
  }
}
