// One run in the history: what was measured at one commit, on one line.

import Foundation
import TextFormats

/// What one run measured in virtual time, as one line of `Baselines/history.ndjson`.
///
/// A line is a JSON object without line breaks; a metric is `[value, scenario]`, in which the second number tells
/// scenarios apart (``Metric/scenarioNumber``). A mean or a ratio is `[value, scenario, numerator, denominator]`. What calls
/// cost the machine stands apart, with the machine (``HostCosts``); it adds no line by itself.
package struct HistoryEntry: Sendable, Hashable {
  /// A measured number and what it was measured with.
  package struct Measured: Sendable, Hashable {
    /// The metric's value, in its unit.
    package let value: Int64
    /// The number as it was counted, where it is a mean or a ratio.
    package let fraction: Fraction?
    /// Equal for numbers that may be compared.
    package let scenario: Int64

    /// Whether it is the same number of the same scenario: exactly, where both are known so.
    func isSame(as other: Measured) -> Bool {
      guard scenario == other.scenario, value == other.value else { return false }
      guard let fraction, let others = other.fraction else { return true }
      return fraction.compared(with: others) == 0
    }
  }

  /// The version of the format that this package writes and reads.
  package static let schema: Int64 = 1

  /// The commit that was measured.
  package let commit: String
  /// When the run ended: ISO 8601 in UTC.
  package let when: String
  /// The measured numbers by the ids of their metrics.
  package let metrics: [String: Measured]
  /// What calls cost the machine; `nil` where none was measured.
  package let host: HostCosts?

  /// Takes from a report what the history keeps.
  ///
  /// - Throws: ``HistoryError`` for a run without a commit, with uncommitted changes or without simulated metrics.
  package init(_ report: PerformanceReport) throws(HistoryError) {
    guard let commit = report.run.commit else { throw .noCommit }
    guard report.run.uncommittedChanges != true else { throw .uncommittedChanges(commit: commit) }
    guard report.run.tests != nil, report.run.failedTests.isEmpty else { throw .failedTests(report.run.failedTests) }
    let simulated = report.metrics(.simulated)
    guard !simulated.isEmpty else { throw .nothingMeasured }
    self.commit = commit
    when = report.run.when
    metrics = Dictionary(
      uniqueKeysWithValues: simulated.map { ($0.id, Measured($0)) })
    host = HostCosts(report)
  }

  /// Reads the entry that a line holds; `nil` if it holds none.
  ///
  /// What a newer version adds to a line stays in the file, which is only ever appended to.
  init?(_ document: JSONDocument) {
    let root = document.root
    guard root["schema"]?.wholeNumber == Self.schema, let commit = root["commit"]?.string,
      let when = root["when"]?.string, let members = root["metrics"]?.object?.members
    else { return nil }
    guard let metrics = Measured.all(members, at: [.name("metrics")], in: document) else { return nil }
    if let host = root["host"] {
      guard let costs = HostCosts(host, in: document) else { return nil }
      self.host = costs
    } else {
      host = nil
    }
    self.commit = commit
    self.when = when
    self.metrics = metrics
  }

  /// Whether another run measured the same metrics with the same numbers.
  package func hasNumbers(of other: HistoryEntry) -> Bool {
    metrics.count == other.metrics.count
      && metrics.allSatisfy { id, number in other.metrics[id].map(number.isSame) == true }
  }

  /// Whether a line that was cut short can be the beginning of an entry.
  static func canBegin(with line: Data) -> Bool {
    let beginning = Data(#"{"commit":""#.utf8)
    return line.starts(with: beginning) || beginning.starts(with: line)
  }

  /// The entry as JSON on one line, which ends with a line break.
  ///
  /// - Throws: `EncodingError`, which no entry causes.
  package func line() throws -> Data {
    struct Line: Encodable {
      let schema: Int64
      let commit: String
      let when: String
      let metrics: [String: [Int64]]
      let host: HostCosts?
    }
    let line = Line(
      schema: Self.schema, commit: commit, when: when,
      metrics: metrics.mapValues(\.numbers), host: host)
    return try StableJSON.line(line)
  }
}

extension HistoryEntry.Measured {
  /// The number of a metric.
  init(_ metric: Metric) {
    self.init(value: metric.value, fraction: metric.counted, scenario: metric.scenarioNumber)
  }

  /// The number as a line holds it.
  var numbers: [Int64] { [value, scenario] + (fraction.map { [$0.numerator, $0.denominator] } ?? []) }

  /// The numbers that members of an object hold, which is found at a path in a line; `nil` if one holds none.
  static func all(_ members: [JSONObject.Member], at place: [JSONKey], in document: JSONDocument) -> [String: Self]? {
    // A number past 2^53 is exact in the text alone.
    func number(_ value: JSON, of name: String, at index: Int) -> Int64? {
      if let number = value.wholeNumber { return number }
      return document.found(at: place + [.name(name), .index(index)]).flatMap { Int64($0) }
    }
    var metrics: [String: Self] = [:]
    metrics.reserveCapacity(members.count)
    for member in members {
      guard let numbers = member.value.array, numbers.count == 2 || numbers.count == 4,
        let value = number(numbers[0], of: member.name, at: 0), value >= 0,
        let scenario = number(numbers[1], of: member.name, at: 1)
      else { return nil }
      var fraction: Fraction?
      if numbers.count == 4 {
        guard let numerator = number(numbers[2], of: member.name, at: 2), numerator >= 0,
          let denominator = number(numbers[3], of: member.name, at: 3), denominator >= 1
        else { return nil }
        fraction = Fraction(numerator, over: denominator)
      }
      metrics[member.name] = Self(value: value, fraction: fraction, scenario: scenario)
    }
    return metrics
  }
}

extension Metric {
  /// A number that is the same for metrics that may be compared, and as good as never for others.
  ///
  /// The hash of unit, direction, workload, conditions and seed.
  package var scenarioNumber: Int64 {
    let text = [unit.rawValue, better.rawValue, scenario.workload, scenario.conditions, "\(scenario.seed)"]
      .joined(separator: "\n")
    return Int64(FNV1a.hash32(text))
  }
}

/// Why a run does not belong into the history.
package enum HistoryError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The run does not know its commit.
  case noCommit
  /// The commit does not name the code that was measured.
  case uncommittedChanges(commit: String)
  /// Tests of the run failed, or it does not say what became of them.
  case failedTests([TestOutcome])
  /// There is nothing to keep.
  case nothingMeasured

  /// What was found, what was expected and what to do.
  package var description: String {
    switch self {
    case .noCommit: "found a run without a commit, expected one; run the suites in a git repository"
    case .uncommittedChanges(let commit):
      "found a run of \(commit.prefix(12)) with uncommitted changes, expected the code of a commit; commit, then run again"
    case .failedTests(let tests):
      "found a run \(tests.isEmpty ? "that does not say what became of its tests" : "with failed tests (\(tests.map(\.sentence).joined(separator: "; ")))"), "
        + "expected one whose tests all passed; repair them, then run again"
    case .nothingMeasured:
      "found a run without simulated metrics, expected at least 1; run all suites: swift test --filter performance"
    }
  }
}
