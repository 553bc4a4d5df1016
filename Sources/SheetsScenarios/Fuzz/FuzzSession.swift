// Ten inputs in a row for one account, and what is found about each.

import Foundation
import SheetsAPI
import SheetsSim
import TextFormats

/// A rule that an input broke.
package struct FuzzFinding: Error {
  package let input: Int
  package let shown: String
  let problem: String
}

/// The account that a stretch of inputs meets, always the same at the beginning.
package struct FuzzSession {
  package static let length = 10
  private static let robot = Identity("robot@example.com")

  private let server: @Sendable (RESTRequest) -> RESTAnswer
  private let requests: RequestDrawing
  private var generator: SplitMix64
  /// The spreadsheet that the inputs meet.
  package var spreadsheetID: SpreadsheetID { requests.id }
  /// What the spreadsheet holds, as it is read back.
  private var state: [RESTAnswer]

  /// An account with a spreadsheet.
  ///
  /// `number` is the number of the stretch, from 0; `server` answers, by default one of its own.
  ///
  /// - Throws: `SheetsError` when the spreadsheet cannot be made.
  package init(
    seed: UInt64, number: Int,
    server: @escaping @Sendable (RESTRequest) -> RESTAnswer = {
      [server = SimulatedBackend(seed: 1)] in server.immediateAnswer(to: $0, as: Self.robot)
    }
  ) throws {
    self.server = server
    generator = SplitMix64(seed: seed, substream: "session \(number)")
    let sheets = ["Sheet1", "Data", "It's", "Log"].enumerated().map { index, title in
      SheetProperties(sheetID: index, title: title, index: index, rowCount: 10, columnCount: 6)
    }
    let create = SpreadsheetsCreate(title: "Fuzz", sheets: sheets).request
    let created = try server(create.rest).reply(to: create.method)
    guard case .spreadsheetsCreate(let spreadsheet) = created else {
      throw SheetsError.unreadable(code: 200, body: "no spreadsheet")
    }
    requests = RequestDrawing(id: spreadsheet.spreadsheetID)
    let fill = RESTRequest(
      method: "POST", path: "/v4/spreadsheets/\(requests.id):batchUpdate", parameters: [],
      body: ["requests": RequestTemplates.beginning])
    _ = try server(fill).reply(to: .spreadsheetsBatchUpdate)
    state = []
    state = currentState()
  }

  /// Draws the next input of the stretch.
  package mutating func draw() -> FuzzInput {
    switch generator.below(10) {
    case 0, 1: .notation(NotationDrawing.text(&generator))
    case 2: .reference(NotationDrawing.reference(&generator))
    case 3, 4:
      generator.below(2) == 0
        ? .json(JSONMutation.mutated(JSONMutation.value(&generator).bytes, &generator))
        : .json(JSONMutation.value(&generator).bytes)
    case 5...7: .body(requests.withMutatedBody(&generator))
    default: .path(requests.withMutatedPath(&generator))
    }
  }

  /// The result of an input in one word.
  ///
  /// - Throws: `FuzzProblem` that describes the rule that the input broke.
  package mutating func judge(_ input: FuzzInput) throws(FuzzProblem) -> String {
    switch input {
    case .notation(let text):
      guard let reference = A1Reference(parsing: text) else { return "rejected" }
      try Self.printAndParse(reference)
      return "parsed"
    case .reference(let reference):
      try Self.printAndParse(reference)
      return "parsed"
    case .json(let bytes):
      guard let json = try? JSON(parsing: bytes) else { return "rejected" }
      // Foundation refuses half of a surrogate pair, which Google's clients may send.
      let isPlain = !bytes.contains(UInt8(ascii: "\\"))
      if isPlain, (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) == nil {
        throw FuzzProblem("was read as \(json.text.debugDescription), and is no JSON to Foundation")
      }
      let printed = json.bytes
      guard let again = try? JSON(parsing: printed), again == json || again.bytes == printed else {
        throw FuzzProblem("was read, printed as \(json.text.debugDescription) and read as something else")
      }
      return "parsed"
    case .body(let request), .path(let request):
      let answer = server(request)
      let before = state
      // Whatever is found about this input: the next is judged by what it does itself.
      state = currentState()
      try Self.check(answer)
      if answer.status >= 400, before != state {
        throw FuzzProblem("was refused and changed the spreadsheet all the same")
      }
      return "\(answer.status)"
    }
  }

  private static func printAndParse(_ reference: A1Reference) throws(FuzzProblem) {
    let text = reference.description
    let again = A1Reference(parsing: text)
    guard again == reference else {
      throw FuzzProblem(
        "is \(reference.fields), printed as \(text.debugDescription) and parsed as \(again.map(\.fields) ?? "nothing")")
    }
  }

  /// A reply is JSON, and a rejection has Google's error envelope with a code from 400 to 499; 501 says what is not simulated.
  private static func check(_ answer: RESTAnswer) throws(FuzzProblem) {
    if answer.status == 204, answer.body.isEmpty { return }
    guard let json = try? JSON(parsing: answer.body), json.object != nil else {
      throw FuzzProblem("was answered with \(answer.status) and no JSON object")
    }
    if answer.status == 200 { return }
    guard let envelope = ErrorEnvelope(json: json), json["error"]?["code"]?.integer == answer.status,
      envelope.code == answer.status, !envelope.message.isEmpty
    else {
      throw FuzzProblem(
        "was answered with \(answer.status) and no error envelope of the shape that Google sends: \(json.text)")
    }
    let isNamedAsMissing = answer.status == 501 && envelope.message.hasPrefix("Not simulated: ")
    guard (400...499).contains(answer.status) || isNamedAsMissing else {
      throw FuzzProblem("was answered with \(answer.status): \(envelope.message)")
    }
  }

  /// The sheets and their cells as they were entered.
  private func currentState() -> [RESTAnswer] {
    let path = "/v4/spreadsheets/\(requests.id)"
    let outline = server(RESTRequest(method: "GET", path: path))
    let sheets = (try? JSON(parsing: outline.body))?["sheets"]?.array ?? []
    return [outline]
      + sheets.map { sheet in
        let title = sheet["properties"]?["title"]?.string ?? ""
        let range = A1Reference.name(title, quoted: true).description
        return server(
          ValuesGet(spreadsheetID: requests.id, range: range, valueRenderOption: .formula).request.rest)
      }
  }
}

/// What is wrong with the result of an input.
package struct FuzzProblem: Error {
  package let sentence: String

  init(_ sentence: String) { self.sentence = sentence }
}

extension A1Reference {
  /// The reference as its fields, which two ways of printing cannot hide.
  fileprivate var fields: String { String(reflecting: self).debugDescription }
}
