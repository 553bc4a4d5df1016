import Testing
package struct MeasuredTest: Sendable, Hashable {
  package let seed: UInt64
  package static func current(sourceLocation: SourceLocation) throws -> MeasuredTest {
    guard PerformanceCollector.current != nil else {
      throw CollectorError(reason: .noCollector, sourceLocation: sourceLocation)
    }
    return MeasuredTest(seed: 1)
  }
  package func id(_ name: String) -> String { name }
  package var labels: [String: String] { [:] }
  package var workload: String { "test" }
}
