import Testing

@testable import PerformanceTesting

struct MeasuringPlanTests {
  private static let standard = MeasuringPlan(times: nil, nanoseconds: MeasuringPlan.standardNanoseconds)

  @Test(arguments: [
    (0, Int64(0), true), (9, 600_000_000, true), (10, 600_000_000, false), (10, 400_000_000, true), (1_000, 1, false),
  ])
  func `time decides between 10 and 1,000 rounds`(rounds: Int, elapsed: Int64, isUnfinished: Bool) {
    #expect(Self.standard.isUnfinished(rounds: rounds, elapsed: elapsed) == isUnfinished)
  }

  @Test func `a fixed number of calls is measured, whatever they take`() {
    let plan = MeasuringPlan(times: 3, nanoseconds: 1)
    #expect(plan.isUnfinished(rounds: 2, elapsed: 10_000_000_000))
    #expect(!plan.isUnfinished(rounds: 3, elapsed: 0))
    #expect(plan.callsPerRound(nanosecondsOfACall: 300) == 1)
  }

  @Test(arguments: [(Int64(0), 50_000), (300, 166), (50_000, 1), (7_000_000, 1)])
  func `short calls share a round of 50 µs`(nanoseconds: Int64, calls: Int) {
    #expect(Self.standard.callsPerRound(nanosecondsOfACall: nanoseconds) == calls)
  }

  @Test func `a variable shortens what has no fixed number of calls`() throws {
    let plan = try MeasuringPlan(times: nil, environment: ["PERFORMANCE_MEASURE_SECONDS": "0.02"])
    #expect(plan == MeasuringPlan(times: nil, nanoseconds: 20_000_000))
    #expect(try MeasuringPlan(times: 5, environment: ["PERFORMANCE_MEASURE_SECONDS": ""]).times == 5)
  }

  @Test(arguments: ["0", "-1", "soon", "1e9", "nan"])
  func `a time to measure that is none is refused`(text: String) {
    #expect(throws: MeasuringError.unreadableSeconds(found: text)) {
      try MeasuringPlan(times: nil, environment: ["PERFORMANCE_MEASURE_SECONDS": text])
    }
  }
}
