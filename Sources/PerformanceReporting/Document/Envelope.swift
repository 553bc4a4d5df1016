// Where the promises hold: the envelope's own promises, told by policy and load.

import PerformanceMetrics

/// One load of the envelope under one policy, and what became of each promise there.
struct EnvelopeCell: Sendable, Hashable {
  /// The service's configuration in words.
  let policy: String
  /// The load in words.
  let load: String
  /// Where the load stands among the others.
  let order: LoadOrder
  /// The promises that were asked here, each with whether it holds; sorted by id.
  let promises: [(id: String, status: RequirementStatus)]
  /// The metrics of the load by the rest of their ids, as in `finalize-10.p95`.
  let metrics: [String: Metric]

  static func == (one: EnvelopeCell, other: EnvelopeCell) -> Bool {
    one.policy == other.policy && one.load == other.load && one.metrics == other.metrics
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(policy)
    hasher.combine(load)
  }

  /// Whether everything that is promised holds.
  var holdsAll: Bool { promises.allSatisfy { $0.status == .met } }
}

/// The order of loads: those of a closed loop, then those of an open one, each by its size.
struct LoadOrder: Sendable, Hashable, Comparable {
  let isOpen: Bool
  let size: Int64

  /// The order of a load by its part of an id: `50-workers`, `open-90-percent`.
  init(_ name: Substring) {
    isOpen = name.first?.isNumber != true
    size = name.split { !$0.isASCII || !$0.isNumber }.first.flatMap { Int64($0) } ?? 0
  }

  static func < (one: LoadOrder, other: LoadOrder) -> Bool {
    (one.isOpen ? 1 : 0, one.size) < (other.isOpen ? 1 : 0, other.size)
  }
}

/// Up to which load a policy keeps everything, and what it breaks first.
struct EnvelopeLimit: Sendable, Hashable {
  let policy: String
  /// The largest load of each kind of loop up to which everything holds.
  let holdsUpTo: [String]
  /// The first load of each kind of loop at which something does not hold, and what.
  let broken: [String]

  /// For a summary: `with 5 identities, all promises hold up to 500 workers and 90 % of the capacity`.
  var sentence: String {
    holdsUpTo.isEmpty
      ? "with \(policy), not all promises hold at any load"
      : "with \(policy), all promises hold up to \(holdsUpTo.joined(separator: " and "))"
  }

  /// For advice: what breaks where.
  var advice: String {
    (holdsUpTo.isEmpty ? "" : "holds up to \(holdsUpTo.joined(separator: " and ")); ")
      + "does not hold at \(broken.joined(separator: ", nor at ")). Keep the load below that, or change the policy."
  }
}

extension PerformanceDocument {
  /// The loads of the envelope by policy, in the order of a table.
  var envelopeCells: [EnvelopeCell] {
    guard let envelope else { return [] }
    let results = envelope.requirements.map { $0.evaluate(envelope.metrics) }
    let groups = Dictionary(grouping: results) { Self.cell(of: $0.requirement.metric) }
    let metrics = Dictionary(grouping: envelope.metrics) { Self.cell(of: $0.id) }
    return groups.sorted { $0.key < $1.key }.compactMap { key, results -> EnvelopeCell? in
      guard let row = results.first?.requirement.row else { return nil }
      let words = row.split(separator: ": ", maxSplits: 1).map(String.init)
      let ids = Set(results.map(\.requirement.id)).sorted()
      return EnvelopeCell(
        policy: words.first ?? row, load: words.count > 1 ? words[1] : row,
        order: LoadOrder(key.split(separator: "/").last ?? ""),
        promises: ids.map { id in
          let statuses = results.filter { $0.requirement.id == id }.map(\.status)
          return (id, statuses.contains(.unmet) ? .unmet : statuses.contains(.notMeasured) ? .notMeasured : .met)
        },
        metrics: Dictionary(
          (metrics[key] ?? []).map { (String($0.id.dropFirst(key.count + 1)), $0) }, uniquingKeysWith: { one, _ in one }
        ))
    }.sorted { ($0.policy, $0.order) < ($1.policy, $1.order) }
  }

  /// For each policy how far it goes.
  var envelopeLimits: [EnvelopeLimit] {
    let cells = envelopeCells
    return Self.unique(cells.map(\.policy)).map { policy in
      let loops = [false, true].map { isOpen in cells.filter { $0.policy == policy && $0.order.isOpen == isOpen } }
      return EnvelopeLimit(
        policy: policy, holdsUpTo: loops.compactMap { $0.prefix(while: \.holdsAll).last?.load },
        broken: loops.compactMap { loop in
          loop.first { !$0.holdsAll }.map { cell in
            let ids = cell.promises.filter { $0.status != .met }.map(\.id)
            return "\(cell.load) (\(ids.joined(separator: ", ")))"
          }
        })
    }
  }

  /// Where the promises hold, and what was measured there.
  var envelopeSection: DocumentSection? {
    let cells = envelopeCells
    guard let envelope, !cells.isEmpty else { return nil }
    let policies = Self.unique(cells.map(\.policy))
    let loads = Self.unique(cells.sorted { $0.order < $1.order }.map(\.load))
    let rows: [[DocumentCell]] = loads.map { load in
      [DocumentCell(load, .strong)]
        + policies.map { policy in
          guard let cell = cells.first(where: { $0.policy == policy && $0.load == load }) else { return "–" }
          if cell.holdsAll { return DocumentCell("all hold", .good) }
          let lost = cell.promises.filter { $0.status != .met }.map(\.id)
          return DocumentCell("not \(lost.joined(separator: ", "))", .bad)
        }
    }
    let glance = DocumentTable(
      "Where the promises hold, by load and policy", [.text("load")] + policies.map { .text($0) }, rows)
    let measured = envelope.source.map { source in
      [String(source.when.prefix(10)), source.commit.map { String($0.prefix(12)) }].compactMap(\.self)
        .joined(separator: " at ")
    }
    let ids = Self.unique(cells.flatMap { $0.promises.map(\.id) }.sorted())
    return DocumentSection(
      "How much it carries",
      [
        .paragraph(
          "The same promises (\(ids.joined(separator: ", "))) at every load, measured \(measured ?? "never"). A closed loop slows down with the service and hides overload; "
            + "arrivals in per cent of the capacity do not."
        ),
        .table(glance),
        .list(envelopeLimits.map { $0.sentence.prefix(1).uppercased() + $0.sentence.dropFirst() + "." }),
        .charts(prefix: "envelope-"),
      ] + policies.map { policy in .table(figures(policy, cells.filter { $0.policy == policy })) })
  }

  private func figures(_ policy: String, _ cells: [EnvelopeCell]) -> DocumentTable {
    let names = Self.unique(cells.flatMap { $0.metrics.keys.sorted() }).sorted().filter { name in
      // What is 0 everywhere says nothing in a table.
      cells.contains { ($0.metrics[name]?.value ?? 0) != 0 }
    }
    return DocumentTable(
      policy, [.text("load")] + names.map { .number($0.replacing("-", with: " ")) },
      cells.map { cell in
        [DocumentCell(cell.load, .strong)]
          + names.map { name in cell.metrics[name].map { .quantity($0.value, $0.unit) } ?? "–" }
      }, isLong: true)
  }

  /// The part of an id that names policy and load: `envelope/one-identity/50-workers`.
  private static func cell(of id: String) -> String {
    let parts = id.split(separator: "/", omittingEmptySubsequences: false)
    guard let last = parts.last else { return id }
    return (parts.dropLast() + [last.prefix { $0 != "." }]).joined(separator: "/")
  }

  /// Each element once, where it first stands.
  static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}
