// The profile whose means come from recorded traffic, and whose shape is assumed.

import SheetsAPI

extension LatencyProfile {
  /// The means of recorded traffic, with an assumed long tail.
  ///
  /// The recordings (gspread's test suite, 2023 to 2026) keep of each answer the second that its `Date` names. The mean
  /// distance to the answer before it, over calls of one method in a row, is the mean latency as one client saw it, its
  /// own time between two calls included: spreadsheets.get 448 ms, spreadsheets.batchUpdate 425 ms, values.clear 406 ms,
  /// values.update 358 ms, values.get 319 ms, values.append 308 ms.
  ///
  /// What it does not claim: percentiles, which whole seconds cannot show, so the shape is assumed; the place
  /// of the client, which is unknown; anything about large payloads, for those recorded are small; anything about methods
  /// recorded too seldom: values.batchGet and values.batchClear are taken to be like values.get and values.clear, the
  /// other writes like spreadsheets.batchUpdate.
  public static let recorded = LatencyProfile(name: "recorded") { (method) -> QuantileTable in
    let mean = recordedMeans[method]
    let points = shape.map { perMillion, thousandths in
      QuantileTable.Point(perMillion: perMillion, nanoseconds: mean * thousandths / 1000)
    }
    guard let table = QuantileTable(points) else { preconditionFailure("the shape is no distribution") }
    return table
  }

  /// The means, in nanoseconds.
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

  /// Quantiles in thousandths of the mean, whose own mean is 1,000: most calls somewhat under it, one in a hundred more
  /// than twice it, one in a thousand four times.
  private static let shape: [(perMillion: Int, thousandths: Int64)] = [
    (0, 500), (50_000, 620), (100_000, 670), (250_000, 760), (500_000, 880), (750_000, 1085), (900_000, 1400),
    (950_000, 1725), (990_000, 2400), (999_000, 4000), (1_000_000, 8150),
  ]
}
