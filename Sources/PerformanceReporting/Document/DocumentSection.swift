// What a document is made of: sections of blocks. Plain text throughout; a renderer makes it safe in its format.

import PerformanceMetrics

/// A section with its heading.
package struct DocumentSection: Sendable, Hashable {
  /// The heading; `nil` for blocks that need none.
  package let title: String?
  /// What stands below it.
  package let blocks: [DocumentBlock]

  /// Makes a section.
  package init(_ title: String?, _ blocks: [DocumentBlock]) {
    self.title = title
    self.blocks = blocks
  }

  /// The name by which a link finds the section: lowercase letters, digits, hyphens.
  package var anchor: String { (title ?? "").slug }
}

/// A piece of a section.
package indirect enum DocumentBlock: Sendable, Hashable {
  /// A heading below that of the section.
  case heading(String)
  /// Sentences.
  case paragraph(String)
  /// Points, one a line.
  case list([String])
  /// Rows and columns.
  case table(DocumentTable)
  /// Requirements at a glance.
  case tiles([RequirementTile])
  /// Charts, side by side where there is space.
  case charts([ChartImage])
  /// Commands to type, one a line.
  case commands([String])
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
