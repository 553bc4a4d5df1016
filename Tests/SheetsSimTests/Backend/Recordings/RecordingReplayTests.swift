// Replays traffic recorded from Google Sheets against a workbook: what was answered then must be answered here.

import Foundation
import SheetsAPI
import SheetsSim
import Testing

@Suite struct `Recorded traffic` {
  private static let folder = ProcessInfo.processInfo.environment["SHEETS_RECORDINGS"]

  /// The recorded files; none where the folder is not named.
  private static var files: [URL] {
    guard let folder else { return [] }
    let place = URL(fileURLWithPath: folder).appendingPathComponent("gspread")
    let files = (try? FileManager.default.contentsOfDirectory(at: place, includingPropertiesForKeys: nil)) ?? []
    return files.filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }
  }

  @Test(.enabled(if: folder != nil, "SHEETS_RECORDINGS names no folder of recordings"))
  func `is answered as Google answered it`() throws {
    var compared = 0
    var left = 0
    #expect(!Self.files.isEmpty)
    for file in Self.files {
      let recording = try JSONDecoder().decode(RecordedExchange.File.self, from: try Data(contentsOf: file))
      var workbooks: [SpreadsheetID: Workbook] = [:]
      /// Spreadsheets to which something was done that is not simulated; what they answer from then on is not compared.
      var departed: Set<SpreadsheetID> = []
      for exchange in recording.interactions {
        guard let (id, rest) = exchange.target, exchange.status == 200, !departed.contains(id) else { continue }
        if workbooks[id] == nil, rest.isEmpty, let response = exchange.response {
          let sheets = (response["sheets"]?.array ?? []).compactMap { $0["properties"]?.sheetProperties }
          workbooks[id] = try Workbook(id: id, title: "", sheets: sheets, ids: SplitMix64(seed: 1))
        }
        guard let request = exchange.request, let reply = try Self.apply(request, to: &workbooks[id]) else {
          if exchange.method != "GET" { departed.insert(id) }
          left += 1
          continue
        }
        let context = Comment(rawValue: "\(file.lastPathComponent): \(exchange.method) \(exchange.path)")
        Self.compare(reply, with: exchange.response, context)
        compared += 1
      }
    }
    print("recorded exchanges: \(compared) compared, \(left) not simulated")
    #expect(compared > 200)
  }

  /// The reply; `nil` when it is not simulated.
  private static func apply(_ request: SheetsRequest, to workbook: inout Workbook?) throws -> SheetsReply? {
    do {
      return try workbook?.apply(request)
    } catch  where error.status == .unimplemented {
      return nil
    }
  }

  private static func compare(_ reply: SheetsReply, with json: JSON?, _ context: Comment) {
    switch reply {
    case .spreadsheetsCreate, .valuesBatchClear: Issue.record(context)
    case .spreadsheetsGet(let spreadsheet):
      let sheets = (json?["sheets"]?.array ?? []).compactMap { $0["properties"]?.sheetProperties }
      #expect(spreadsheet.sheets == sheets, context)
      let names = (json?["namedRanges"]?.array ?? []).compactMap { $0["name"]?.string }
      #expect(spreadsheet.namedRanges.map(\.name) == names, context)
    case .spreadsheetsBatchUpdate(let batch):
      let replies = json?["replies"]?.array ?? []
      #expect(batch.replies.count == replies.count, context)
      for (reply, recorded) in zip(batch.replies, replies) {
        if case .addSheet(let properties) = reply {
          #expect(properties == recorded["addSheet"]?["properties"]?.sheetProperties, context)
        }
      }
    case .valuesGet(let range): compare(range, with: json, context)
    case .valuesBatchGet(let batch):
      let ranges = json?["valueRanges"]?.array ?? []
      #expect(batch.valueRanges.count == ranges.count, context)
      for (range, recorded) in zip(batch.valueRanges, ranges) { compare(range, with: recorded, context) }
    case .valuesUpdate(let update): compare(update, with: json, context)
    case .valuesBatchUpdate(let batch):
      #expect(batch.totalUpdatedRows == json?["totalUpdatedRows"]?.integer, context)
      #expect(batch.totalUpdatedColumns == json?["totalUpdatedColumns"]?.integer, context)
      #expect(batch.totalUpdatedCells == json?["totalUpdatedCells"]?.integer, context)
      #expect(batch.totalUpdatedSheets == json?["totalUpdatedSheets"]?.integer, context)
      for (update, recorded) in zip(batch.responses, json?["responses"]?.array ?? []) {
        compare(update, with: recorded, context)
      }
    case .valuesAppend(let append):
      #expect(append.tableRange == json?["tableRange"]?.string, context)
      compare(append.updates, with: json?["updates"], context)
    case .valuesClear(let clear): #expect(clear.clearedRange == json?["clearedRange"]?.string, context)
    }
  }

  private static func compare(_ range: ValueRange, with json: JSON?, _ context: Comment) {
    #expect(range.range == json?["range"]?.string, context)
    #expect(range.majorDimension.rawValue == json?["majorDimension"]?.string, context)
    #expect(range.values == json?["values"]?.rows, context)
  }

  private static func compare(_ update: ValuesUpdate.Reply, with json: JSON?, _ context: Comment) {
    #expect(update.updatedRange == json?["updatedRange"]?.string, context)
    #expect(update.updatedRows == json?["updatedRows"]?.integer, context)
    #expect(update.updatedColumns == json?["updatedColumns"]?.integer, context)
    #expect(update.updatedCells == json?["updatedCells"]?.integer, context)
  }
}
