// The ledger on limits, on the environment of the spreadsheet, and on what is left out without an error.

import SheetsAPI
import SheetsSim

/// A sentence of the ledger on a behavior that no single request shows.
package struct PlainRow: Sendable {
  package var name: String
  package var fidelity: Fidelity
  package var says: String

  private init(_ name: String, _ fidelity: Fidelity, _ says: String) {
    (self.name, self.fidelity, self.says) = (name, fidelity, says)
  }

  private static let limits = QuotaLimits()

  /// The numbers come from the code; each limit is tested with the backend.
  static let limitRows = [
    PlainRow("cells of a workbook", .documented, "at most \(Workbook.cellLimit.formatted), with or without data"),
    PlainRow("characters of a cell", .documented, "at most \(Workbook.characterLimit.formatted)"),
    PlainRow("columns of a sheet", .documented, "at most \(A1Notation.columnLimit.formatted), to ZZZ"),
    PlainRow("writes of a user in a minute", .recorded, "\(limits.writesPerIdentity), as the refusal says"),
    PlainRow("reads of a user in a minute", .documented, "\(limits.readsPerIdentity)"),
    PlainRow("writes of a project in a minute", .documented, "\(limits.writesPerProject)"),
    PlainRow("reads of a project in a minute", .documented, "\(limits.readsPerProject)"),
    PlainRow("refused calls", .assumed, "do not count"),
    PlainRow("the minute of a quota", .assumed, "sliding as the default, or fixed: which one it is nobody has shown"),
    PlainRow("depth of groups", .documented, "at most 8"),
    PlainRow("bytes of a request", .documented, "counted and never refused: 2 MB are recommended, 9 MB were accepted"),
    PlainRow("seconds of a request", .notSimulated, "Google ends one after 180; latencies here are far below"),
  ]

  static let worldRows = [
    PlainRow(
      "latency", .assumed,
      "`origin` is assumed; `recorded` has the means of recorded traffic and an assumed tail; or one's own samples"),
    PlainRow(
      "faults", .assumed, "lost answers, late effects, colliding appends and errors 5xx at rates a scenario sets"),
    PlainRow("identifiers", .assumed, "drawn from the seed in the form that recorded ones have"),
    PlainRow("order of calls", .assumed, "one at a time, as they arrive"),
    PlainRow("a row that was emptied again", .assumed, "is no data for an append, as users report; nor is a format"),
    PlainRow("an unlocked retry of a write", .documented, "is applied again: Google has no key for repeated requests"),
  ]

  /// Answers that differ from Google's without an error.
  static let gapRows = [
    PlainRow("unknown members of a body", .notSimulated, "are passed over; Google refuses them"),
    PlainRow("sentences of errors in cells", .notSimulated, "an `errorValue` has its type and no message"),
    PlainRow("names of sheets", .assumed, "differ by upper and lower case"),
    PlainRow(
      "rich text, links inside a text, pivot tables", .notSimulated, "are in no answer; writing them is refused"),
    PlainRow("comments", .notSimulated, "a file has none"),
    PlainRow(
      "`updateSheetProperties` with `fields: \"*\"`", .notSimulated,
      "changes the members that are sent; Google would reset the others"),
  ]
}

extension Int {
  /// The number with commas between thousands.
  fileprivate var formatted: String {
    var digits = Array(String(self))
    for index in stride(from: digits.count - 3, to: 0, by: -3) { digits.insert(",", at: index) }
    return String(digits)
  }
}
