// The flush mode as a planner.

import SheetsAPI

/// Plans flushes of operations in the mode of a configuration.
enum WritePlanner: FlushPlanning {
  typealias Request = SheetOperation

  case twoCalls(TwoCallsPlanner)
  case oneCall(OneCallPlanner)

  init(_ configuration: ServiceConfiguration) {
    switch configuration.mode {
    case .twoCalls:
      self = .twoCalls(
        TwoCallsPlanner(
          spreadsheetID: configuration.spreadsheetID, log: configuration.log,
          rowsPerChunk: configuration.rowsPerChunk, bytesPerCall: configuration.bytesPerCall))
    case .oneCall:
      self = .oneCall(
        OneCallPlanner(
          spreadsheetID: configuration.spreadsheetID, log: configuration.log,
          rowsPerChunk: configuration.rowsPerChunk, bytesPerCall: configuration.bytesPerCall))
    }
  }

  func plan(_ pending: some RandomAccessCollection<SheetOperation>) -> FlushPlan {
    switch self {
    case .twoCalls(let planner): planner.plan(pending)
    case .oneCall(let planner): planner.plan(pending)
    }
  }

  static func lane<ServiceClock>(of service: isolated BatchedSheetsService<ServiceClock>) -> Lane<WritePlanner> {
    service.writes
  }
}
