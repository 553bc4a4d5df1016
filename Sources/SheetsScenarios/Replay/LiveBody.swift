// Single answers captured from Google without the traffic around them: each has a scene here that leads to it.

import SheetsAPI
import SheetsSim
import TextFormats

/// One captured answer: a file of them has a member `bodies` with the answers by name.
package struct LiveBody: Sendable, CustomStringConvertible {
  package var file: String
  package var name: String
  package var day: String
  package var status: Int
  package var body: JSON

  package var description: String { name }

  package static func all(in files: [(name: String, bytes: [UInt8])]) -> [LiveBody] {
    files.flatMap { file -> [LiveBody] in
      guard let json = try? JSON(parsing: file.bytes), let bodies = json["bodies"]?.object else { return [] }
      return bodies.members.map {
        LiveBody(
          file: file.name, name: $0.name, day: json["capturedAt"]?.string ?? "",
          status: $0.value["status"]?.integer ?? 0, body: $0.value["body"] ?? .null)
      }
    }
  }

  /// What differs between the captured answer and the one here.
  package var mismatch: Mismatch? {
    func found(_ path: String, _ expected: String, _ actual: String) -> Mismatch {
      Mismatch(file: file, exchange: 1, request: name, path: path, expected: expected, actual: actual)
    }
    guard let answer else { return found("$", "a scene that leads to this answer", "none") }
    guard answer.status == status else { return found("status", "\(status)", "\(answer.status)") }
    guard let actual = try? JSON(parsing: answer.body) else { return found("body", body.text, "no JSON") }
    return JSONDifference.first(Self.filled(body, from: actual), actual, at: "$").map {
      found($0.path, $0.expected, $0.actual)
    }
  }

  /// The captured answer with its blanks, `<ID>` and `<NUM>`, filled in from the answer here where that fits.
  private static func filled(_ captured: JSON, from actual: JSON) -> JSON {
    switch (captured, actual) {
    case (.string(let left), .string(let right)):
      guard left.contains("<ID>") || left.contains("<NUM>") else { return captured }
      var pattern = left[...]
      var rest = right[...]
      while !pattern.isEmpty {
        if let blank = ["<ID>", "<NUM>"].first(where: { pattern.hasPrefix($0) }) {
          let taken = rest.prefix {
            $0.isASCII && ($0.isNumber || blank == "<ID>" && ($0.isLetter || "-_".contains($0)))
          }
          if taken.isEmpty { return captured }
          (pattern, rest) = (pattern.dropFirst(blank.count), rest.dropFirst(taken.count))
        } else {
          guard pattern.first == rest.first else { return captured }
          (pattern, rest) = (pattern.dropFirst(), rest.dropFirst())
        }
      }
      return rest.isEmpty ? actual : captured
    case (.array(let left), .array(let right)) where left.count == right.count:
      return .array(zip(left, right).map { filled($0, from: $1) })
    case (.object(let left), .object):
      return .object(
        JSONObject(left.members.map { .init($0.name, filled($0.value, from: actual[$0.name] ?? .null)) }))
    default: return captured
    }
  }

  /// The answer that the scene of this name comes to; `nil` when there is none.
  private var answer: RESTAnswer? {
    switch name {
    case "batchUpdate.ok":
      let scene = RESTScene(sheets: ["Orders", "Parts", "Log"])
      return scene.batch([
        [
          "addSheet": [
            "properties": [
              "sheetId": 7001, "title": "Scratch",
              "gridProperties": [
                "rowCount": 100, "columnCount": 30,
              ],
            ]
          ]
        ]
      ])
    case "batchUpdate.invalid":
      let scene = RESTScene(sheets: ["Orders", "Parts"])
      func write(_ sheet: Int) -> JSON {
        [
          "updateCells": [
            "start": ["sheetId": JSON(sheet)], "fields": "userEnteredValue",
            "rows": [["values": [["userEnteredValue": ["stringValue": "x"]]]]],
          ]
        ]
      }
      return scene.batch([write(0), write(1), write(999_999)])
    case "values.batchUpdate.invalid":
      let scene = RESTScene(sheets: ["Orders"])
      return scene.post(
        "/values:batchUpdate",
        [
          "valueInputOption": "RAW",
          "data": [["range": "Orders!A1", "values": [["x"]]], ["range": "NoSuchTab!A1", "values": [["x"]]]],
        ])
    case "error.429":
      let scene = RESTScene(sheets: ["Orders"], quota: QuotaLimits())
      var last: RESTAnswer?
      for _ in 0...60 { last = scene.batch([["deleteNamedRange": ["namedRangeId": "none"]]]) }
      return last
    case "error.not-found":
      return SimulatedBackend(seed: 1).immediateAnswer(
        to: RESTRequest(method: "GET", path: "/v4/spreadsheets/1x"), as: Replay.caller)
    default: return nil
    }
  }
}
