// The error messages of a workbook, with their sources.

import SheetsAPI

extension ErrorEnvelope {
  /// 400 with this message.
  static func invalid(_ message: String) -> ErrorEnvelope {
    ErrorEnvelope(.invalidArgument, message)
  }

  /// 501, which Google never sends: the request is valid, but the simulator does not model it.
  static func notSimulated(_ what: String) -> ErrorEnvelope {
    ErrorEnvelope(.unimplemented, "Not simulated: \(what)")
  }

  /// Recorded live.
  static func unparsable(_ range: String) -> ErrorEnvelope {
    invalid("Unable to parse range: \(range)")
  }

  /// Recorded live.
  static func noGrid(_ sheetID: Int) -> ErrorEnvelope {
    invalid("No grid with id: \(sheetID)")
  }

  /// Documented, and quoted in issues of client libraries.
  static let tooManyCells = invalid(
    "This action would increase the number of cells in the workbook above the limit of "
      + "\(Workbook.cellLimit) cells.")

  /// Assumed, based on the message about cells.
  static let tooManyColumns = invalid(
    "This action would increase the number of columns in the sheet above the limit of "
      + "\(A1Notation.columnLimit) columns.")

  /// Quoted in issues of client libraries.
  static let tooManyCharacters = invalid(
    "Your input contains more than the maximum of \(Workbook.characterLimit) characters in a single cell.")

  /// The error with the part of the request that it concerns; 501 stays unchanged.
  func of(_ part: String) -> ErrorEnvelope {
    guard status == .invalidArgument, details.isEmpty else { return self }
    return ErrorEnvelope(status, "Invalid \(part): \(message)", details: details)
  }
}
