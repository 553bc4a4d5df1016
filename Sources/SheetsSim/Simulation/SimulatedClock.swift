// Virtual time as a clock: code that sleeps on it never waits in real time.

/// A clock whose time moves only when a simulation has nothing else to do.
///
/// A `Simulation` provides it, for use inside its `run`.
public struct SimulatedClock: Clock, Sendable {
  /// A moment of virtual time, in whole nanoseconds since the start of the simulation.
  public struct Instant: InstantProtocol, Sendable, CustomStringConvertible {
    /// The nanoseconds since the start of the simulation.
    public var nanoseconds: Int64

    /// Creates the moment that is this many nanoseconds after the start.
    public init(nanoseconds: Int64) {
      self.nanoseconds = nanoseconds
    }

    /// The moment `duration` later, at most the last representable one after about 292 years.
    public func advanced(by duration: Duration) -> Instant {
      let (sum, overflow) = nanoseconds.addingReportingOverflow(duration.wholeNanoseconds)
      return Instant(nanoseconds: overflow ? .max : sum)
    }

    /// The time from this moment to another.
    public func duration(to other: Instant) -> Duration {
      .nanoseconds(other.nanoseconds - nanoseconds)
    }

    /// Orders moments by time.
    public static func < (left: Instant, right: Instant) -> Bool {
      left.nanoseconds < right.nanoseconds
    }

    /// The moment in seconds, such as `12.345678900 s`.
    public var description: String {
      let fraction = String(nanoseconds.magnitude % 1_000_000_000)
      let sign = nanoseconds < 0 ? "-" : ""
      let padding = String(repeating: "0", count: 9 - fraction.count)
      return "\(sign)\(nanoseconds.magnitude / 1_000_000_000).\(padding)\(fraction) s"
    }
  }

  let executor: SimulationExecutor

  /// The current moment of virtual time.
  public var now: Instant { Instant(nanoseconds: executor.now) }

  /// The resolution of the clock, one nanosecond.
  public var minimumResolution: Duration { .nanoseconds(1) }

  /// Suspends the calling task until virtual time has reached `deadline`.
  ///
  /// Tasks with the same deadline wake in the order in which they called this method; `tolerance` is ignored.
  ///
  /// - Throws: `CancellationError` as soon as the task is canceled, without waiting for the deadline.
  public func sleep(until deadline: Instant, tolerance: Duration? = nil) async throws {
    try await executor.sleep(until: deadline.nanoseconds)
  }
}

extension Duration {
  /// The duration in whole nanoseconds, rounded toward zero; at most `Int64.max`, about 292 years.
  public var wholeNanoseconds: Int64 {
    Int64(clamping: attoseconds / 1_000_000_000)
  }
}
