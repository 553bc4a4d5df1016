// The events of a simulation as a running digest: two runs are equal if their digests are.

import SheetsAPI

/// An event of a simulation, with its time.
public struct TraceEvent: Sendable, Hashable, CustomStringConvertible {
  /// What happened.
  public enum Kind: Sendable, Hashable {
    /// A sleeping task woke; timers are numbered in the order of their creation.
    case wake(timer: UInt64)
    /// A sleeping task was canceled.
    case cancel(timer: UInt64)
    /// The backend received a call.
    case call(number: Int, method: SheetsMethod, identity: Identity)
    /// The backend answered a call; the code is 200, the code of an error, or 0 if no answer was sent.
    case answer(number: Int, code: Int)
  }

  /// The nanoseconds since the start of the simulation.
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

/// The events of a simulation: their number, their digest, and the latest of them.
public struct Trace: Sendable {
  /// The number of latest events that are kept for messages.
  public static let recentCapacity = 64

  /// The number of events.
  public private(set) var count = 0
  /// The 64-bit digest of all events with their times, in order; equal for equal runs.
  ///
  /// Each 64-bit word of an event is mixed in by the finalizer of SplitMix64, which is not cryptographic.
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
      mix(Self.words[method])
      mix(Self.word(of: identity.name))
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

  /// The word that stands for the name of each method.
  private static let words = MethodTable { word(of: $0.rawValue) }

  private static func word(of text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { bytes in
      var word = UInt64(bytes.count)
      for byte in bytes { word = (word ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
      return word
    }
  }
}
