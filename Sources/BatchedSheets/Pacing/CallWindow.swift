// How many calls the last minute holds, exactly: the rule that no window is ever over budget lives here.

/// The calls of one quota subject over the last 60 s, those that are promised but not yet sent included.
///
/// Two calls share a half-open window of 60 s exactly when they are less than 60 s apart, so a call may leave when
/// fewer than `limit` calls were sent less than 60 s before it.
package struct CallWindow {
  package static let length = Duration.seconds(60)

  package let limit: Int
  private var sent: [Duration] = []
  /// Calls that may leave at any moment: they count from now on, for no one knows how long.
  package private(set) var reserved = 0

  package init(limit: Int) {
    self.limit = limit
  }

  /// The calls sent in the 60 s before `now`, and the reserved ones.
  package func count(at now: Duration) -> Int {
    reserved + sent.count { now - $0 < Self.length }
  }

  /// The first moment from `now` on at which `calls` more could leave; `nil` while reservations leave no room.
  package func earliest(for calls: Int, now: Duration) -> Duration? {
    let recent = sent.drop { now - $0 >= Self.length }
    let excess = recent.count + reserved + calls - limit
    if excess <= 0 { return now }
    guard excess <= recent.count else { return nil }
    return recent[recent.startIndex + excess - 1] + Self.length
  }

  package mutating func reserve(_ calls: Int) {
    reserved += calls
  }

  /// Turns a reservation into a call that is sent at `now`.
  package mutating func send(at now: Duration) {
    reserved -= 1
    sent.removeAll { now - $0 >= Self.length }
    sent.append(now)
  }

  /// Gives reservations back that will not be used.
  package mutating func release(_ calls: Int) {
    reserved -= calls
  }
}
