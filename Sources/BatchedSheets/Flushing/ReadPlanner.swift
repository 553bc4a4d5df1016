// Reads that wait together share one values.batchGet.

import SheetsAPI

/// Ranges to read and how to render them.
package struct ReadRequest: Sendable {
  package let ranges: [String]
  package let rendering: ValueRenderOption

  package init(ranges: [String], rendering: ValueRenderOption) {
    self.ranges = ranges
    self.rendering = rendering
  }
}

/// Plans one values.batchGet for the first reads that want the same rendering.
package struct ReadPlanner: FlushPlanning {
  package typealias Request = ReadRequest

  /// The most ranges of one call: they travel in the URL, which proxies cut at some 8 kB.
  package static let rangesPerCall = 100

  package let destination: Destination

  package init(from destination: Destination) {
    self.destination = destination
  }

  package func size(of read: ReadRequest) -> Int { read.ranges.count }

  package func callsToReserve(_ pending: some RandomAccessCollection<Sized<ReadRequest>>) -> Int { 1 }

  package func plan(_ pending: some RandomAccessCollection<Sized<ReadRequest>>) -> FlushPlan {
    var ranges: [String] = []
    var passengers: [FlushPlan.Passenger] = []
    var rendering = ValueRenderOption.unformattedValue
    for one in pending {
      if passengers.isEmpty { rendering = one.request.rendering }
      let fits = ranges.count + one.size <= Self.rangesPerCall && one.request.rendering == rendering
      guard fits || passengers.isEmpty else { break }
      passengers.append(FlushPlan.Passenger(parts: [.init(call: 0)], ranges: ranges.count..<ranges.count + one.size))
      ranges += one.request.ranges
    }
    let call = ValuesBatchGet(spreadsheetID: destination.spreadsheetID, ranges: ranges, valueRenderOption: rendering)
    return FlushPlan(calls: [call.request], passengers: passengers)
  }
}

extension ReadPlanner: LanePlanning {
  static func lane<ServiceClock>(of service: isolated BatchedSheetsService<ServiceClock>) -> Lane<ReadPlanner> {
    service.reads
  }
}
