// Colour is a parameter of a rendering, never a property of the data.

import PerformanceMetrics

/// Whether a text for people is coloured.
package enum TextStyle: Sendable, Hashable, CaseIterable {
  /// Characters only.
  case plain
  /// With the escape sequences of terminals (ECMA-48, Select Graphic Rendition).
  case coloured

  /// What a colour says.
  package enum Colour: Int {
    case bad = 31
    case good = 32
    case attention = 33
    case faint = 2
    case strong = 1
  }

  /// The text in a colour, or as it is.
  package func paint(_ text: String, _ colour: Colour?) -> String {
    guard self == .coloured, let colour, !text.isEmpty else { return text }
    return "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m"
  }
}
