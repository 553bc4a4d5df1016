// What the changed metrics of a comparison have in common: the cause first, so that a hundred rows read as one line.

import PerformanceMetrics

/// Changed metrics that one sentence explains.
struct ChangeCause: Sendable, Hashable {
  /// What they have in common.
  enum Kind: Sendable, Hashable {
    /// A part of the latency grew or shrank, each time by about a size.
    case span(name: String, sizes: Sizes, isRepeated: Bool)
    /// No part tells why they became worse; they have these tags.
    case tags([String])
    /// They got better, for whatever reason.
    case better
    /// They cannot be compared, or stand out in another way that has a verdict of its own.
    case verdict(Verdict)
    /// Their tolerance was edited.
    case tolerance
  }

  /// By how much the parts changed: by a common amount, by a common part of what they were, or from so much to so much;
  /// amounts are in millionths of the unit.
  enum Sizes: Sendable, Hashable {
    case amount(Int128, MetricUnit)
    case permille(Int128)
    /// The first and the third quartile.
    case range(Int128, Int128, MetricUnit)

    /// Looks for what the changes have in common; there is at least one.
    init(_ parts: [Attribution.PartChange], _ unit: MetricUnit) {
      let changes = parts.map(\.change).sorted()
      let ratios = parts.compactMap(\.permille).sorted()
      if let median = Self.common(changes) {
        self = .amount(median, unit)
      } else if ratios.count == parts.count, let median = Self.common(ratios) {
        self = .permille(median)
      } else {
        self = .range(changes[changes.count / 4], changes[changes.count * 3 / 4], unit)
      }
    }

    /// The median, where half of the numbers and more are within a twentieth of it.
    private static func common(_ sorted: [Int128]) -> Int128? {
      let median = sorted[sorted.count / 2]
      let near = sorted.count { ($0 - median).magnitude * 20 <= median.magnitude }
      return near * 2 >= sorted.count ? median : nil
    }

    var words: String {
      switch self {
      case .amount(let amount, let unit): Quantity.change(millionths: amount, unit)
      case .permille(let permille): Quantity.percentChange(permille: Int64(clamping: permille))
      case .range(let low, let high, let unit):
        "mostly \([low, high].map { Quantity.change(millionths: $0, unit) }.joined(separator: " to "))"
      }
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

  /// Whether a part of the latency tells why.
  var isSpan: Bool {
    if case .span = kind { return true }
    return false
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
      "\(name) \(sizes.words)\(isRepeated ? " each" : ""): \(metrics) (\(verdicts))"
    case .tags(let tags):
      "no spans to tell why\(tags.isEmpty ? "" : ", tagged \(tags.joined(separator: ", "))"): \(metrics) (\(verdicts))"
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
    var found: [String: [(row: MetricComparison, parts: [Attribution.PartChange])]] = [:]
    for row in rows {
      for (name, parts) in row.movedSpans { found[name, default: []].append((row, parts)) }
    }
    func size(_ name: String) -> Int128 {
      (found[name] ?? []).flatMap(\.parts).reduce(Int128(0)) { $0 + Int128($1.change.magnitude) }
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
  fileprivate var movedSpans: [String: [Attribution.PartChange]] {
    guard let attribution else { return [:] }
    let whole = attribution.parts.reduce(Int128(0)) { $0 + attribution.perOperation($1).change }
    let kinds = Dictionary(grouping: attribution.parts) { part in
      part.name.split(separator: ":", maxSplits: 1).first.map(String.init) ?? part.name
    }
    return kinds.compactMapValues { parts in
      let changes = parts.map { attribution.perOperation($0) }
      let moved = changes.reduce(Int128(0)) { $0 + $1.change }
      guard moved.signum() == whole.signum(), moved.magnitude * 10 >= whole.magnitude else { return nil }
      let same = changes.filter { $0.change.signum() == whole.signum() }
      return same.isEmpty ? nil : same
    }
  }
}

extension Attribution {
  /// A part then and now, of one operation, in millionths of the unit.
  struct PartChange: Sendable, Hashable {
    let before: Int128
    let change: Int128

    /// The change in thousandths of what the part was, rounded half away from 0; `nil` where it was nothing.
    var permille: Int128? {
      before == 0 ? nil : change.signum() * (Int128(change.magnitude) * 1_000 + before / 2) / before
    }
  }

  /// A part's share of an operation: of a total the mean; what changed by less than a millionth changed by one.
  fileprivate func perOperation(_ part: Part) -> PartChange {
    let (old, new) = (Int128(max(baselineCount ?? 1, 1)), Int128(max(runCount ?? 1, 1)))
    let before = Int128(part.baseline) * 1_000_000 / old
    let change = Int128(part.run) * 1_000_000 / new - before
    let direction = (Int128(part.run) * old - Int128(part.baseline) * new).signum()
    return PartChange(before: before, change: change == 0 ? direction : change)
  }
}
