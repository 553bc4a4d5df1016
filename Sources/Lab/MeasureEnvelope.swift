// Scripts/envelope: every load and every disturbance under four policies, compared with what was accepted.

import BatchedSheets
import Foundation
import PerformanceMetrics
import PerformanceTesting
import Testing

extension `On request` {
  @Test(.onRequest("envelope")) func `the envelope is measured`() async throws {
    let request = try OnRequest.required()
    try await request.run {
      let options = try OptionWords(request.words, flags: ["accept"])
      let files = PackageFiles(holding: #filePath, environment: [:])
      let file = files.root.appending(path: "Baselines/envelope.json")
      let envelope = try await Self.measure()
      let report = try PerformanceReport(
        run: .current(seed: suiteSeed, root: files.root, warnings: []), requirements: envelope.promises,
        metrics: envelope.metrics, series: [])
      try report.json().write(to: request.folder.appending(path: "envelope.json"), options: .atomic)
      let text = envelope.text(request.style) + "\n"
      if options.has("accept") {
        try Baseline(accepting: report).json().write(to: file, options: .atomic)
        return (text + "Accepted: Baselines/envelope.json holds \(report.metrics.count) metrics.\n", 0)
      }
      guard FileManager.default.fileExists(atPath: file.path) else {
        return (text + "Nothing was accepted yet: Scripts/envelope --accept\n", 2)
      }
      let comparison = Comparison(
        baseline: try Baseline(json: Data(contentsOf: file), file: "Baselines/envelope.json"), report: report)
      let differences =
        comparison.metrics.count { $0.verdict != .unchanged }
        + comparison.requirements.count { $0.declaration != .accepted }
      guard differences > 0 else {
        return (text + "All \(report.metrics.count) numbers are as accepted in Baselines/envelope.json.\n", 0)
      }
      let table = ComparisonTable(comparison, run: "this run", baseline: "Baselines/envelope.json")
      let count = comparison.metrics.count + comparison.requirements.count
      let last =
        "\(differences) of \(count) numbers and promises differ from those accepted. To accept these: Scripts/envelope --accept\n"
      return (text + table.text(request.style, withVerdict: false) + "\n" + last, 2)
    }
  }

  /// One simulation for each load and policy, the longest first, as many at a time as there are processors.
  private static func measure() async throws -> EnvelopeTable {
    let policies = FlushMode.allCases.flatMap { mode in [1, 5].map { Policy(identities: $0, mode: mode) } }
    let loads = EnvelopeLoad.all.flatMap { load in policies.map { (policy: $0, load: load) } }
    let disturbances = Disturbance.allCases.flatMap { disturbance in policies.map { (policy: $0, disturbance) } }
    let progress = Progress(of: loads.count + disturbances.count)
    var rows: [Int: EnvelopeTable.Row] = [:]
    var disturbed: [Int: EnvelopeTable.DisturbedRow] = [:]
    try await withThrowingTaskGroup(of: (Int, EnvelopeTable.Row?, EnvelopeTable.DisturbedRow?).self) { group in
      let weights = loads.map { $0.load.weight($0.policy) }
      for place in loads.indices.sorted(by: { weights[$0] > weights[$1] }) {
        let (policy, load) = loads[place]
        group.addTask {
          let figures = try LoadFigures(load.run(policy), policy: policy)
          progress.step("\(load.name), \(policy.title)")
          return (place, EnvelopeTable.Row(policy: policy, load: load, figures: figures), nil)
        }
      }
      for (place, (policy, disturbance)) in disturbances.enumerated() {
        group.addTask {
          let run = try disturbance.run(policy)
          progress.step("\(disturbance.title), \(policy.title)")
          return (place, nil, EnvelopeTable.DisturbedRow(policy: policy, disturbance: disturbance, run: run))
        }
      }
      for try await (place, row, disturbedRow) in group {
        rows[place] = row ?? rows[place]
        disturbed[place] = disturbedRow ?? disturbed[place]
      }
    }
    return EnvelopeTable(
      policies: policies, rows: loads.indices.compactMap { rows[$0] },
      disturbed: disturbances.indices.compactMap { disturbed[$0] })
  }
}
