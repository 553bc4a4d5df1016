// The results of a replay for each row of the ledger, taken from a replay or from the existing ledger.

import SheetsAPI
import SheetsSim

/// How many of the recorded exchanges have equal answers, by the names of rows.
package struct ReplayedRates: Equatable {
  /// The sentence about the recordings as a whole.
  var headline = ""
  /// Two cells of a table for each row that was replayed: `54 of 54` and the day of the latest answer.
  package var cells: [String: [String]] = [:]

  package init(_ report: ReplayReport) {
    func cells(_ tally: ReplayReport.Tally) -> [String] { ["\(tally.equal) of \(tally.all)", tally.lastDay] }
    for row in MethodRow.sheets + MethodRow.drive {
      if let tally = report.byMethod[row.recordedName] { self.cells[row.name] = cells(tally) }
    }
    for kind in RequestKind.allCases {
      if let tally = report.byKind[kind.rawValue] { self.cells[kind.rawValue] = cells(tally) }
    }
    func sum(_ tallies: [ReplayReport.Tally], for name: String) {
      var sum = ReplayReport.Tally()
      for tally in tallies {
        sum.equal += tally.equal
        sum.all += tally.all
        sum.lastDay = max(sum.lastDay, tally.lastDay)
      }
      if sum.all > 0 { self.cells[name] = cells(sum) }
    }
    for row in ErrorRow.known {
      let refusals = report.refusals.filter { $0.status == row.status && row.matches($0.sentence) }
      sum(refusals.map(\.tally), for: row.description)
    }
    for rule in EntryRule.all { sum(rule.cases.compactMap { report.byEnteredText[$0.text] }, for: rule.name) }
    let live = report.live.map(\.tally)
    headline =
      "Replayed: \(report.files.equal) of \(report.files.all) recorded files and \(report.sheetsExchanges.equal) of "
      + "\(report.sheetsExchanges.all) Sheets exchanges equal, the latest of \(report.files.lastDay); "
      + "\(live.map(\.equal).reduce(0, +)) of \(live.count) single answers equal, the latest of "
      + "\(live.map(\.lastDay).max() ?? "no day")."
  }

  /// Reads the rates from an existing ledger.
  package init(ledger: String) {
    for line in ledger.split(separator: "\n") {
      if line.hasPrefix("Replayed: ") { headline = String(line) }
      let parts = line.split(separator: "|", omittingEmptySubsequences: false).map(\.trimmed)
      guard parts.count == 7, parts[3].wholeMatch(of: /[0-9]+ of [0-9]+/) != nil else { continue }
      cells[parts[1].replacing("`", with: "")] = [parts[3], parts[4]]
    }
  }
}

extension StringProtocol {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
