// The only reader of a real clock: what work cost this machine, never how long a simulated call took.

import Foundation

/// Measures what work costs the machine at hand.
public enum HostStopwatch {
  /// The result of work with the processor time and the wall time that it took.
  public struct Measured<Success> {
    /// What the work returned.
    public let value: Success
    /// Processor time of the calling thread, in nanoseconds; work on other threads is not in it.
    public let processorNanoseconds: Int64
    /// Wall time, in nanoseconds.
    public let wallNanoseconds: Int64
  }

  /// Runs synchronous work on the calling thread and measures it; a `Simulation.run` is such work.
  public static func measure<Success>(_ work: () throws -> Success) rethrows -> Measured<Success> {
    let processor = processorNanoseconds
    let wall = wallNanoseconds
    let value = try work()
    return Measured(
      value: value, processorNanoseconds: processorNanoseconds - processor, wallNanoseconds: wallNanoseconds - wall)
  }

  /// Runs work, a part of a simulation's run say, and measures the wall time that passes until it returns.
  public static func measureWall<Success>(
    isolation: isolated (any Actor)? = #isolation, _ work: () async throws -> Success
  ) async rethrows -> (value: Success, nanoseconds: Int64) {
    let start = wallNanoseconds
    let value = try await work()
    return (value, wallNanoseconds - start)
  }

  /// The processor time that the calling thread has taken, in nanoseconds.
  package static var processorNanoseconds: Int64 { read(CLOCK_THREAD_CPUTIME_ID) }

  /// The time of a clock that never goes backwards, in nanoseconds.
  package static var wallNanoseconds: Int64 { read(CLOCK_MONOTONIC) }

  /// The most memory that the process has held so far, in bytes.
  public static var peakMemoryBytes: Int64 {
    var usage = rusage()
    #if os(Linux)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return Int64(usage.ru_maxrss) * 1024
    #else
      getrusage(RUSAGE_SELF, &usage)
      return Int64(usage.ru_maxrss)
    #endif
  }

  private static func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
