// What happened in a simulation and when, as a running digest: two runs are equal when their digests are.

import SheetsAPI

/// Something that happened at a moment of virtual time.
public struct TraceEvent: Sendable, Hashable, CustomStringConvertible {
  /// What happened.
  public enum Kind: Sendable, Hashable {
    /// A sleeping task woke; timers are numbered in the order of going to sleep.
    case wake(timer: UInt64)
    /// A task that slept was canceled.
    case cancel(timer: UInt64)
    /// The backend received a call.
    case call(number: Int, method: SheetsMethod, identity: Identity)
    /// The backend answered a call; the code is 200, an error's code, or 0 when no answer was sent.
    case answer(number: Int, code: Int)
  }

  /// Nanoseconds since the simulation began.
  public let time: Int64
  /// What happened.
  public let kind: Kind

  /// The event in one line, such as `12.345678900 s  call 7: values.append as robot-1`.
  public var description: String {
    let what =
      switch kind {
      case .wake(let timer): "wake-up of timer \(timer)"
      case .cancel(let timer): "cancellation of timer \(timer)"
      case .call(let number, let method, let identity): "call \(number): \(method) as \(identity)"
      case .answer(let number, let code): "answer \(number): \(code)"
      }
    return "\(SimulatedClock.Instant(nanoseconds: time))  \(what)"
  }
}

/// The events of a simulation: how many there were, their digest, and the latest of them.
public struct Trace: Sendable {
  /// How many of the latest events are kept to be shown.
  public static let recentCapacity = 64

  /// The number of events.
  public private(set) var count = 0
  /// A 64-bit digest of every event with its time, in order; equal for equal runs.
  ///
  /// Each 64-bit word of an event is mixed in by the finaliser of SplitMix64. It tells runs apart; it is no defence
  /// against someone who wants two runs to collide.
  public private(set) var digest: UInt64 = 0
  private var ring: [TraceEvent] = []

  /// The latest events, oldest first, at most `recentCapacity`.
  public var recent: [TraceEvent] {
    guard ring.count == Self.recentCapacity else { return ring }
    let start = count % Self.recentCapacity
    return Array(ring[start...] + ring[..<start])
  }

  mutating func record(_ event: TraceEvent) {
    mix(UInt64(bitPattern: event.time))
    switch event.kind {
    case .wake(let timer):
      mix(1)
      mix(timer)
    case .cancel(let timer):
      mix(2)
      mix(timer)
    case .call(let number, let method, let identity):
      mix(3)
      mix(UInt64(number))
      mix(method.rawValue)
      mix(identity.name)
    case .answer(let number, let code):
      mix(4)
      mix(UInt64(number))
      mix(UInt64(bitPattern: Int64(code)))
    }
    if ring.count < Self.recentCapacity {
      ring.append(event)
    } else {
      ring[count % Self.recentCapacity] = event
    }
    count += 1
  }

  private mutating func mix(_ word: UInt64) {
    var mixed = (digest &+ 0x9E37_79B9_7F4A_7C15) ^ word
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    digest = mixed ^ (mixed >> 31)
  }

  private mutating func mix(_ text: String) {
    var word: UInt64 = UInt64(text.utf8.count)
    for byte in text.utf8 {
      word = (word ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
    mix(word)
  }
}
