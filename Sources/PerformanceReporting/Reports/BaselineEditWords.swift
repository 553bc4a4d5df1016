// What an edit of a baseline changed, in words.

import PerformanceMetrics

extension BaselineEdit {
  /// Before and after: `629 ms → 780 ms (+24.0 %)`.
  package var words: String {
    if let requirements {
      switch (requirements.old, requirements.new) {
      case (let old?, let new?): return "\(old.bound(besides: new)) → \(new.bound(besides: old))"
      case (let old?, nil): return "was \(old.bound)"
      case (nil, let new): return new?.bound ?? ""
      }
    }
    switch (metrics?.old, metrics?.new) {
    case (let old?, let new?): return words(from: old, to: new)
    case (let old?, nil): return "was \(Quantity.text(old.exact, old.unit))"
    case (nil, let new): return new.map { Quantity.text($0.exact, $0.unit) } ?? ""
    }
  }

  private func words(from old: Metric, to new: Metric) -> String {
    switch kind {
    case .looserTolerance, .tighterTolerance:
      let (before, after) = Quantity.pair(old.tolerance, new.tolerance, new.unit)
      return "\(before) → \(after)"
    case .redefined: return MetricComparison.differences(from: old, to: new).joined(separator: "; ")
    default:
      let (before, after) = Quantity.pair(old, new)
      return "\(before) → \(after) (\(MetricComparison(id: old.id, baseline: old, run: new).change?.text(old) ?? ""))"
    }
  }
}

extension BaselineUpdateReason.Edit {
  /// Before and after where the value changed, else the kind alone.
  package var words: String {
    guard let from, let to, let unit else { return kind.title }
    let numbers = fractions ?? [Fraction(from, unit), Fraction(to, unit)]
    guard let old = numbers.first, let new = numbers.last, old != new else { return kind.title }
    let (before, after) = Quantity.pair(old, new, unit)
    return "\(before) → \(after)"
  }
}
