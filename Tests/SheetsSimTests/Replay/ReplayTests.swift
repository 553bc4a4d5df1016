// Traffic recorded from Google must be answered here as it was answered there.

import Foundation
import SheetsAPI
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

  /// What `Scripts/replay` shows; it takes the last two lines for its own exit code.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["SHEETS_REPLAY_TABLE"] != nil, "asked for by Scripts/replay"))
  func `is counted by method and by file`() throws {
    let report = ReplayReport(Recording.files(in: Recording.folder))
    let place = try #require(ProcessInfo.processInfo.environment["SHEETS_REPLAY_TABLE"])
    try report.text.write(toFile: place, atomically: true, encoding: .utf8)
  }

  @Test(
    .enabled(if: Recording.folder != nil, "SHEETS_RECORDINGS names no folder of recordings"),
    arguments: LiveBody.all(in: Recording.files(in: Recording.folder)))
  func `of single answers is answered alike`(body: LiveBody) {
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

  @Test func `a recording that is answered alike has no mismatch`() throws {
    let recording = try #require(Recording(name: "made", bytes: Array(Self.made.utf8)))
    #expect(recording.isSelfContained)
    #expect(Replay.run(recording).allSatisfy { $0.mismatch == nil })
  }

  @Test func `an answer that was changed is found at its path`() throws {
    let changed = Self.made.replacing("\"updatedColumns\": 2", with: "\"updatedColumns\": 3")
    let recording = try #require(Recording(name: "made", bytes: Array(changed.utf8)))
    let mismatches = Replay.run(recording).compactMap(\.mismatch)
    #expect(mismatches.map(\.path) == ["$.updatedColumns"])
    #expect(mismatches.map(\.exchange) == [2])
    #expect(mismatches.first?.expected == "3")
    #expect(mismatches.first?.actual == "2")
  }

  @Test func `a recording of a file that it did not make is counted apart`() throws {
    let other = Self.made.replacing("/v4/spreadsheets/1x/", with: "/v4/spreadsheets/1y/")
    #expect(try #require(Recording(name: "made", bytes: Array(other.utf8))).isSelfContained == false)
  }
}
