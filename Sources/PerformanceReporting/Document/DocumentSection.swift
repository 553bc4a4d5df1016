// What a document is made of: sections of blocks. Plain text throughout; a renderer makes it safe in its format.

import PerformanceMetrics

/// A section with its heading.
package struct DocumentSection: Sendable, Hashable {
  /// The heading; `nil` for blocks that need none.
  package let title: String?
  /// What the heading says of the section at once: `34 of 34 met`.
  package let detail: String?
  /// What stands below it.
  package let blocks: [DocumentBlock]

  /// Makes a section; one without blocks is left out of its document.
  package init(_ title: String?, detail: String? = nil, _ blocks: [DocumentBlock]) {
    self.title = title
    self.detail = detail
    self.blocks = blocks
  }

  /// The heading with its detail; `nil` for blocks that need none.
  package var heading: String? { title.map { $0 + (detail.map { ": \($0)" } ?? "") } }

  /// The name by which a link finds the section: lowercase letters, digits, hyphens.
  package var anchor: String { (title ?? "").slug }
}

/// A piece of a section.
package indirect enum DocumentBlock: Sendable, Hashable {
  /// A heading below that of the section.
  case heading(String)
  /// Sentences, wrapped where a format needs it.
  case paragraph(String)
  /// Points, one a line.
  case list([String])
  /// Rows and columns, all of them in sight.
  case table(DocumentTable)
  /// Requirements at a glance.
  case tiles([RequirementTile])
  /// Charts, side by side where there is space.
  case charts([ChartImage])
  /// Blocks behind one line, which a reader unfolds; in a terminal the line alone is shown.
  case folded(String, [DocumentBlock])

  /// The charts in the block.
  var charts: [ChartImage] {
    switch self {
    case .charts(let images): images
    case .folded(_, let blocks): blocks.flatMap(\.charts)
    default: []
    }
  }

  /// The tables in the block.
  var tables: [DocumentTable] {
    switch self {
    case .table(let table): [table]
    case .folded(_, let blocks): blocks.flatMap(\.tables)
    default: []
    }
  }
}
