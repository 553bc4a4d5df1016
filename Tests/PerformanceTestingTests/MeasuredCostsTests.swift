import PerformanceMetrics
import Testing

@testable import PerformanceTesting

struct MeasuredCostsTests {
  private static let scenario = Scenario(workload: "a report is parsed", conditions: "debug build", seed: 1)

  private static func costs(
    _ rounds: [CostRound], callsPerRound: Int = 1, _ obstacles: [MeasuredCosts.Obstacle] = []
  ) -> MeasuredCosts {
    MeasuredCosts(name: "parsing", rounds: rounds, callsPerRound: callsPerRound, obstacles: obstacles)
  }

  private static func metrics(_ costs: MeasuredCosts, tolerance: Tolerance? = nil) throws -> [String: Metric] {
    let metrics = try costs.metrics(id: "parsing", scenario: scenario, labels: ["n": "10"], tolerance: tolerance)
    return Dictionary(uniqueKeysWithValues: metrics.map { ($0.id, $0) })
  }

  private static let round = CostRound(
    allocations: 30, allocatedBytes: 900, heldBytes: 0, peakBytes: 400, processorNanoseconds: 3_000,
    wallNanoseconds: 4_000)

  @Test func `a call costs its part of a round`() throws {
    let metrics = try Self.metrics(Self.costs([Self.round, Self.round], callsPerRound: 20))
    #expect(metrics["parsing.allocations"]?.fraction == Fraction(30, over: 20))
    #expect(metrics["parsing.allocated-bytes"]?.value == 45)
    #expect(metrics["parsing.peak-bytes"]?.value == 400)
    #expect(metrics["parsing.processor-time.p50"]?.value == 150)
    #expect(metrics["parsing.processor-time.p50"]?.fraction == Fraction(3_000, over: 20))
    #expect(metrics["parsing.wall-time.p50"]?.value == 200)
    #expect(metrics.values.allSatisfy { $0.basis == .host && $0.problem == nil && $0.labels["measure"] == "parsing" })
  }

  @Test func `one more allocation is past the tolerance, unless the test gives another`() throws {
    let costs = Self.costs([Self.round])
    #expect(try Self.metrics(costs)["parsing.allocations"]?.tolerance == .absolute(0))
    #expect(try Self.metrics(costs, tolerance: .absolute(5))["parsing.allocations"]?.tolerance == .absolute(5))
  }

  @Test func `what is held is the mean of all rounds, and never below nothing`() throws {
    let held = [0, 0, 300].map { CostRound(heldBytes: $0) }
    #expect(try Self.metrics(Self.costs(held))["parsing.held-bytes"]?.fraction == Fraction(300, over: 3))
    #expect(try Self.metrics(Self.costs([CostRound(heldBytes: -8)]))["parsing.held-bytes"]?.value == 0)
  }

  @Test func `the median round counts, and rounds that differ are told of`() throws {
    let costs = Self.costs([10, 10, 14].map { CostRound(allocations: $0) })
    #expect(try Self.metrics(costs)["parsing.allocations"]?.value == 10)
    #expect(
      costs.warnings == ["parsing: its calls do not all allocate alike: from 10 to 14; shown is the median."])
    #expect(Self.costs([Self.round, Self.round]).warnings.isEmpty)
  }

  @Test func `what cannot be counted is absent, never 0, and says why`() throws {
    let costs = Self.costs([Self.round], [.uncounted("a sanitizer has an allocator of its own")])
    #expect(try Self.metrics(costs).keys.sorted() == ["parsing.processor-time.p50", "parsing.wall-time.p50"])
    #expect(
      costs.warnings == [
        "Allocations and bytes are not counted in this process: a sanitizer has an allocator of its own."
      ])
  }

  @Test func `work that left the thread has a wall time alone`() throws {
    let costs = Self.costs([Self.round], [.leftTheThread])
    #expect(try Self.metrics(costs).keys.sorted() == ["parsing.wall-time.p50"])
    #expect(costs.warnings.first?.contains("its work left the thread that is measured") == true)
  }
}
