// Names come from files: what they hold must not move a cursor, break a row or turn the text round.

import PerformanceMetrics

extension String {
  /// The text with a middle dot for every character that is not seen: controls, line breaks, changes of direction.
  var visible: String {
    guard unicodeScalars.contains(where: \.isUnseen) else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.map { $0.isUnseen ? "·" : $0 }))
  }
}

extension Unicode.Scalar {
  fileprivate var isUnseen: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: true
    default: false
    }
  }
}
