// What an edit of a baseline changed, in words.

import PerformanceMetrics

extension BaselineEdit {
  /// Before and after: `629 ms → 780 ms (+24.0 %)`.
  package var words: String {
    if let requirements {
      switch (requirements.old?.bound, requirements.new?.bound) {
      case (let old?, let new?): return "\(old) → \(new)"
      case (let old?, nil): return "was \(old)"
      case (nil, let new): return new ?? ""
      }
    }
    switch (metrics?.old, metrics?.new) {
    case (let old?, let new?): return words(from: old, to: new)
    case (let old?, nil): return "was \(Quantity.text(old.value, old.unit))"
    case (nil, let new): return new.map { Quantity.text($0.value, $0.unit) } ?? ""
    }
  }

  private func words(from old: Metric, to new: Metric) -> String {
    switch kind {
    case .looserTolerance, .tighterTolerance:
      return [old, new].map { Quantity.tolerance($0.tolerance, $0.unit) }.joined(separator: " → ")
    case .redefined: return MetricComparison.differences(from: old, to: new).joined(separator: "; ")
    default:
      let (before, after) = Quantity.pair(old.value, new.value, new.unit)
      return "\(before) → \(after) (\(Change(from: old.value, to: new.value).text(old)))"
    }
  }
}

extension BaselineUpdateReason.Edit {
  /// Before and after where the value changed, else the kind alone.
  package var words: String {
    guard let from, let to, let unit else { return kind.title }
    let (before, after) = Quantity.pair(from, to, unit)
    return "\(before) → \(after)"
  }
}
