// Text that nobody has checked, in XML and HTML.

import PerformanceMetrics

/// Pieces of markup made of text.
enum Markup {
  /// Text that shows as it is, between tags and in a quoted attribute; its unseen characters are made visible.
  static func text(_ text: String) -> String {
    var result = ""
    for scalar in text.visible.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// An element with its content, which is markup already; attributes with `nil` are left out.
  static func element(_ name: String, _ attributes: [(String, String?)] = [], _ content: String) -> String {
    let written = attributes.compactMap { key, value in value.map { " \(key)=\"\(text($0))\"" } }.joined()
    return "<\(name)\(written)>\(content)</\(name)>"
  }
}
