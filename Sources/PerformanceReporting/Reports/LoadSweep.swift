// What a service carries: the requirements of a load sweep, by policy and load.

import PerformanceMetrics

/// A load of the sweep under one policy, and what became of the requirements there.
private struct SweepCell {
  /// The labels of the policy, in words.
  let policy: String
  /// The load in words: `50 workers`.
  let load: String
  /// The order of loads: by the label's name, then by its number.
  let order: (name: String, size: Int64)
  /// The ids of the requirements that are not met, sorted.
  let unmet: [String]
}

extension ReportContent {
  /// Up to which load each policy meets every requirement; its date says that it is not of the run.
  var loadSweepSection: DocumentSection? {
    guard let loadSweep else { return nil }
    let cells = Self.cells(of: loadSweep)
    guard !cells.isEmpty else { return nil }
    let policies = Self.unique(cells.map(\.policy))
    let loads = Self.unique(cells.sorted { $0.order < $1.order }.map(\.load))
    let rows: [[DocumentCell]] = loads.map { load in
      [DocumentCell(load, .strong)]
        + policies.map { policy in
          guard let cell = cells.first(where: { $0.policy == policy && $0.load == load }) else { return "–" }
          return cell.unmet.isEmpty
            ? DocumentCell("all met", .good) : DocumentCell("not \(cell.unmet.joined(separator: ", "))", .bad)
        }
    }
    let source = "the load sweep" + (loadSweep.source.map { " of \($0.short)" } ?? "")
    let ids = Set(loadSweep.requirements.map(\.id)).sorted().joined(separator: ", ")
    let images = LabelCharts(
      metrics: loadSweep.metrics, requirements: loadSweep.requirements, prefix: "load-sweep-", title: "Load sweep: "
    ).images
    return DocumentSection(
      "Load sweep",
      [
        .paragraph(
          "How much load each policy carries, from \(source), not from this run. The requirements at each load: \(ids)."
        ),
        .list(policies.map { policy in Self.sentence(policy, cells.filter { $0.policy == policy }) }),
        .charts(images),
        DocumentTable("Requirements by load and policy", [.text("load")] + policies.map { .text($0) }, rows)
          .block(openRows: 0),
      ]
        + [MetricTables.percentiles("Latencies of the load sweep", loadSweep.metrics)].compactMap {
          $0?.block(openRows: 0)
        })
  }

  private static func sentence(_ policy: String, _ cells: [SweepCell]) -> String {
    let axes = unique(cells.map(\.order.name))
    let met = axes.compactMap { axis in
      cells.filter { $0.order.name == axis }.prefix(while: \.unmet.isEmpty).last?.load
    }
    let unmet = axes.compactMap { axis in
      cells.first { $0.order.name == axis && !$0.unmet.isEmpty }.map {
        "\($0.load) (\($0.unmet.joined(separator: ", ")))"
      }
    }
    return (policy.isEmpty ? "All requirements" : "\(policy): all requirements")
      + (met.isEmpty ? " are met at no load" : " are met up to \(met.joined(separator: " and "))")
      + (unmet.isEmpty ? "." : "; first not met at \(unmet.joined(separator: " and at ")).")
  }

  private static func cells(of sweep: Baseline) -> [SweepCell] {
    struct Key: Hashable {
      let policy: String
      let load: String
    }
    let metrics = Dictionary(sweep.metrics.map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })
    var orders: [Key: (name: String, size: Int64)] = [:]
    var results: [Key: [RequirementResult]] = [:]
    for requirement in sweep.requirements {
      guard let metric = metrics[requirement.metric], let axis = metric.axes.first,
        let size = metric.labels[axis].flatMap({ Int64($0) })
      else { continue }
      let words = metric.labels.filter { !metric.axes.contains($0.key) && !MetricLabel.ofMeasure.contains($0.key) }
        .sorted { $0.key < $1.key }.map(\.value.words)
      let key = Key(policy: words.joined(separator: ", "), load: "\(Quantity.grouped(size)) \(axis.words)")
      orders[key] = (axis, size)
      results[key, default: []].append(requirement.evaluate(sweep.metrics))
    }
    return results.compactMap { key, results in
      orders[key].map { order in
        SweepCell(
          policy: key.policy, load: key.load, order: order,
          unmet: Set(results.filter { $0.status != .met }.map(\.requirement.id)).sorted())
      }
    }.sorted { ($0.policy, $0.order.name, $0.order.size) < ($1.policy, $1.order.name, $1.order.size) }
  }

  /// Each element once, in the order of their first appearance.
  private static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}
