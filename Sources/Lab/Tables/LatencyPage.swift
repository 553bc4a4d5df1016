// The page of the latency profiles: each method in the profiles, beside what was recorded.

import PerformanceMetrics
import PerformanceReporting
import SheetsAPI
import SheetsScenarios
import SheetsSim

/// The profiles that have a name of their own, method by method.
package struct LatencyPage {
  package let means: [SheetsMethod: RecordedMean]

  /// A page beside the recorded means of some methods.
  package init(means: [SheetsMethod: RecordedMean]) { self.means = means }

  /// The fewest calls of a mean that is shown.
  package static let fewestCalls = 20

  private static let perMillion = [
    0, 50_000, 100_000, 250_000, 500_000, 750_000, 900_000, 950_000, 990_000, 999_000, 1_000_000,
  ]

  /// The quantiles of both profiles for the two calls that the service makes, and the recorded means.
  package static var chart: ChartImage? {
    let methods: [SheetsMethod] = [.spreadsheetsBatchUpdate, .valuesAppend]
    return QuantileChart(
      name: "latency-profiles", title: "The latency profiles and the recorded means", perMillion: perMillion,
      lines: LatencyProfile.named.flatMap { profile in
        methods.map { method in
          QuantileChart.Line(
            name: "\(profile.name), \(method)",
            nanoseconds: perMillion.map { profile.tables[method].quantile(perMillion: $0) })
        }
      },
      means: methods.map {
        .init(name: "mean of \($0):", nanoseconds: [LatencyProfile.recorded.tables[$0].mean])
      }
    ).image()
  }

  package var text: String {
    """
    # The latency profiles of the simulator

    `lab latency-profiles` writes this page. A call of the simulator takes as long as a profile says: a table of quantiles
    for each method, as integers, with straight lines between them.

    ![\(Self.chart?.description ?? "")](latency-profiles.svg)

    | method | origin: from – to | recorded: mean | p50 | p95 | p99 | longest | in the recordings: calls | mean |
    | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
    \(SheetsMethod.allCases.map(row).joined(separator: "\n"))

    The mean of the recordings is given with twice its standard error, from \(Self.fewestCalls) calls on.

    ## `origin`, the default

    A model: each method uniform between two bounds. Its author names them for values.batchUpdate and values.append; the
    others are assumed. Everything in `Baselines/` was measured under it.

    ## `recorded`

    The means come from recorded traffic (gspread's test suite, 2023 to 2026), where each answer is dated to the second.
    The mean distance of an answer from the one before it is the mean latency as one client saw it, the client's own time
    between two calls included.

    It does not claim percentiles, which whole seconds cannot show: the shape, and with it the long tail, is assumed. It
    does not know where the client was, has seen small payloads only, and has no figure for methods that were recorded too
    seldom: values.batchGet and values.batchClear are taken to be like values.get and values.clear, the other writes like
    spreadsheets.batchUpdate.

    ## Your own

    ```console
    $ swift run lab calibrate samples.csv --output profile.json
    $ PERFORMANCE_LATENCY=profile.json swift test --filter performance
    ```

    `samples.csv` has the header `method,milliseconds` and a line for each measured call, as in `values.get,312.5`; at
    least \(LatencyCalibration.fewestSamples) calls of each method. A method that it does not name is as in `recorded`. The
    scenario of every number names the world it was measured in, with digits that depend on the profile's numbers, so
    the gate calls numbers of two worlds incomparable.

    """
  }

  private func row(_ method: SheetsMethod) -> String {
    func text(_ nanoseconds: Int64) -> String { Quantity.text(nanoseconds, .nanoseconds) }
    let origin = LatencyProfile.origin.tables[method]
    let recorded = LatencyProfile.recorded.tables[method]
    let quantiles = [500_000, 950_000, 990_000, 1_000_000].map { text(recorded.quantile(perMillion: $0)) }
    let found = means[method].flatMap { $0.calls >= Self.fewestCalls ? $0 : nil }
    let mean = found.map { "\($0.nanoseconds / 1_000_000) ± \($0.standardError * 2 / 1_000_000) ms" }
    let range = [0, 1_000_000].map { text(origin.quantile(perMillion: $0)) }.joined(separator: " – ")
    let cells =
      ["`\(method)`", range, text(recorded.mean)] + quantiles + [found.map { "\($0.calls)" } ?? "", mean ?? ""]
    return "| " + cells.joined(separator: " | ") + " |"
  }
}
