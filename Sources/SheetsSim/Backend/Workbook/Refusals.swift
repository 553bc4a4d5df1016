// The sentences of the errors that a workbook answers with, in one place, with where each was seen.

import SheetsAPI

extension ErrorEnvelope {
  /// 400 with this sentence.
  static func invalid(_ message: String) -> ErrorEnvelope {
    ErrorEnvelope(.invalidArgument, message)
  }

  /// 501, which Google never sends: the request is fine and the simulator does not model what it asks for.
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

  /// Documented, and quoted in issue threads of clients.
  static let tooManyCells = invalid(
    "This action would increase the number of cells in the workbook above the limit of "
      + "\(Workbook.cellLimit) cells.")

  /// Assumed, after the sentence about cells.
  static let tooManyColumns = invalid(
    "This action would increase the number of columns in the sheet above the limit of "
      + "\(A1Notation.columnLimit) columns.")

  /// Quoted in issue threads of clients.
  static let tooManyCharacters = invalid(
    "Your input contains more than the maximum of \(Workbook.characterLimit) characters in a single cell.")

  /// The error of one part of a request, which names the part; what is not simulated stays as it is.
  func of(_ part: String) -> ErrorEnvelope {
    guard status == .invalidArgument, details.isEmpty else { return self }
    return ErrorEnvelope(status, "Invalid \(part): \(message)", details: details)
  }
}
