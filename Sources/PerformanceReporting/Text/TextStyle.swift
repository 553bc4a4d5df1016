// Color is a parameter of a rendering, never a property of the data.

import PerformanceMetrics

/// Whether a text for people is colored.
package enum TextStyle: Sendable, Hashable, CaseIterable {
  /// Characters only, for files and pipes.
  case plain
  /// With the escape sequences of terminals (ECMA-48, Select Graphic Rendition).
  case colored

  /// What a color says.
  package enum Color: Int {
    case bad = 31
    case good = 32
    case attention = 33
    case faint = 2
    case strong = 1
  }

  /// The text in a color, or as it is.
  package func paint(_ text: String, _ color: Color?) -> String {
    guard self == .colored, let color, !text.isEmpty else { return text }
    return "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m"
  }
}
