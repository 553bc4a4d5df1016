// What the changed metrics of a comparison have in common: the cause first, so that hundred rows read as one line.

import PerformanceMetrics

/// Changed metrics that one sentence explains.
struct ChangeCause: Sendable, Hashable {
  /// What they have in common.
  enum Kind: Sendable, Hashable {
    /// A part of the latency grew or shrank, in each place by about an amount in nanoseconds; `nil` where it varies.
    case span(name: String, sizes: Sizes, isRepeated: Bool)
    /// No part tells why they became worse; they have these tags.
    case tags([String])
    /// They got better.
    case better
    /// They cannot be compared, or stand out in another way that has a verdict of its own.
    case verdict(Verdict)
    /// Their tolerance was edited.
    case tolerance
  }

  /// By how much the parts changed, in their unit.
  struct Sizes: Sendable, Hashable {
    let unit: MetricUnit
    let smallest: Int64
    let median: Int64
    let largest: Int64
    /// Whether half of them and more are within a twentieth of the median.
    let isCommon: Bool

    init(_ changes: [Int64], _ unit: MetricUnit) {
      let sorted = changes.sorted()
      let median = sorted[sorted.count / 2]
      let near = sorted.count { (Int128($0) - Int128(median)).magnitude * 20 <= Int128(median).magnitude }
      (self.unit, smallest, self.median, largest) = (unit, sorted[0], median, sorted[sorted.count - 1])
      isCommon = near * 2 >= sorted.count
    }

    var words: String {
      if isCommon { return Quantity.change(median, unit) }
      return "\(Quantity.change(smallest, unit)) to \(Quantity.change(largest, unit)), half of it "
        + "\(median < 0 ? "below" : "above") \(Quantity.change(median, unit))"
    }
  }

  let kind: Kind
  /// The metrics, the worst first.
  let rows: [MetricComparison]

  /// Whether it is bad news.
  var isBad: Bool {
    switch kind {
    case .better, .verdict(.added): false
    case .span, .tags, .verdict, .tolerance: true
    }
  }

  /// How many of the metrics regressed.
  var regressed: Int { rows.count { $0.verdict == .regressed } }

  /// The cause with its reach: `in flight +150 ms each: 79 metrics (70 regressed, 9 drifted)`.
  var sentence: String {
    let metrics = count(rows.count, "metric")
    let verdicts = Verdict.allCases.compactMap { verdict in
      let number = rows.count { $0.verdict == verdict }
      return number == 0 ? nil : "\(number) \(verdict.rawValue)"
    }.joined(separator: ", ")
    return switch kind {
    case .span(let name, let sizes, let isRepeated):
      sizes.isCommon
        ? "\(name) \(sizes.words)\(isRepeated ? " each" : ""): \(metrics) (\(verdicts))"
        : "\(name) changed by \(sizes.words): \(metrics) (\(verdicts))"
    case .tags(let tags):
      (tags.isEmpty ? "no tag and no spans" : "tagged \(tags.joined(separator: ", ")), no spans")
        + ": \(metrics) (\(verdicts))"
    case .better: "better: \(metrics)"
    case .verdict(let verdict): "\(verdict.rawValue): \(metrics)"
    case .tolerance: "another tolerance than the baseline's: \(metrics)"
    }
  }
}

extension Comparison {
  /// The changes by what they have in common: those with most regressions first, what is no bad news last.
  var causes: [ChangeCause] {
    let listed = listed
    var rest = listed.filter { [.regressed, .drifted].contains($0.verdict) }
    var causes: [ChangeCause] = []
    while let cause = Self.commonSpan(of: rest) {
      causes.append(cause)
      let explained = Set(cause.rows.map(\.id))
      rest.removeAll { explained.contains($0.id) }
    }
    causes += Dictionary(grouping: rest, by: \.tags).map { ChangeCause(kind: .tags($0.key), rows: $0.value) }
    causes.sort { one, other in
      (other.regressed, other.rows.count, one.sentence) < (one.regressed, one.rows.count, other.sentence)
    }
    let rows = { (verdict: Verdict) in listed.filter { $0.verdict == verdict } }
    let others: [ChangeCause] = [
      ChangeCause(kind: .verdict(.missing), rows: rows(.missing)),
      ChangeCause(kind: .verdict(.incomparable), rows: rows(.incomparable)),
      ChangeCause(kind: .tolerance, rows: listed.filter { $0.isToleranceChanged && $0.verdict == .unchanged }),
      ChangeCause(kind: .verdict(.added), rows: rows(.added)), ChangeCause(kind: .better, rows: rows(.improved)),
    ]
    return causes + others.filter { !$0.rows.isEmpty }
  }

  /// The part that moved in most of the rows in the direction of their change; of equally many the one that moved most.
  private static func commonSpan(of rows: [MetricComparison]) -> ChangeCause? {
    var found: [String: [(row: MetricComparison, parts: [Int64])]] = [:]
    for row in rows {
      for (name, parts) in row.movedSpans { found[name, default: []].append((row, parts)) }
    }
    func size(_ name: String) -> Int128 {
      (found[name] ?? []).flatMap(\.parts).reduce(Int128(0)) { $0 + Int128($1.magnitude) }
    }
    let most = found.keys.min { one, other in
      (found[other]?.count ?? 0, size(other), one) < (found[one]?.count ?? 0, size(one), other)
    }
    guard let most, let members = found[most], let first = members.first else { return nil }
    let sizes = ChangeCause.Sizes(members.flatMap(\.parts), first.row.unit)
    return ChangeCause(
      kind: .span(name: most, sizes: sizes, isRepeated: members.contains { $0.parts.count > 1 }),
      rows: members.map(\.row))
  }
}

extension MetricComparison {
  /// The kinds of span that account for a tenth of the change and more, each with the changes of its spans per operation.
  ///
  /// A span's name may say more behind a colon, as in `in flight: values.append`: what stands before it is its kind.
  fileprivate var movedSpans: [String: [Int64]] {
    guard let attribution else { return [:] }
    let whole = Int128(attribution.change)
    let kinds = Dictionary(grouping: attribution.parts) { part in
      part.name.split(separator: ":", maxSplits: 1).first.map(String.init) ?? part.name
    }
    return kinds.compactMapValues { parts in
      let moved = parts.reduce(Int128(0)) { $0 + Int128($1.change) }
      guard moved.signum() == whole.signum(), moved.magnitude * 10 >= whole.magnitude else { return nil }
      return parts.filter { $0.change != 0 }.map { part in
        guard let before = attribution.baselineCount, let after = attribution.runCount else { return part.change }
        return part.run / max(after, 1) - part.baseline / max(before, 1)
      }
    }
  }
}
