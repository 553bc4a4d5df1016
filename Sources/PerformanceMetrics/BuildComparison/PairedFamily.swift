// What pairs prove of several costs at once. Nothing is proven that chance could have brought about in one of them.

/// By how much a number must differ before a pair points in a direction.
package enum PairRule: Sendable, Hashable {
  /// By a part of the smaller number: at 1/100, 100 ms against 101 ms and more.
  case effect(Fraction)
  /// By more than the metric's tolerance, and to be better by anything.
  case tolerance(Tolerance, MetricUnit)

  /// Whether a pair says that the tree costs more, by more than the rule lets pass.
  package func isWorse(_ pair: PairedSamples.Pair) -> Bool {
    switch self {
    case .effect(let floor): floor.isExceeded(from: pair.base, to: pair.tree)
    case .tolerance(let tolerance, let unit):
      tolerance.isPassed(from: pair.base, to: pair.tree, unit, better: .lower)
    }
  }

  /// Whether a pair says that the tree costs less.
  package func isBetter(_ pair: PairedSamples.Pair) -> Bool {
    switch self {
    case .effect(let floor): floor.isExceeded(from: pair.tree, to: pair.base)
    case .tolerance: pair.signum < 0
    }
  }
}

extension Fraction {
  /// Whether a number is larger than another one by more than this part of it, exactly.
  fileprivate func isExceeded(from one: Fraction, to other: Fraction) -> Bool {
    let (part, whole) = (UInt128(denominator) + UInt128(numerator), UInt128(denominator))
    return WideProduct(UInt128(other.numerator) * UInt128(one.denominator), whole)
      > WideProduct(UInt128(one.numerator) * UInt128(other.denominator), part)
  }
}

/// Costs that are judged together by their pairs; pure, and cheap enough to be asked ten thousand times.
package struct PairedFamily: Sendable, Hashable {
  /// How likely a family may be to find a regression where there is none.
  package static let level = 0.001
  /// The smallest change of a noisy cost that is worth a verdict.
  package static let floor = Fraction(1, over: 100)

  /// What the pairs of one cost prove.
  package struct Finding: Sendable, Hashable {
    /// Regressed: more than the rule lets pass; drifted: more, but not proven to be that much; improved; else unchanged.
    package let verdict: Verdict
    /// The pairs that point to more than the rule lets pass.
    package let worse: SignTest
    /// The pairs that point to less.
    package let better: SignTest
    /// The chance that any cost of the family looks as much worse when nothing has changed.
    package let probability: Double
  }

  /// The findings in the order of the costs.
  package let findings: [Finding]

  /// Judges costs by their pairs.
  package init(_ costs: [(samples: PairedSamples, rule: PairRule)], level: Double = level) {
    func tests(_ points: (PairedSamples.Pair, PairRule) -> Bool) -> [SignTest] {
      costs.map { cost in
        SignTest(count: cost.samples.pairs.count { points($0, cost.rule) }, of: cost.samples.pairs.count)
      }
    }
    func adjusted(_ tests: [SignTest]) -> [Double] { HolmCorrection.adjusted(tests.map(\.probability)) }
    let worse = tests { $1.isWorse($0) }
    let better = tests { $1.isBetter($0) }
    let more = adjusted(tests { pair, _ in pair.signum > 0 })
    let (regressed, improved) = (adjusted(worse), adjusted(better))
    findings = costs.indices.map { index in
      let verdict: Verdict =
        if regressed[index] <= level { .regressed } else if improved[index] <= level {
          .improved
        } else if more[index]
          <= level
        { .drifted } else { .unchanged }
      return Finding(
        verdict: verdict, worse: worse[index], better: better[index], probability: regressed[index])
    }
  }
}
