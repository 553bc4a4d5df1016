// One number and a colour, for the top of a page: the p95 that is promised first.

import Foundation
import PerformanceMetrics

/// The badge: the p95 measured for the first PERF-01 row, named on it.
///
/// Green under 1 s, yellow under 1.5 s, red from there. A document that fails is red whatever the number, one that is
/// partial is grey unless the number is red; without the number it is grey and says so.
package struct Badge: Sendable, Hashable {
  /// The colours, by the names that shields.io has for them.
  package enum Colour: String, Sendable, Hashable, CaseIterable {
    case brightgreen
    case yellow
    case red
    case lightgrey

    /// The colour in an SVG.
    var hexadecimal: String {
      switch self {
      case .brightgreen: "#2a7a0b"
      case .yellow: "#e0b020"
      case .red: "#b0281a"
      case .lightgrey: "#6b6b6b"
      }
    }

    /// The colour of text on it, at a contrast of 4.5 or more: a yellow that bears white text is brown.
    var ink: String { self == .yellow ? "#222" : "#fff" }
  }

  /// The promise whose number is shown.
  static let promise = "PERF-01"

  /// The left half: what is measured, where.
  package let label: String
  /// The right half: the number, or why there is none.
  package let message: String
  /// How good it is.
  package let colour: Colour

  /// The badge of a document.
  package init(_ document: PerformanceDocument) {
    // A comparison puts first what fails: the first by the metric's id is the same row whatever the verdict.
    let rows = document.requirements.filter { $0.requirement.id == Self.promise && $0.requirement.isOverP95 }
    guard let result = rows.min(by: { $0.requirement.metric < $1.requirement.metric }) else {
      (label, message, colour) = ("p95", "no data", .lightgrey)
      return
    }
    label = "p95, \(result.requirement.row)"
    guard let actual = result.actual, result.requirement.unit == .nanoseconds else {
      (message, colour) = ("no data", .lightgrey)
      return
    }
    let measured: Colour = actual < 1_000_000_000 ? .brightgreen : actual < 1_500_000_000 ? .yellow : .red
    let number = Quantity.text(actual, .nanoseconds)
    switch document.state {
    case .passing: (message, colour) = (number, measured)
    case .failing: (message, colour) = ("\(number), failing", .red)
    case .partial: (message, colour) = ("\(number), partial", measured == .red ? .red : .lightgrey)
    }
  }

  /// The endpoint of shields.io (https://shields.io/badges/endpoint-badge): sorted keys, one newline at the end.
  package func json() throws -> Data {
    struct Endpoint: Encodable {
      let schemaVersion = 1
      let label: String
      let message: String
      let color: String
    }
    return try StableJSON.data(
      Endpoint(label: label.visible, message: message.visible, color: colour.rawValue))
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
      <rect x="\(left)" width="\(right)" height="20" fill="\(colour.hexadecimal)"/>
      </g>
      <g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11">
      <text x="6" y="14" textLength="\(left - 12)" lengthAdjust="spacingAndGlyphs">\(one)</text>
      <text x="\(left + 6)" y="14" fill="\(colour.ink)" textLength="\(right - 12)" lengthAdjust="spacingAndGlyphs">\(other)</text>
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

extension Requirement {
  /// Whether the metric is a p95, by the last part of its id.
  fileprivate var isOverP95: Bool { metric.hasSuffix(".p95") }
}
