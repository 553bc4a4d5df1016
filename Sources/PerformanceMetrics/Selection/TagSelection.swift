// Which suites or metrics are meant, by their tags: the same words for a run and for a comparison.

import TextFormats

/// A choice by tags, as people write it: `quota,latency`, or `!load` for everything but what is tagged so.
///
/// Something is chosen when it has one of the plain tags (or there are none) and none of those with `!`.
package struct TagSelection: Sendable, Hashable, CustomStringConvertible {
  private let included: [String]
  private let excluded: [String]

  /// The choice that leaves nothing out.
  package static let everything = TagSelection("")

  /// Reads a list of tags, separated by commas; spaces and empty words do not count.
  package init(_ text: String) {
    let words = text.split(separator: ",").map { $0.trimmingSpaces }.filter { !$0.isEmpty && $0 != "!" }
    included = words.filter { !$0.hasPrefix("!") }
    excluded = words.filter { $0.hasPrefix("!") }.map { $0.dropFirst().trimmingSpaces }
  }

  /// Whether every tag is allowed.
  package var isEverything: Bool { included.isEmpty && excluded.isEmpty }

  /// Whether something with these tags is chosen.
  package func includes(_ tags: some Collection<String>) -> Bool {
    (included.isEmpty || included.contains { tags.contains($0) }) && !excluded.contains { tags.contains($0) }
  }

  /// The first problem with the words: a tag that nothing has, with those that there are; `nil` when all are known.
  package func unknownTag(among known: Set<String>) -> String? {
    guard let unknown = (included + excluded).first(where: { !known.contains($0) }) else { return nil }
    let names = known.isEmpty ? "none, as nothing is tagged" : known.sorted().joined(separator: ", ")
    return "found the tag \(unknown), expected one of those there are: \(names)"
  }

  /// The choice as it is written.
  package var description: String { (included + excluded.map { "!\($0)" }).joined(separator: ",") }
}
