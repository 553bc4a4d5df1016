// Where the chance of a measurement comes from, in plain sight.

/// A seed of simulated chance: the one of the run, or a number.
///
/// ```swift
/// let sheets = SimulatedSheets("invoices", sharedWith: "billing", seed: .run)
/// ```
public struct Seed: Sendable, Hashable, ExpressibleByIntegerLiteral {
  /// The number.
  public let value: UInt64

  /// The seed that `.performance(…)` of the outermost suite round the test names, which reports print.
  ///
  /// Outside such a suite, as in an ordinary test, it is 1, which is also the default there.
  public static var run: Seed { PerformanceCollector.current?.seed ?? Seed(1) }

  /// Takes a number for a seed.
  public init(_ value: UInt64) {
    self.value = value
  }

  /// Takes a literal for a seed.
  public init(integerLiteral value: UInt64) {
    self.value = value
  }
}
