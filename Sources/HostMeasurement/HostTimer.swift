// Real time since a moment, for progress and for limits that people set in seconds.

/// A timer of the host that starts when it is made.
package struct HostTimer: Sendable {
  private let start = ContinuousClock.now

  /// Starts the timer at the present moment.
  package init() {}

  /// The real time that has passed since the start.
  package var elapsed: Duration { ContinuousClock.now - start }
}
