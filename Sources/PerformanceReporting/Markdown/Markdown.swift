// Markdown as GitHub reads it (GitHub Flavored Markdown), safe against names that look like Markdown or HTML.

import PerformanceMetrics

/// Pieces of Markdown made of text that nobody has checked.
enum Markdown {
  /// Text that shows as it is: no markup, no HTML, no mention, no line of its own, no change of direction.
  static func text(_ text: String) -> String {
    var result = ""
    for (index, scalar) in text.visible.unicodeScalars.enumerated() {
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "|", "~", "$": result += "\\" + String(scalar)
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      // Behind it a word joiner (zero width), so that no mention, no reference, no link and no heading comes of it.
      case "@", "#": result += String(scalar) + "\u{2060}"
      case "/" where result.hasSuffix("/") || result.hasSuffix(":"): result += "\u{2060}/"
      case "." where result.hasSuffix("www"): result += "\u{2060}."
      case "-" where index == 0: result += "\\-"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Text in the fixed-width server; a fence longer than any in the text, and nothing that ends a cell or a line.
  static func code(_ text: String) -> String {
    let shown = text.visible
    let longest = shown.split { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: longest + 1)
    let space = longest > 0 ? " " : ""
    return fence + space + shown.replacing("|", with: "\\|") + space + fence
  }

  /// A table of cells that are Markdown already.
  ///
  /// Right-aligned columns are named by their places.
  static func table(_ heading: [String], right: Set<Int>, _ rows: [[String]]) -> [String] {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    let rule = heading.indices.map { right.contains($0) ? "---:" : "---" }
    return [line(heading), line(rule)] + rows.map(line)
  }
}
