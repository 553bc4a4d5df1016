// Plans reads: those that wait together share one values.batchGet.

import SheetsAPI

/// The ranges to read, and how to render their values.
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

  /// The maximum number of ranges in one call: they are part of the URL, which proxies limit to about 8 kB.
  package static let rangesPerCall = 100

  package let destination: Destination

  package init(from destination: Destination) {
    self.destination = destination
  }

  package func size(of read: ReadRequest) -> Int { read.ranges.count }

  package func callsToReserve(_ pending: some RandomAccessCollection<Sized<ReadRequest>>) -> Int { 1 }

  package func plan(_ pending: some RandomAccessCollection<Sized<ReadRequest>>) -> FlushPlan {
    var ranges: [String] = []
    var members: [FlushPlan.Member] = []
    var rendering = ValueRenderOption.unformattedValue
    for one in pending {
      if members.isEmpty { rendering = one.request.rendering }
      let fits = ranges.count + one.size <= Self.rangesPerCall && one.request.rendering == rendering
      guard fits || members.isEmpty else { break }
      members.append(FlushPlan.Member(parts: [.init(call: 0)], ranges: ranges.count..<ranges.count + one.size))
      ranges += one.request.ranges
    }
    let call = ValuesBatchGet(spreadsheetID: destination.spreadsheetID, ranges: ranges, valueRenderOption: rendering)
    return FlushPlan(calls: [call.request], members: members)
  }
}

extension ReadPlanner: RequestQueuePlanning {
  static func queue<ServiceClock>(of service: isolated BatchedSheetsService<ServiceClock>) -> RequestQueue<ReadPlanner>
  {
    service.reads
  }
}
