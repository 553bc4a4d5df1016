// Answers the calls on a spreadsheet.

import SheetsAPI

extension Workbook {
  /// Applies a request to this spreadsheet.
  ///
  /// `target` is where a values.append writes, if it was found before.
  ///
  /// - Throws: the error of the method, without changes to the workbook.
  package mutating func apply(
    _ request: SheetsRequest, appendingAt target: AppendTarget? = nil
  ) throws(ErrorEnvelope) -> SheetsReply {
    let reply = try answer(request, appendingAt: target)
    if request.method.access == .write { recalculate() }
    return reply
  }

  private mutating func answer(
    _ request: SheetsRequest, appendingAt target: AppendTarget?
  ) throws(ErrorEnvelope) -> SheetsReply {
    switch request {
    case .spreadsheetsCreate:
      preconditionFailure("spreadsheets.create does not address an existing spreadsheet")
    case .spreadsheetsGet:
      return .spreadsheetsGet(spreadsheet)
    case .spreadsheetsBatchUpdate(let call):
      let replies = try apply(call.requests)
      return .spreadsheetsBatchUpdate(
        .init(
          spreadsheetID: id, replies: replies, updatedSpreadsheet: call.includesSpreadsheet ? spreadsheet : nil))
    case .valuesGet(let call):
      return .valuesGet(
        try get(
          call.range, majorDimension: call.majorDimension, valueRenderOption: call.valueRenderOption,
          dateTimeRenderOption: call.dateTimeRenderOption))
    case .valuesBatchGet(let call):
      var ranges: [ValueRange] = []
      for range in call.ranges {
        ranges.append(
          try get(
            range, majorDimension: call.majorDimension, valueRenderOption: call.valueRenderOption,
            dateTimeRenderOption: call.dateTimeRenderOption))
      }
      return .valuesBatchGet(.init(spreadsheetID: id, valueRanges: ranges))
    case .valuesUpdate(let call):
      return .valuesUpdate(try update(call.data, option: call.valueInputOption))
    case .valuesBatchUpdate(let call):
      return .valuesBatchUpdate(try update(all: call.data, option: call.valueInputOption))
    case .valuesAppend(let call):
      return .valuesAppend(
        try append(call.data, option: call.valueInputOption, insert: call.insertDataOption, at: target))
    case .valuesClear(let call):
      return .valuesClear(.init(spreadsheetID: id, clearedRange: try clear([call.range])[0]))
    case .valuesBatchClear(let call):
      return .valuesBatchClear(.init(spreadsheetID: id, clearedRanges: try clear(call.ranges)))
    }
  }
}
