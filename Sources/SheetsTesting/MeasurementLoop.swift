// How often an operation is done, and when: decided before anything runs.

import SheetsSim

/// The loop of a measurement, as a plan.
enum MeasurementLoop: Sendable, Hashable {
  /// Each worker does the operation again and again; `workers` is `nil` where nobody named a number.
  case closed(times: Int, period: Duration, workers: Int?)
  /// Operations arrive for a time.
  case open(Arrivals, duration: Duration)

  /// What is wrong with it; `nil` when nothing is.
  var problem: String? {
    switch self {
    case .closed(let times, _, _) where times < 1: "found times: \(times), expected 1 or more"
    case .closed(_, let period, _) where period < .zero: "found every: \(period), expected zero or more"
    case .closed(_, _, let workers?) where workers < 1: "found workers: \(workers), expected 1 or more"
    case .closed: nil
    case .open(_, let duration) where duration <= .zero: "found for: \(duration), expected more than zero"
    case .open(let arrivals, _): arrivals.problem
    }
  }

  /// What is done, as scenarios name it.
  var words: String {
    switch self {
    case .closed(let times, let period, let workers):
      (workers.map { "\($0) \($0 == 1 ? "worker" : "workers"), " } ?? "")
        + "\(times) \(times == 1 ? "time" : "times")\(workers ?? 1 > 1 ? " each" : ""), "
        + (period == .zero ? "one after another" : "one every \(DurationWords.of(period))")
    case .open(let arrivals, let duration): "arriving \(arrivals.words), for \(DurationWords.of(duration))"
    }
  }

  /// The label that the loop adds to those of the test.
  var labels: [String: String] {
    if case .closed(_, _, let workers?) = self { ["workers": "\(workers)"] } else { [:] }
  }

  /// When the loop counts as endless: an operation may take ten minutes each time, and all of them an hour more.
  ///
  /// Who waits that long in a world of minutes waits for something that never comes.
  var horizon: Duration {
    switch self {
    case .closed(let times, let period, _): (period + .seconds(600)) * times + .seconds(3_600)
    case .open(_, let duration): duration + .seconds(3_600)
    }
  }

  /// When each worker of a closed loop begins: a single one at once, of several each at a moment of the first period.
  func starts(generator: (String) -> SplitMix64) -> [Duration] {
    guard case .closed(_, let period, let workers) = self else { return [] }
    let count = workers ?? 1
    return (0..<count).map { worker in
      if count == 1 || period == .zero { return .zero }
      var chance = generator("start of worker \(worker)")
      return chance.draw(in: .zero...period - .nanoseconds(1))
    }
  }
}
