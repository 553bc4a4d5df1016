// The ledger of fidelity says what the simulator does, line by line.

import Foundation
import SheetsAPI
import SheetsScenarios
import SheetsSim
import Testing
import TextFormats

@Suite struct `The ledger of fidelity` {
  @Test(arguments: RequestKind.allCases)
  func `describes each kind of change as a request shows it`(kind: RequestKind) throws {
    let row = RequestKindRow[kind]
    let body = try JSON(parsing: Array(row.sample.utf8))
    let answer = RequestKindRow.scene().batch([.object(JSONObject([.init(kind.rawValue, body)]))])
    if row.fidelity == .notSimulated {
      #expect(answer.status == 501)
      #expect(answer.message == "Not simulated: \(kind.rawValue)")
    } else {
      #expect(answer.status == 200, "\(answer.message ?? "")")
    }
  }

  @Test func `has no kind of change that the API does not have`() {
    let answer = RESTScene().batch([["makeTea": [:]]])
    #expect(
      answer.message == "Invalid JSON payload received. Unknown name \"makeTea\" at 'requests': Cannot find field.")
  }

  @Test(arguments: MethodRow.sheets + MethodRow.drive)
  func `describes each method as a call shows it`(row: MethodRow) {
    let answer = row.answer(in: RequestKindRow.scene())
    if row.fidelity == .notSimulated {
      #expect(answer.status == 501)
      #expect(answer.message?.hasPrefix("Not simulated: ") == true)
    } else {
      #expect(answer.status == 200 || answer.status == 204, "\(answer.message ?? "")")
    }
  }

  @Test(arguments: ErrorRow.all)
  func `describes each error as a request shows it`(row: ErrorRow) {
    let answer = row.answer(in: RequestKindRow.scene())
    #expect(answer.status == row.status)
    #expect(row.matches(answer.message ?? ""), "\(answer.message ?? "")")
    #expect(ErrorEnvelope(json: answer.json)?.code == row.status)
  }

  @Test func `describes the quota as the 61st write of a minute shows it`() {
    let scene = RESTScene(quota: QuotaLimits())
    var answers: [RESTAnswer] = []
    for _ in 0..<60 { answers.append(ErrorRow.quota.answer(in: scene)) }
    #expect(answers.last.map { $0.status == 429 && ErrorRow.quota.matches($0.message ?? "") } == true)
    // The creation of the spreadsheet was the first write.
    #expect(answers.dropLast().allSatisfy { $0.status != 429 })
  }

  @Test func `describes access as the call of an account without it shows it`() {
    let answer = ErrorRow.stranger.answer(in: RequestKindRow.scene(), as: Identity("stranger@example.com"))
    #expect(answer.status == 403 && ErrorRow.stranger.matches(answer.message ?? ""), "\(answer.message ?? "")")
  }

  @Test func `names each row once`() {
    let names =
      (MethodRow.sheets + MethodRow.drive).map(\.name) + RequestKind.allCases.map(\.rawValue)
      + ErrorRow.known.map(\.description) + EntryRule.all.map(\.name)
    #expect(Set(names).count == names.count)
  }

  // MARK: The file

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static func written() throws -> String {
    try String(contentsOf: root.appending(path: "docs/simulator-fidelity.md"), encoding: .utf8)
  }

  @Test func `is current: tables from the code, rates of the replay from the file`() throws {
    let written = try Self.written()
    #expect(Ledger.text(ReplayedRates(ledger: written)) == written, "write it: swift run lab fidelity")
  }

  @Test func `marks as recorded exactly what was replayed`() throws {
    let rates = ReplayedRates(ledger: try Self.written())
    var rows = (MethodRow.sheets + MethodRow.drive).map { ($0.name, $0.fidelity) }
    rows += RequestKind.allCases.map { ($0.rawValue, RequestKindRow[$0].fidelity) }
    rows += ErrorRow.known.map { ($0.description, $0.fidelity) }
    rows += EntryRule.all.map { ($0.name, $0.fidelity) }
    for (name, fidelity) in rows { #expect((fidelity == .recorded) == (rates.cells[name] != nil), "\(name)") }
  }
}
