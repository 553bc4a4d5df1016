// Reads that wait together share one values.batchGet.

import SheetsAPI

/// Ranges to read and how to render them.
struct ReadRequest {
  let ranges: [String]
  let rendering: ValueRenderOption
}

/// Plans one values.batchGet for the first reads that want the same rendering.
struct ReadPlanner: FlushPlanning {
  typealias Request = ReadRequest

  /// The most ranges of one call: they travel in the URL, which proxies cut at some 8 kB.
  static let rangesPerCall = 100

  let spreadsheetID: SpreadsheetID

  func plan(_ pending: some RandomAccessCollection<ReadRequest>) -> FlushPlan {
    var ranges: [String] = []
    var passengers: [FlushPlan.Passenger] = []
    var rendering = ValueRenderOption.unformattedValue
    for read in pending {
      if passengers.isEmpty { rendering = read.rendering }
      let fits = ranges.count + read.ranges.count <= Self.rangesPerCall && read.rendering == rendering
      guard fits || passengers.isEmpty else { break }
      passengers.append(FlushPlan.Passenger(calls: [0], ranges: ranges.count..<ranges.count + read.ranges.count))
      ranges += read.ranges
    }
    let call = ValuesBatchGet(spreadsheetID: spreadsheetID, ranges: ranges, valueRenderOption: rendering)
    return FlushPlan(calls: [call.request], passengers: passengers)
  }

  static func lane<ServiceClock>(of service: isolated BatchedSheetsService<ServiceClock>) -> Lane<ReadPlanner> {
    service.reads
  }
}
