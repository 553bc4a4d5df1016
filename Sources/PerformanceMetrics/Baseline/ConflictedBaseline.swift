// Two branches updated the same metric. Neither side is right: the merged code has a number of its own, and both reasons
// are to be kept.

import Foundation

extension Baseline {
  /// Reads a baseline in which git left conflicts, as what an update of the merged code replaces; `nil` without conflicts.
  ///
  /// Where the sides differ, the better value and the tighter target stand, so that whatever the gate of either branch
  /// would question needs a reason; the reasons of both sides stay.
  ///
  /// - Throws: ``InputError`` for a side that is no baseline.
  package init?(conflicted json: Data, file: String) throws(InputError) {
    guard let conflict = MergeConflict(json) else { return nil }
    let one = try Baseline(json: conflict.sides[0], file: file)
    let other = try Baseline(json: conflict.sides[1], file: file)
    self.init(
      requirements: Self.joined(one.requirementEntries, other.requirementEntries, by: \.subject) {
        $0.isLooser(than: $1)
      }.sorted { ($0.value.id, $0.value.metric) < ($1.value.id, $1.value.metric) },
      metrics: Self.joined(one.metricEntries, other.metricEntries, by: \.id) {
        let order = $0.exact.compared(with: $1.exact)
        return $0.better == .lower ? order > 0 : order < 0
      }.sorted { $0.value.id < $1.value.id },
      removals: (one.removals + other.removals.filter { !one.removals.contains($0) }).sorted {
        $0.subject < $1.subject
      },
      glossary: one.glossary.merging(other.glossary) { first, _ in first })
  }

  /// The entries of both sides; of two for one subject the stricter, with the reasons of both.
  private static func joined<Value>(
    _ one: [BaselineEntry<Value>], _ other: [BaselineEntry<Value>], by subject: KeyPath<Value, String>,
    isLooser: (Value, Value) -> Bool
  ) -> [BaselineEntry<Value>] {
    let others = Dictionary(
      other.map { ($0.value[keyPath: subject], $0) }, uniquingKeysWith: { first, _ in first })
    let subjects = Set(one.map { $0.value[keyPath: subject] })
    return one.map { entry in
      guard let rival = others[entry.value[keyPath: subject]], rival != entry else { return entry }
      let strict = isLooser(entry.value, rival.value) ? rival : entry
      let reasons = entry.reasons + rival.reasons.filter { !entry.reasons.contains($0) }
      return BaselineEntry(
        strict.value, source: strict.source,
        reasons: reasons.sorted { ($1.source.when, $0.text) < ($0.source.when, $1.text) },
        formerly: entry.formerly + rival.formerly.filter { !entry.formerly.contains($0) })
    } + other.filter { !subjects.contains($0.value[keyPath: subject]) }
  }
}
