// How a cost of two builds reads, in a row of its own and in the row of its work.

import PerformanceMetrics

extension MetricLabel.Cost {
  /// The cost as the head of a column.
  var title: String {
    switch self {
    case .allocations: rawValue
    case .allocatedBytes: "allocated"
    case .heldBytes: "held"
    case .peakBytes: "peak"
    case .processorTime: "processor p50"
    case .wallTime: "wall p50"
    }
  }
}

extension CostComparison {
  /// What the cost is of: the id without the cost.
  package var measurement: String { (tree ?? base)?.measurement ?? id }

  /// What the verdict is for a reader.
  private var kind: DocumentCell.Kind {
    switch verdict {
    case .regressed, .missing, .incomparable: .bad
    case .drifted: .attention
    case .improved: .good
    case .added: .faint
    case .unchanged: .plain
    case nil: .faint
    }
  }

  /// The ratio: `1.043×`; a dash over 0.
  private var ratioText: String { middle?.ratioText ?? "–" }

  /// The 95 % interval of the ratio: `1.040–1.046`; `exact` of what is the same in every process.
  private var intervalText: String {
    switch evidence {
    case .exact: "exact"
    case .pairs(let location, _), .shown(let location): location.intervalText ?? "too few pairs"
    case .none: ""
    }
  }

  /// The two numbers: equal in every process, or the medians.
  private var numbers: (base: String, tree: String) {
    switch evidence {
    case .exact(let pair): Quantity.pair(pair.base, pair.tree, unit)
    case .pairs(let location, _), .shown(let location): Quantity.pair(location.base, location.tree, unit)
    case .none:
      (base.map { Quantity.text($0.exact, unit) } ?? "–", tree.map { Quantity.text($0.exact, unit) } ?? "–")
    }
  }

  /// What the pairs say, in a sentence; `nil` of what is not judged by pairs.
  private var pairsRemark: String? {
    guard case .pairs(_, let finding) = evidence, verdict != .unchanged else { return nil }
    let bound = cost.judgement == .paired ? "by more than \(PairedFamily.floorText)" : "past the tolerance"
    return "\(finding.worse.count) of \(finding.worse.pairs) pairs are worse \(bound), \(finding.better.count) better"
  }

  /// The table of some costs.
  static func table(_ rows: [CostComparison]) -> DocumentTable {
    DocumentTable(
      "",
      [
        .text("verdict"), .text("metric"), .number("base"), .number("tree"), .number("ratio"), .number("95 % interval"),
      ],
      rows.map { row in
        [
          DocumentCell(row.verdict?.rawValue ?? "shown", row.kind),
          .metric(row.id, remarks: [row.pairsRemark].compactMap(\.self) + row.remarks),
          DocumentCell(row.numbers.base), DocumentCell(row.numbers.tree, .strong), DocumentCell(row.ratioText),
          DocumentCell(row.intervalText, .faint),
        ]
      })
  }

  /// The cost in the row of its work: `40 → 41`, one number where it is equal, the ratio of what is noisy.
  var shortCell: DocumentCell {
    switch evidence {
    case .exact(let pair):
      DocumentCell(pair.signum == 0 ? numbers.tree : "\(numbers.base) → \(numbers.tree)", kind)
    case .pairs(let location, _):
      DocumentCell("\(ratioText)\(location.intervalText.map { " (\($0))" } ?? "")", kind)
    case .shown: DocumentCell(ratioText, kind)
    case .none: DocumentCell(verdict == .added ? "\(numbers.tree) (new)" : verdict?.rawValue ?? "–", kind)
    }
  }
}

extension PairedSamples.Pair {
  fileprivate var ratioText: String { ratio.map { Quantity.text($0, .permille) } ?? "–" }
}

extension PairedSamples.Location {
  fileprivate var intervalText: String? {
    interval.map { "\($0.lowerBound.ratioText.dropLast())–\($0.upperBound.ratioText.dropLast())" }
  }
}

extension PairedFamily {
  /// The smallest change that is worth a verdict: `1 %`.
  fileprivate static var floorText: String { "\(floor.numerator * 100 / floor.denominator) %" }
}
