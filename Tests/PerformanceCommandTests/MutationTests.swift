// Reports, baselines and histories that were bent at random: no crash, and never a pass for what is not as good.
//
// `Scripts/mutate-reports` runs many; a few run with every test. An input is repeated by its seed and its number.

import Foundation
import PerformanceMetrics
import PerformanceReporting
import Testing

import PerformanceCommand

@Suite(.serialized) struct `Bent files` {
  private static let environment = ProcessInfo.processInfo.environment
  private static let count = environment["MUTATED_INPUTS"].flatMap { Int($0) } ?? 200
  private static let seed = environment["MUTATION_SEED"].flatMap { UInt64($0) } ?? 1

  private static let metrics: [(String, Int64)] = [("a", 2), ("quota/busiest-minute", 29)]

  /// What is bent, and how often of a hundred.
  enum Kind: String, CaseIterable {
    case report
    case baseline
    case history
    case shard

    static func of(_ number: Int) -> Kind {
      switch number % 20 {
      case 0..<11: .report
      case 11..<16: .baseline
      case 16..<18: .history
      default: .shard
      }
    }
  }

  @Test func `never crash the command and never pass for what they are not`() throws {
    let place = try Self.place()
    let originals = try Dictionary(
      uniqueKeysWithValues: Kind.allCases.map { ($0, Array(try place.text(Self.file($0)).utf8)) })
    var outcomes: [String: Int] = [:]
    var wrong: [Int] = []
    for number in 0..<Self.count {
      let kind = Kind.of(number)
      let original = originals[kind] ?? []
      var mutator = Mutator(seed: Self.seed &* 1_000_003 &+ UInt64(number))
      let bytes = mutator.mutated(original)
      try Data(bytes).write(to: URL(filePath: place.path(Self.file(kind))))
      let outcome = try judge(kind, bytes, in: place)
      outcomes["\(kind.rawValue), exit \(outcome.code)", default: 0] += 1
      if !outcome.isRight { wrong.append(number) }
      try Data(original).write(to: URL(filePath: place.path(Self.file(kind))))
    }
    let counts = outcomes.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "; ")
    print("\(Self.count) bent files with seed \(Self.seed): 0 crashes, \(wrong.count) wrong passes (\(counts))")
    #expect(wrong.isEmpty, "these passed and should not, with MUTATION_SEED=\(Self.seed)")
    let passes = outcomes.filter { $0.key.hasSuffix("exit 0") }.values.reduce(0, +)
    #expect(passes > 0 && passes < Self.count, "changes that do no harm and changes that do are both among them")
  }

  /// A place with a report, its baseline, a history, and two shards of the report.
  private static func place() throws -> Place {
    let place = try Place()
    let run = try Place.report(Self.metrics + [("spans", 70)].map { ($0.0, Int64($0.1)) }, commit: "aaaa")
    let samples = try (1...20).map { value in
      try Sample(
        value: value,
        spans: [Span(name: "queued", value: value / 2), Span(name: "in flight", value: value - value / 2)])
    }
    let latency = try Metric.percentile(950, id: "latency.p95", of: samples, scenario: run.metrics[0].scenario)
    let report = try PerformanceReport(
      run: run.run, requirements: run.requirements.map(\.requirement), metrics: run.metrics + [latency], series: [])
    try place.write(String(decoding: try report.json(), as: UTF8.self), to: Locations.report)
    try place.write(String(decoding: try Baseline(from: report).json(), as: UTF8.self), to: Locations.baseline)
    var history = Data()
    for commit in ["cccc", "bbbb", "aaaa"] {
      history += try HistoryEntry(try Place.report(Self.metrics, commit: commit)).line()
    }
    try place.write(String(decoding: history, as: UTF8.self), to: Locations.history)
    try place.write(String(decoding: try report.json(), as: UTF8.self), to: "shard.json")
    return place
  }

  private static func file(_ kind: Kind) -> String {
    switch kind {
    case .report: Locations.report
    case .baseline: Locations.baseline
    case .history: Locations.history
    case .shard: "shard.json"
    }
  }

  /// Asks everything that reads such a file, and whether its answer is right by a reading of our own.
  private func judge(_ kind: Kind, _ bytes: [UInt8], in place: Place) throws -> (code: Int32, isRight: Bool) {
    switch kind {
    case .report:
      let code = place.run("compare").exitCode
      if bytes.count % 8 == 0 {
        _ = place.run("show")
        _ = place.run("compare", "--format", "markdown")
      }
      let tree = Tree(bytes)
      let isRight = try code != .nothingWorse || tree.isAsGood(as: Tree(Array(place.text(Locations.baseline).utf8)))
      return (code.rawValue, isRight)
    case .baseline:
      let code = place.run("compare").exitCode
      guard code != .couldNotJudge || bytes.count % 8 == 0 else { return (code.rawValue, true) }
      let accepted = place.run("accept", "--reason", "none").exitCode
      let now = [UInt8](try Data(contentsOf: URL(filePath: place.path(Locations.baseline))))
      // Either it is as it was, or it is whole.
      let isWhole = accepted == .nothingWorse ? Tree(now).ids.count == 4 : now == bytes
      let isRight = code != .nothingWorse || !Tree(bytes).ids.isEmpty
      return (code.rawValue, isRight && isWhole)
    case .history:
      let code = place.run("trend").exitCode
      _ = place.run("history", "add")
      return (code.rawValue, code != .nothingWorse || !bytes.contains(0) || place.run("trend").exitCode == code)
    case .shard:
      let code = place.run("merge", Locations.report, "shard.json", "--output", "merged.json").exitCode
      // What was merged has lost nothing.
      let isRight =
        try code != .nothingWorse
        || Tree(Array(place.text("merged.json").utf8)).ids.isSuperset(of: Self.metrics.map(\.0))
      return (code.rawValue, isRight)
    }
  }
}

/// A file as Foundation's other JSON parser reads it: a second opinion, of none of the package's own code.
private struct Tree {
  private let metrics: [[String: Any]]

  init(_ bytes: [UInt8]) {
    let object = try? JSONSerialization.jsonObject(with: Data(bytes))
    metrics = (object as? [String: Any])?["metrics"] as? [[String: Any]] ?? []
  }

  var ids: Set<String> { Set(metrics.compactMap { $0["id"] as? String }) }

  /// Whether it has every metric of a baseline, none worse than 20 % more where that is allowed, and each once.
  func isAsGood(as baseline: Tree) -> Bool {
    guard ids.count == metrics.count, ids.isSuperset(of: baseline.ids) else { return false }
    return baseline.metrics.allSatisfy { accepted in
      guard let mine = metrics.first(where: { $0["id"] as? String == accepted["id"] as? String }),
        let (old, new) = (accepted["value"] as? Int64).flatMap({ old in (mine["value"] as? Int64).map { (old, $0) } }),
        mine["unit"] as? String == accepted["unit"] as? String, mine["basis"] as? String == "simulated"
      else { return false }
      let percent = (accepted["tolerance"] as? [String: Any])?["percent"] as? Int64 ?? 0
      return new * 100 <= old * (100 + percent)
    }
  }
}
