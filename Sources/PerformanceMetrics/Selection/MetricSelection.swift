// Which metrics a reader asks for: by patterns of ids, and by tags.

/// A choice of metrics; a metric is chosen when its id fits one of the patterns (or there are none) and its tags fit.
package struct MetricSelection: Sendable, Hashable, CustomStringConvertible {
  /// The choice by tags.
  package let tags: TagSelection
  private let patterns: [String]

  /// The choice that leaves no metric out.
  package static let everything = MetricSelection()

  /// Chooses by patterns, separated by commas, in which `*` stands for any text and `?` for any one character.
  package init(patterns: String = "", tags: TagSelection = .everything) {
    self.patterns = patterns.split(separator: ",").map(String.init)
    self.tags = tags
  }

  /// Whether nothing is left out.
  package var isEverything: Bool { patterns.isEmpty && tags.isEverything }

  /// Whether a metric is chosen.
  package func includes(id: String, tags: [String]) -> Bool {
    (patterns.isEmpty || patterns.contains { Self.matches(id, $0) }) && self.tags.includes(tags)
  }

  /// Why a choice among these metrics is a mistake: an unknown tag, or a pattern that no id fits; `nil` when it is none.
  package func problem(among metrics: [Metric]) -> String? {
    if let unknown = tags.unknownTag(among: Set(metrics.flatMap(\.tags))) { return unknown }
    if let pattern = patterns.first(where: { pattern in !metrics.contains { Self.matches($0.id, pattern) } }) {
      return "found no metric like \(pattern), expected at least one; * stands for any text"
    }
    return nil
  }

  /// The choice in words: `metrics load/*, tags quota`.
  package var description: String {
    [
      patterns.isEmpty ? nil : "metrics \(patterns.joined(separator: ","))", tags.isEverything ? nil : "tags \(tags)",
    ].compactMap(\.self).joined(separator: ", ")
  }

  /// Whether a text fits a pattern from end to end.
  ///
  /// A star that does not fit yet takes one character more, so the work is at most the product of the two lengths.
  static func matches(_ text: String, _ pattern: String) -> Bool {
    let (text, pattern) = (Array(text), Array(pattern))
    var (place, mark) = (0, 0)
    var star: Int?
    var taken = 0
    while place < text.count {
      if mark < pattern.count, pattern[mark] == "*" {
        star = mark
        taken = place
        mark += 1
      } else if mark < pattern.count, pattern[mark] == "?" || pattern[mark] == text[place] {
        place += 1
        mark += 1
      } else if let star {
        taken += 1
        place = taken
        mark = star + 1
      } else {
        return false
      }
    }
    return pattern[mark...].allSatisfy { $0 == "*" }
  }
}
