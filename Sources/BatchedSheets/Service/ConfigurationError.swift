// What is wrong with a configuration, found before anything is sent.

import SheetsAPI

/// Why a service cannot work with its configuration.
public enum ConfigurationError: Error, Sendable, Hashable {
  /// There is no identity to make calls as.
  case noIdentity
  /// The identity is there twice, which would double its budget.
  case repeatedIdentity(Identity)
  /// The number is outside its range.
  case outOfRange(name: String, found: Int, expected: ClosedRange<Int>)
  /// The longest wait between two tries is not above zero, or is more than a day.
  case delayOutOfRange(Duration)
}

extension ConfigurationError: CustomStringConvertible {
  /// The error in one line, with what to do about it.
  public var description: String {
    switch self {
    case .noIdentity: "the configuration has no identities, expected at least one to make calls as"
    case .repeatedIdentity(let identity):
      "the identity \(identity) is there twice, expected each once: Google counts its calls together"
    case .outOfRange(let name, let found, let expected):
      "\(name) is \(found), expected \(expected.lowerBound) to \(expected.upperBound)"
    case .delayOutOfRange(let delay): "retry.maximumDelay is \(delay), expected more than zero and at most a day"
    }
  }
}

extension ServiceConfiguration {
  /// Checks every number against what a service can work with.
  ///
  /// - Throws: the first thing that is wrong.
  func check() throws(ConfigurationError) {
    if identities.isEmpty { throw .noIdentity }
    for (index, identity) in identities.enumerated() where identities[..<index].contains(identity) {
      throw .repeatedIdentity(identity)
    }
    // A million calls a minute, or rows a chunk, are more than Google takes; the sums of more could overflow.
    let million = 1...1_000_000
    var numbers: [(name: String, found: Int, expected: ClosedRange<Int>)] = [
      ("writeBudget.perIdentity", writeBudget.perIdentity, million),
      ("writeBudget.perProject", writeBudget.perProject, million),
      ("readBudget.perIdentity", readBudget.perIdentity, million),
      ("readBudget.perProject", readBudget.perProject, million),
      ("queueLimit", queueLimit, 1...1_000_000_000),
      ("rowsPerChunk", rowsPerChunk, 1...InvalidOperation.mostRows),
      // Below 1,000 bytes, a call has no place for an operation beside its idempotency key.
      ("bytesPerCall", bytesPerCall, 1_000...1_000_000_000),
      ("retry.maximumAttempts", retry.maximumAttempts, 1...1_000),
    ]
    if case .tokenBucket(let burst) = pacing { numbers.append(("burst of the token bucket", burst, million)) }
    for number in numbers where !number.expected.contains(number.found) {
      throw .outOfRange(name: number.name, found: number.found, expected: number.expected)
    }
    guard retry.maximumDelay > .zero, retry.maximumDelay <= .seconds(86_400) else {
      throw .delayOutOfRange(retry.maximumDelay)
    }
  }
}
