// Plans writes in one of the two flush modes.

import SheetsAPI

/// Plans flushes of operations in the mode of a configuration.
package enum WritePlanner: FlushPlanning {
  package typealias Request = SheetOperation

  case twoCalls(TwoCallsPlanner)
  case oneCall(OneCallPlanner)

  /// Creates a planner from a configuration; `other`, if given, replaces its destination.
  package init(_ configuration: ServiceConfiguration, to other: Destination? = nil) {
    let destination = other ?? configuration.destination
    switch configuration.mode {
    case .twoCalls:
      self = .twoCalls(
        TwoCallsPlanner(
          destination: destination, rowsPerChunk: configuration.rowsPerChunk,
          bytesPerCall: configuration.bytesPerCall))
    case .oneCall:
      self = .oneCall(
        OneCallPlanner(
          destination: destination, rowsPerChunk: configuration.rowsPerChunk,
          bytesPerCall: configuration.bytesPerCall))
    }
  }

  package var destination: Destination {
    switch self {
    case .twoCalls(let planner): planner.destination
    case .oneCall(let planner): planner.destination
    }
  }

  package func size(of operation: SheetOperation) -> Int {
    switch self {
    case .twoCalls(let planner): planner.size(of: operation)
    case .oneCall(let planner): planner.size(of: operation)
    }
  }

  package func callsToReserve(_ pending: some RandomAccessCollection<Sized<SheetOperation>>) -> Int {
    guard case .twoCalls = self else { return 1 }
    let hasUpdates = pending.contains { !$0.request.updates.isEmpty }
    let hasRows = pending.contains { !$0.request.rows.isEmpty }
    return hasUpdates && hasRows ? 2 : 1
  }

  package func plan(_ pending: some RandomAccessCollection<Sized<SheetOperation>>) -> FlushPlan {
    switch self {
    case .twoCalls(let planner): planner.plan(pending)
    case .oneCall(let planner): planner.plan(pending)
    }
  }
}

extension WritePlanner: RequestQueuePlanning {
  static func queue<ServiceClock>(of service: isolated BatchedSheetsService<ServiceClock>) -> RequestQueue<WritePlanner>
  {
    service.writes
  }
}
