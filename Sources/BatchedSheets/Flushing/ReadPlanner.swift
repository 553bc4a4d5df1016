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

  func size(of read: ReadRequest) -> Int { read.ranges.count }

  func callsToReserve(_ pending: some RandomAccessCollection<Sized<ReadRequest>>) -> Int { 1 }

  func plan(_ pending: some RandomAccessCollection<Sized<ReadRequest>>) -> FlushPlan {
    var ranges: [String] = []
    var passengers: [FlushPlan.Passenger] = []
    var rendering = ValueRenderOption.unformattedValue
    for one in pending {
      if passengers.isEmpty { rendering = one.request.rendering }
      let fits = ranges.count + one.size <= Self.rangesPerCall && one.request.rendering == rendering
      guard fits || passengers.isEmpty else { break }
      passengers.append(FlushPlan.Passenger(calls: [0], ranges: ranges.count..<ranges.count + one.size))
      ranges += one.request.ranges
    }
    let call = ValuesBatchGet(spreadsheetID: spreadsheetID, ranges: ranges, valueRenderOption: rendering)
    return FlushPlan(calls: [call.request], passengers: passengers)
  }

  static func lane<ServiceClock>(of service: isolated BatchedSheetsService<ServiceClock>) -> Lane<ReadPlanner> {
    service.reads
  }
}
