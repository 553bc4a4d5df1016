// What work costs the machine at hand, measured and never assumed.

import HostMeasurement
import Testing

@Suite struct `A host stopwatch` {
  @Test func `measures the processor time of the work alone`() {
    let measured = HostStopwatch.measure { (0..<100_000).reduce(0) { $0 ^ $1 } }
    #expect(measured.processorNanoseconds > 0)
    #expect(HostStopwatch.peakMemoryBytes > 1_000_000)
  }

  @Test func `measures the time that passes`() {
    let timer = HostTimer()
    #expect(timer.elapsed >= .zero)
    #expect(timer.elapsed <= timer.elapsed)
  }
}
