// Where tests leave their metrics while they run in parallel.

import PerformanceMetrics
import Synchronization
import Testing

/// Gathers the metrics of a test run from parallel tests and their child tasks.
///
/// Inside a suite with the trait `.performance(…)`, tests record through the static functions:
///
/// ```swift
/// try PerformanceCollector.record(
///   Metric(id: "words.calls", unit: .calls, basis: .simulated, scenario: scenario, value: 2))
/// ```
///
/// A test that is repeated records anew: what its last attempt recorded counts.
public final class PerformanceCollector: Sendable {
  /// Something that was recorded, and by whom.
  private struct Recording<Value: Sendable>: Sendable {
    let value: Value
    let recorder: TestLog.Subject
    let line: SourceLocation

    var description: String {
      "\(recorder.test)\(recorder.arguments.map { " (\($0))" } ?? "") at \(line.fileName):\(line.line)"
    }
  }

  private struct State {
    var metrics: [String: Recording<Metric>] = [:]
    var series: [String: Recording<Series>] = [:]
    var places: [String: SourceLocation] = [:]
    var log = TestLog()
    var strays: [String] = []
    var remarks: [Recording<(warnings: [String], absent: [String])>] = []
    var requirements: [Requirement]
    var glossary: [String: String]
    var declarations: Set<ObjectIdentifier>

    /// Forgets what a call of a test has recorded.
    mutating func forget(_ recorder: TestLog.Subject) {
      metrics = metrics.filter { $0.value.recorder != recorder }
      series = series.filter { $0.value.recorder != recorder }
      remarks.removeAll { $0.recorder == recorder }
    }

    /// Sees that an id is free.
    ///
    /// A second recording by the same line of a test that a trait of its own may repeat is a new attempt: what the earlier
    /// one has recorded is forgotten.
    mutating func makeWay<Value>(
      for recording: Recording<Value>, _ id: String, among recordings: [String: Recording<Value>]
    ) throws(CollectorError) {
      guard let first = recordings[id] else { return }
      let isSameLine = first.recorder == recording.recorder && first.line == recording.line
      guard isSameLine, Test.current?.mayBeRepeatedInside == true else {
        throw CollectorError(
          reason: .duplicate(id: id, first: first.description, second: recording.description),
          sourceLocation: recording.line)
      }
      forget(recording.recorder)
    }
  }

  /// The collector of the suite that is running.
  @TaskLocal package static var current: PerformanceCollector?

  /// The collectors of all suites that are running in this process, for what comes from outside of every test.
  private static let running = Mutex<[PerformanceCollector]>([])

  /// What tells the trait of the suite from another one on a suite below.
  let declaration: ObjectIdentifier?
  /// The seed of the run.
  let seed: Seed
  private let state: Mutex<State>
  private let save: @Sendable (PerformanceCollector) -> Void

  /// Makes an empty collector of a suite.
  ///
  /// `places` are those of the tests that declare requirements of their own; `save` is called when a test begins.
  init(
    requirements: [Requirement] = [], places: [String: SourceLocation] = [:], glossary: [String: String] = [:],
    seed: Seed = Seed(1), declaration: ObjectIdentifier? = nil,
    save: @escaping @Sendable (PerformanceCollector) -> Void = { _ in }
  ) {
    self.declaration = declaration
    self.seed = seed
    self.save = save
    state = Mutex(
      State(
        places: places, requirements: requirements, glossary: glossary,
        declarations: Set([declaration].compactMap(\.self))))
  }

  /// Records metrics under the name of the current test.
  ///
  /// - Throws: ``CollectorError`` outside a collecting suite, for a metric that cannot be true, and when an id has been
  ///   recorded before.
  public static func record(_ metrics: Metric..., sourceLocation: SourceLocation = #_sourceLocation) throws {
    try record(metrics, sourceLocation: sourceLocation)
  }

  /// Records metrics under the name of the current test.
  ///
  /// - Throws: ``CollectorError`` outside a collecting suite, for a metric that cannot be true, and when an id has been
  ///   recorded before.
  public static func record(_ metrics: [Metric], sourceLocation: SourceLocation = #_sourceLocation) throws {
    let (collector, recorder) = try context(sourceLocation)
    for metric in metrics {
      if let problem = metric.problem {
        throw CollectorError(
          reason: .invalid(id: metric.id, field: problem.field, found: problem.found, expected: problem.expected),
          sourceLocation: sourceLocation)
      }
    }
    let named = metrics.map { $0.measured(by: recorder.test, tags: Test.current?.tagNames ?? []) }
    try collector.state.withLock { state in
      for metric in named {
        let recording = Recording(value: metric, recorder: recorder, line: sourceLocation)
        try state.makeWay(for: recording, metric.id, among: state.metrics)
        state.metrics[metric.id] = recording
      }
      if let test = Test.current { state.places[test.measuringName] = test.sourceLocation }
    }
  }

  /// Records a series for the charts.
  ///
  /// - Throws: ``CollectorError`` outside a collecting suite, or when its id has been recorded before.
  public static func record(_ series: Series, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let (collector, recorder) = try context(sourceLocation)
    try collector.state.withLock { state in
      let recording = Recording(value: series, recorder: recorder, line: sourceLocation)
      try state.makeWay(for: recording, series.id, among: state.series)
      state.series[series.id] = recording
    }
  }

  /// Keeps what a reader must know of a measurement, and the ids of metrics that could not be measured.
  static func remark(_ warnings: [String], absent: [String], sourceLocation: SourceLocation) throws {
    let (collector, recorder) = try context(sourceLocation)
    collector.state.withLock {
      $0.remarks.append(Recording(value: (warnings, absent), recorder: recorder, line: sourceLocation))
    }
  }

  /// The collector and the test that a recording belongs to.
  static func context(
    _ line: SourceLocation
  ) throws(CollectorError) -> (PerformanceCollector, TestLog.Subject) {
    guard let current, let test = Test.current else {
      let error = CollectorError(reason: .noCollector, sourceLocation: line)
      // Outside of every test nobody may ever see the error, and whoever is collecting has lost a metric.
      for collector in Test.current == nil ? running.withLock(\.self) : [] {
        collector.note(issue: "\(error)", of: TestLog.Subject(test: "a recording at \(line)", arguments: nil))
        collector.state.withLock { $0.strays.append("\(line): \(error)") }
      }
      throw error
    }
    return (current, TestLog.Subject(test: test.measuringName, arguments: Test.Case.current?.argumentText))
  }

  /// Does something while recordings that come from outside of every test are noted here.
  func whileRunning(_ work: @Sendable () async throws -> Void) async throws {
    Self.running.withLock { $0.append(self) }
    defer { Self.running.withLock { $0.removeAll { $0 === self } } }
    try await Self.$current.withValue(self) { try await work() }
  }

  /// What has been recorded, sorted by id.
  var collected: (metrics: [Metric], series: [Series]) {
    state.withLock { state in
      (
        state.metrics.values.map(\.value).sorted { $0.id < $1.id },
        state.series.values.map(\.value).sorted { $0.id < $1.id }
      )
    }
  }

  /// What a reader must know of the measurements, sorted; a sentence that concerns several stands there once.
  var warnings: [String] { Set(state.withLock { $0.remarks.flatMap(\.value.warnings) }).sorted() }

  /// The ids of the metrics that could not be measured.
  var absent: Set<String> { Set(state.withLock { $0.remarks.flatMap(\.value.absent) }) }

  /// What was recorded outside of every test, each in a sentence.
  var strays: [String] { state.withLock(\.strays) }

  /// What became of the tests so far.
  var outcomes: [TestOutcome] { state.withLock(\.log.outcomes) }

  /// Where the tests stand that recorded something, and the suites that declare requirements, by their names.
  var places: [String: SourceLocation] { state.withLock(\.places) }

  /// The requirements and the glossary of the suite and of those below it that declare some.
  var declared: (requirements: [Requirement], glossary: [String: String]) {
    state.withLock { ($0.requirements, $0.glossary) }
  }

  /// Whether a trait has declared its requirements here.
  func knows(_ trait: ObjectIdentifier) -> Bool { state.withLock { $0.declarations.contains(trait) } }

  /// Adds what a suite below declares, the first time that its trait is met; says whether it is the first time.
  func declare(
    _ requirements: [Requirement], _ glossary: [String: String], by trait: ObjectIdentifier, at place: SourceLocation
  ) -> Bool {
    state.withLock { state in
      guard state.declarations.insert(trait).inserted else { return false }
      for requirement in requirements { state.places[requirement.subject] = place }
      state.requirements += requirements
      state.glossary.merge(glossary) { first, _ in first }
      return true
    }
  }

  /// A call of a test begins: what an earlier attempt has recorded is forgotten.
  func began(_ subject: TestLog.Subject, isSuite: Bool) {
    state.withLock { state in
      state.log.began(subject, isSuite: isSuite)
      state.forget(subject)
    }
    if !isSuite, subject.arguments == nil { save(self) }
  }

  /// Whether a call has ended, so that it begins anew.
  func isEnded(_ subject: TestLog.Subject) -> Bool { state.withLock { $0.log.isEnded(subject) } }

  /// A call of a test ends.
  func ended(_ subject: TestLog.Subject) { state.withLock { $0.log.ended(subject) } }

  /// A call of a test has an issue that fails it.
  func note(issue: String, of subject: TestLog.Subject) { state.withLock { $0.log.issue(issue, of: subject) } }
}
