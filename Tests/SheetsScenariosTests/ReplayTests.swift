// Traffic recorded from Google must be answered here as it was answered there.

import Foundation
import SheetsAPI
import SheetsScenarios
import SheetsSim
import Testing

@Suite struct `Recorded traffic` {
  private static let recordings = Recording.all(in: Recording.folder)

  @Test(
    .enabled(if: Recording.folder != nil, "SHEETS_RECORDINGS names no folder of recordings"),
    arguments: recordings.filter(\.isSelfContained))
  func `is answered as Google answered it`(recording: Recording) {
    for outcome in Replay.run(recording) {
      if let mismatch = outcome.mismatch { Issue.record("\(mismatch)") }
    }
  }

  @Test(
    .enabled(if: Recording.folder != nil, "SHEETS_RECORDINGS names no folder of recordings"),
    arguments: LiveBody.all(in: Recording.files(in: Recording.folder)))
  func `of single answers is answered as Google answered it`(body: LiveBody) {
    if let mismatch = body.mismatch { Issue.record("\(mismatch)") }
  }

  private static let made = """
    {"interactions": [
      {"host": "www.googleapis.com", "method": "POST", "path": "/drive/v3/files", "query": "", "status": 200,
       "body": {"name": "A", "mimeType": "application/vnd.google-apps.spreadsheet"},
       "response": {"kind": "drive#file", "id": "1x", "name": "A",
                    "mimeType": "application/vnd.google-apps.spreadsheet"}},
      {"host": "sheets.googleapis.com", "method": "PUT", "path": "/v4/spreadsheets/1x/values/A1",
       "query": "valueInputOption=RAW", "status": 200, "body": {"values": [[1, 2]]},
       "response": {"spreadsheetId": "1x", "updatedRange": "Sheet1!A1:B1", "updatedRows": 1, "updatedColumns": 2,
                    "updatedCells": 2}}
    ]}
    """

  @Test func `has no mismatch when the answers are equal`() throws {
    let recording = try #require(Recording(name: "made", bytes: Array(Self.made.utf8)))
    #expect(recording.isSelfContained)
    #expect(Replay.run(recording).allSatisfy { $0.mismatch == nil })
  }

  @Test func `has a mismatch at the path where an answer was changed`() throws {
    let changed = Self.made.replacing("\"updatedColumns\": 2", with: "\"updatedColumns\": 3")
    let recording = try #require(Recording(name: "made", bytes: Array(changed.utf8)))
    let mismatches = Replay.run(recording).compactMap(\.mismatch)
    #expect(mismatches.map(\.path) == ["$.updatedColumns"])
    #expect(mismatches.map(\.exchange) == [2])
    #expect(mismatches.first?.expected == "3")
    #expect(mismatches.first?.actual == "2")
  }

  /// The same traffic as a cassette of VCR, with the exchange that fetched a token.
  private static let cassette = #"""
    {"version": 1, "interactions": [
      {"request": {"method": "POST", "uri": "https://oauth2.googleapis.com/token", "body": "x", "headers": {}},
       "response": {"status": {"code": 200, "message": "OK"}, "headers": {}, "body": {"string": "{}"}}},
      {"request": {"method": "POST", "uri": "https://www.googleapis.com/drive/v3/files?supportsAllDrives=True",
                   "body": "{\"name\": \"A\", \"mimeType\": \"application/vnd.google-apps.spreadsheet\"}", "headers": {}},
       "response": {"status": {"code": 200, "message": "OK"}, "headers": {"Date": ["Fri, 15 Mar 2024 15:59:23 GMT"]},
                    "body": {"string": "{\"kind\": \"drive#file\", \"id\": \"1x\", \"name\": \"A\", \"mimeType\": \"application/vnd.google-apps.spreadsheet\"}"}}},
      {"request": {"method": "GET", "uri": "https://sheets.googleapis.com/v4/spreadsheets/1x/values/A1",
                   "body": null, "headers": {}},
       "response": {"status": {"code": 200, "message": "OK"}, "headers": {"date": ["Fri, 15 Mar 2024 15:59:24 GMT"]},
                    "body": {"string": "{\"range\": \"Sheet1!A1\", \"majorDimension\": \"ROWS\"}"}}}
    ]}
    """#

  @Test func `is read from a cassette as it was recorded`() throws {
    let recording = try #require(Recording(name: "cassette", bytes: Array(Self.cassette.utf8)))
    #expect(recording.otherHosts == ["oauth2.googleapis.com"])
    #expect(recording.exchanges.map(\.method) == ["drive.files POST", "values.get"])
    #expect(recording.exchanges.map(\.day) == ["2024-03-15", "2024-03-15"])
    #expect(recording.isSelfContained)
    #expect(Replay.run(recording).compactMap(\.mismatch).isEmpty)
  }

  @Test func `has a report of mismatches and unread files that ends with counts`() {
    let changed = Self.made.replacing("\"updatedColumns\": 2", with: "\"updatedColumns\": 3")
    let files = [("a.json", Self.made), ("b.json", changed), ("c.json", Self.cassette), ("d.json", "[]")]
    let report = ReplayReport(files.map { ($0.0, Array($0.1.utf8)) })
    let lines = report.text.split(separator: "\n").map(String.init)
    #expect(lines.suffix(2) == ["files: 2 of 3", "Sheets exchanges: 2 of 3"])
    #expect(lines.contains("not replayed: exchanges with oauth2.googleapis.com, 1 of them"))
    #expect(lines.contains("d.json"))
    #expect(
      lines.contains { $0.hasPrefix("b.json, exchange 2 (PUT /v4/spreadsheets/1x/values/A1): at $.updatedColumns") })
    #expect(lines.contains { $0.hasPrefix("values.update") && $0.hasSuffix("    1     2") })
  }

  @Test func `is counted apart when it uses a file that it did not create`() throws {
    let other = Self.made.replacing("/v4/spreadsheets/1x/", with: "/v4/spreadsheets/1y/")
    #expect(try #require(Recording(name: "made", bytes: Array(other.utf8))).isSelfContained == false)
  }
}
