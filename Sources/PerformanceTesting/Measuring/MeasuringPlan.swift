// How many calls are measured, and how many of them at a time; pure.

/// The plan of a measurement: calls to warm up, then rounds of calls until there are enough.
struct MeasuringPlan: Sendable, Hashable {
  /// The calls before the first round: the first ones fill caches and tables.
  static let warmUpCalls = 3
  /// The fewest rounds: fewer have no spread.
  static let fewestRounds = 10
  /// The most rounds.
  static let mostRounds = 1_000
  /// What a measurement takes by default, in nanoseconds.
  static let standardNanoseconds: Int64 = 500_000_000
  /// The length of a round, in nanoseconds, that makes reading the clocks not matter.
  static let roundNanoseconds: Int64 = 50_000

  /// The fixed number of calls; `nil` where time decides.
  let times: Int?
  /// The nanoseconds after which no round is begun, once there are ``fewestRounds``.
  let nanoseconds: Int64

  /// How many calls make a round, from what a call took when all was warm.
  ///
  /// Worked values: a call of 300 ns gives 166, one of 50 µs or more gives 1. A fixed number of calls is measured call by
  /// call.
  func callsPerRound(nanosecondsOfACall: Int64) -> Int {
    times == nil ? Int(max(1, Self.roundNanoseconds / max(1, nanosecondsOfACall))) : 1
  }

  /// Whether there is to be another round.
  func isUnfinished(rounds: Int, elapsed: Int64) -> Bool {
    if let times { return rounds < times }
    return rounds < Self.fewestRounds || (rounds < Self.mostRounds && elapsed < nanoseconds)
  }
}

extension MeasuringPlan {
  /// The variable that shortens the measurements without a fixed number of calls.
  static let variable = "PERFORMANCE_MEASURE_SECONDS"

  /// The plan of a measurement in an environment.
  ///
  /// - Throws: ``MeasuringError/unreadableSeconds(found:)``.
  init(times: Int?, environment: [String: String]) throws(MeasuringError) {
    self.times = times
    guard let text = environment[Self.variable], !text.isEmpty else {
      nanoseconds = Self.standardNanoseconds
      return
    }
    guard let seconds = Double(text), seconds > 0, seconds <= 3_600 else { throw .unreadableSeconds(found: text) }
    nanoseconds = Int64(seconds * 1_000_000_000)
  }
}

/// Why something cannot be measured.
enum MeasuringError: Error, Hashable, CustomStringConvertible {
  /// The variable ``MeasuringPlan/variable`` is not a number of seconds.
  case unreadableSeconds(found: String)
  /// A fixed number of calls below 1.
  case noCalls(name: String, times: Int)

  /// What was found, what was expected and what to do.
  var description: String {
    switch self {
    case .unreadableSeconds(let found):
      "\(MeasuringPlan.variable): found \(found), expected seconds above 0 and at most 3600, as in 0.02; set it or unset it"
    case .noCalls(let name, let times):
      "measure(\"\(name)\", times: \(times)): found \(times) calls, expected 1 or more"
    }
  }
}
