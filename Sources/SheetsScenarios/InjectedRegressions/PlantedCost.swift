// Costs planted into work that is measured on this machine, to prove that a comparison of builds finds them.

import HostMeasurement

extension InjectedRegression {
  /// Does work, with the cost planted that the variable asks for.
  package static func planted<Result>(_ work: () throws -> Result) rethrows -> Result {
    guard let current else { return try work() }
    let start = HostStopwatch.processorNanoseconds
    defer { current.plant(since: start) }
    return try work()
  }

  /// Does async work, with the cost planted that the variable asks for.
  package static func planted<Result>(_ work: () async throws -> Result) async rethrows -> Result {
    guard let current else { return try await work() }
    let start = HostStopwatch.processorNanoseconds
    defer { current.plant(since: start) }
    return try await work()
  }

  /// How much more processor time work takes with this regression, in hundredths.
  private var slowdown: Int64 {
    switch self {
    case .slowerBy2Percent: 2
    case .slowerBy5Percent: 5
    case .slowerBy10Percent: 10
    default: 0
    }
  }

  private func plant(since start: Int64) {
    if self == .extraAllocation { Self.allocate() }
    if slowdown > 0 {
      let end = HostStopwatch.processorNanoseconds
      let late = end + (end - start) * slowdown / 100
      while HostStopwatch.processorNanoseconds < late {}
    }
  }

  // The optimizer would take away memory that nobody uses.
  @inline(never) @_optimize(none)
  private static func allocate() {
    UnsafeMutableRawPointer.allocate(byteCount: 16, alignment: 8).deallocate()
  }
}
