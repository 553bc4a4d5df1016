// One number and a color, for the top of a page.

import Foundation
import PerformanceMetrics

/// The badge: the requirement that a suite names for it or, where it names none, how many requirements are met.
///
/// The requirement's thresholds choose between green, yellow and red. A report that fails is red whatever the number, one
/// that is partial is grey unless the number is red; without a number the badge is grey and says so.
package struct Badge: Sendable, Hashable {
  /// The colors, by the names that shields.io has for them.
  package enum Color: String, Sendable, Hashable, CaseIterable {
    case brightgreen
    case yellow
    case red
    case lightgrey

    /// The color in an SVG.
    var hexadecimal: String {
      switch self {
      case .brightgreen: "#2a7a0b"
      case .yellow: "#e0b020"
      case .red: "#b0281a"
      case .lightgrey: "#6b6b6b"
      }
    }

    /// The color of text on it, at a contrast of 4.5 or more: a yellow that bears white text is brown.
    var ink: String { self == .yellow ? "#222" : "#fff" }
  }

  /// The left half: what is measured, where.
  package let label: String
  /// The right half: the number, or why there is none.
  package let message: String
  /// How good it is.
  package let color: Color

  /// The badge of a report.
  package init(_ content: ReportContent) {
    let results = content.requirements
    // A comparison puts first what fails: the first by the metric's id is the same row whatever the verdict.
    let named = results.filter { $0.requirement.badge != nil }
      .min { $0.requirement.metric < $1.requirement.metric }
    guard let named, let thresholds = named.requirement.badge else {
      label = "requirements"
      message = results.isEmpty ? "none" : results.countWords
      color =
        switch content.state {
        case .passing: .brightgreen
        case .failing: .red
        case .partial: .lightgrey
        }
      return
    }
    let metric = content.metrics.first { $0.id == named.requirement.metric }
    label = "\(metric?.statistic ?? named.requirement.id), \(named.row)"
    guard let exact = named.exact else {
      (message, color) = ("no data", .lightgrey)
      return
    }
    let measured = Self.color(of: exact, thresholds, named.requirement)
    let number = Quantity.text(exact, named.requirement.unit)
    switch content.state {
    case .passing: (message, color) = (number, measured)
    case .failing: (message, color) = ("\(number), failing", .red)
    case .partial: (message, color) = ("\(number), partial", measured == .red ? .red : .lightgrey)
    }
  }

  private static func color(of actual: Fraction, _ thresholds: BadgeThresholds, _ requirement: Requirement) -> Color {
    let relation: Relation = requirement.relation == .atLeast ? .atLeast : .lessThan
    func isWithin(_ bound: Int64) -> Bool { relation.holds(actual, Fraction(bound, requirement.unit)) }
    return isWithin(thresholds.good) ? .brightgreen : isWithin(thresholds.fair) ? .yellow : .red
  }

  /// The endpoint of shields.io (https://shields.io/badges/endpoint-badge): sorted keys, one newline at the end.
  ///
  /// - Throws: what `JSONEncoder` throws; these values give it no reason to.
  package func json() throws -> Data {
    struct Endpoint: Encodable {
      let schemaVersion = 1
      let label: String
      let message: String
      let color: String
    }
    return try StableJSON.data(
      Endpoint(label: label.visible, message: message.visible, color: color.rawValue))
  }

  /// The picture: two halves, the left one grey; ends with a newline.
  package var svg: String {
    let (left, right) = (Self.width(label) + 12, Self.width(message) + 12)
    let (one, other) = (Markup.text(label), Markup.text(message))
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(left + right)" height="20" role="img" aria-label="\(one): \(other)">
      <title>\(one): \(other)</title>
      <clipPath id="round"><rect width="\(left + right)" height="20" rx="3"/></clipPath>
      <g clip-path="url(#round)">
      <rect width="\(left)" height="20" fill="#444"/>
      <rect x="\(left)" width="\(right)" height="20" fill="\(color.hexadecimal)"/>
      </g>
      <g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11">
      <text x="6" y="14" textLength="\(left - 12)" lengthAdjust="spacingAndGlyphs">\(one)</text>
      <text x="\(left + 6)" y="14" fill="\(color.ink)" textLength="\(right - 12)" lengthAdjust="spacingAndGlyphs">\(other)</text>
      </g>
      </svg>

      """
  }

  /// About how wide a text is in Verdana and DejaVu Sans at 11 pixels; `textLength` makes it exact in any server.
  static func width(_ text: String) -> Int {
    let tenths = text.visible.unicodeScalars.reduce(0) { sum, scalar in
      switch scalar {
      case "i", "l", "I", "'": sum + 31
      case " ", ".", ",", ":", ";", "|", "·", "f", "j", "t": sum + 40
      case "r", "-", "(", ")", "[", "]", "/", "J": sum + 45
      case "c", "s", "z", "?": sum + 58
      case "a", "e", "k", "o", "v", "x", "y", "F", "L": sum + 66
      case "A"..."C", "K", "P", "R"..."T", "V", "X"..."Z": sum + 75
      case "D", "G", "H", "N", "O", "Q", "U", "w", "&", "<", ">", "=", "+", "×": sum + 88
      case "m", "M", "W", "%", "@", "…": sum + 107
      case "\u{2E80}"...: sum + 110
      default: sum + 70
      }
    }
    return (tenths + 9) / 10
  }
}
