// The moment by which a call must end, whatever the clock.

/// The end of a call, on the clock that measures it.
package struct Deadline: Sendable {
  private let sleep: @Sendable () async throws -> Void

  package init(after limit: Duration, by clock: some Clock<Duration>) {
    let end = clock.now.advanced(by: limit)
    sleep = { try await clock.sleep(until: end, tolerance: nil) }
  }

  /// Returns once the deadline has passed or the task is canceled.
  func wait() async {
    try? await sleep()
  }
}
