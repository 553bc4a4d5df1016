// One measured operation, whose parts add up to it exactly.

/// A named part of a number, in the number's unit.
public struct Span: Codable, Sendable, Hashable {
  /// What the part was spent on, as in `queued`, `paced`, `in flight`, `backing off`.
  public let name: String
  /// The size of the part, at least 0.
  public let value: Int64

  /// Makes a part of a size that is at least 0.
  public init(name: String, value: Int64) {
    self.name = name
    self.value = value
  }
}

/// One measured operation: a number, and the parts it consists of where it has parts.
public struct Sample: Sendable, Hashable {
  /// The number, as a rule the latency in nanoseconds; at least 0.
  public let value: Int64
  /// The parts in the order in which they happened; empty when the number has none.
  public let spans: [Span]

  /// Makes a sample without parts.
  ///
  /// - Throws: ``SampleError`` if the value is negative.
  public init(value: Int64) throws(SampleError) {
    try self.init(value: value, spans: [])
  }

  /// Makes a sample of a number and its parts.
  ///
  /// The parts, if there are any, add up to the value exactly: 612 ms is 500 ms + 112 ms.
  ///
  /// - Throws: ``SampleError`` if a number is negative or the parts do not add up to the value.
  public init(value: Int64, spans: [Span]) throws(SampleError) {
    guard value >= 0 else { throw .negative(name: "value", value: value) }
    if let span = spans.first(where: { $0.value < 0 }) { throw .negative(name: span.name, value: span.value) }
    let sum = spans.exactSum
    guard spans.isEmpty || sum == Int128(value) else { throw .partsDoNotAddUp(value: value, sum: sum, spans: spans) }
    self.value = value
    self.spans = spans
  }
}

extension [Span] {
  /// The parts together, in 128 bits so that no file can make it overflow.
  package var exactSum: Int128 { reduce(Int128(0)) { $0 + Int128($1.value) } }
}

/// Why a sample could not be made: its numbers contradict each other.
public enum SampleError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A value or a part is below 0.
  case negative(name: String, value: Int64)
  /// The parts add up to something else than the value.
  case partsDoNotAddUp(value: Int64, sum: Int128, spans: [Span])

  /// What was found, what was expected and where to look.
  public var description: String {
    switch self {
    case .negative(let name, let value):
      "sample, \(name): found \(value), expected 0 or more; a clock went backwards or a subtraction is the wrong way round"
    case .partsDoNotAddUp(let value, let sum, let spans):
      "sample: its spans (\(spans.map { "\($0.name) \($0.value)" }.joined(separator: ", "))) add up to \(sum), expected its "
        + "value \(value); some part of the latency is not accounted for, or counted twice"
    }
  }
}
