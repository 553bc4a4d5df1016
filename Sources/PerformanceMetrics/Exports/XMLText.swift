// Text inside XML: nothing in it is mark-up, and nothing is a character that XML 1.0 forbids.

extension String {
  /// The text as the content of an element or of an attribute in double quotation marks.
  ///
  /// What is not seen (controls, line breaks, what Unicode has not assigned) is a middle dot, so every scalar is allowed.
  var xmlText: String {
    var result = ""
    for scalar in visible.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
