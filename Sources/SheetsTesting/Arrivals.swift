// When operations come that wait for nobody.

import SheetsSim

/// When the operations of an open loop arrive.
///
/// ```swift
/// try sheets.measure("invoice", arrivals: .poisson(perMinute: 30), for: .seconds(600)) { number in
///   try await log.append(number)
/// }
/// ```
public struct Arrivals: Sendable, Hashable {
  private enum Process: Sendable, Hashable {
    case poisson(perMinute: Int)
    case every(Duration)
  }

  private let process: Process

  /// Independent arrivals at random, so many a minute on average, as many people make them who know nothing of each other.
  public static func poisson(perMinute rate: Int) -> Arrivals { Arrivals(process: .poisson(perMinute: rate)) }

  /// Arrivals at equal distances, the first at once.
  public static func every(_ period: Duration) -> Arrivals { Arrivals(process: .every(period)) }

  /// What is wrong with them; `nil` when nothing is.
  var problem: String? {
    switch process {
    case .poisson(let rate) where !(1...60_000_000_000).contains(rate):
      "found \(rate) arrivals a minute, expected 1 or more"
    case .every(let period) where period < .nanoseconds(1):
      "found arrivals every \(period), expected more than zero between them"
    default: nil
    }
  }

  /// The arrivals as scenarios name them.
  var words: String {
    switch process {
    case .poisson(let rate): "\(rate) a minute at random"
    case .every(let period): "one every \(DurationWords.of(period))"
    }
  }

  /// The times from the start on, ascending, all before `duration`.
  func times(for duration: Duration, generator: SplitMix64) -> [Duration] {
    var times: [Duration] = []
    switch process {
    case .poisson(let rate):
      var arrivals = PoissonArrivals(meanGap: .nanoseconds(60_000_000_000 / Int64(rate)), generator: generator)
      while let next = Optional(arrivals.next()), next < duration { times.append(next) }
    case .every(let period):
      var next = Duration.zero
      while next < duration {
        times.append(next)
        next += period
      }
    }
    return times
  }
}
