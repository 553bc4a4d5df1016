// A chart as a file that stands by itself, with everything that a reader who cannot see it needs.

import PerformanceMetrics

/// A chart: SVG that follows the reader's light or dark scheme, its text alternative, and its values as a table.
package struct ChartImage: Sendable, Hashable {
  /// The file's name without `.svg`: small letters, digits and hyphens; unique among the charts of a document.
  package let name: String
  /// What the chart shows, in one line.
  package let title: String
  /// What a reader would see in it: the text alternative.
  package let description: String
  /// The heads of the columns of ``values``.
  package let heading: [String]
  /// The numbers that are drawn, as text, row by row.
  package let values: [[String]]
  /// The SVG document, ending with a newline; it can stand in a page as it is, its ids begin with ``name``.
  package let svg: String

  /// The same chart under another name, its ids included.
  func named(_ other: String) -> ChartImage {
    ChartImage(
      name: other, title: title, description: description, heading: heading, values: values,
      svg: svg.replacing("\"\(name)-title \(name)-description\"", with: "\"\(other)-title \(other)-description\"")
        .replacing("id=\"\(name)-", with: "id=\"\(other)-"))
  }
}

extension String {
  /// A part of a file's name or of an id in a page: small letters, digits, and hyphens for all else.
  var slug: String {
    let words = lowercased().unicodeScalars.split { !("a"..."z").contains($0) && !("0"..."9").contains($0) }
    return words.map { String(String.UnicodeScalarView($0)) }.joined(separator: "-")
  }

  /// The text with `…` for what is behind so many characters.
  func shortened(to count: Int) -> String { self.count <= count ? self : prefix(count - 1) + "…" }
}
