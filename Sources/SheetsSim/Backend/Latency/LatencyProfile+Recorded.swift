// The latency profile with means from recorded traffic and an assumed shape.

import SheetsAPI

extension LatencyProfile {
  /// The means of recorded traffic, with an assumed long tail.
  ///
  /// The recordings (gspread's test suite, 2023 to 2026) have the `Date` of each answer, in seconds. The mean distance
  /// between answers, over consecutive calls of one method, is the mean latency that one client observed, including its own
  /// time between two calls: spreadsheets.get 448 ms, spreadsheets.batchUpdate 425 ms, values.clear 406 ms,
  /// values.update 358 ms, values.get 319 ms, values.append 308 ms.
  ///
  /// Its limits: whole seconds do not show percentiles, so the shape is assumed; the location of the client is
  /// unknown; the recorded payloads are small. Some methods were recorded too rarely: values.batchGet and values.batchClear
  /// are assumed to be like values.get and values.clear, the other writes like spreadsheets.batchUpdate.
  public static let recorded = LatencyProfile(name: "recorded") { (method) -> QuantileTable in
    let mean = recordedMeans[method]
    let points = shape.map { perMillion, thousandths in
      QuantileTable.Point(perMillion: perMillion, nanoseconds: mean * thousandths / 1000)
    }
    guard let table = QuantileTable(points) else { preconditionFailure("the shape is not a distribution") }
    return table
  }

  /// The mean latency of each method, in nanoseconds.
  private static let recordedMeans = MethodTable<Int64> { method in
    switch method {
    case .spreadsheetsGet: 448_000_000
    case .spreadsheetsBatchUpdate, .spreadsheetsCreate, .valuesBatchUpdate: 425_000_000
    case .valuesClear, .valuesBatchClear: 406_000_000
    case .valuesUpdate: 358_000_000
    case .valuesGet, .valuesBatchGet: 319_000_000
    case .valuesAppend: 308_000_000
    }
  }

  /// Quantiles in thousandths of the mean; their own mean is 1,000.
  ///
  /// Most calls take somewhat less than the mean, one in a hundred more than twice, one in a thousand four times as long.
  private static let shape: [(perMillion: Int, thousandths: Int64)] = [
    (0, 500), (50_000, 620), (100_000, 670), (250_000, 760), (500_000, 880), (750_000, 1085), (900_000, 1400),
    (950_000, 1725), (990_000, 2400), (999_000, 4000), (1_000_000, 8150),
  ]
}
