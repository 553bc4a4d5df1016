// What must be true of the world before anything is measured in it.

/// A check of the simulated world that runs before any suite: a world that fails it would make numbers of no worth.
///
/// ```swift
/// WorldCheck("the same seed gives the same words") {
///   let (first, second) = (try await words(), try await words())
///   if first != second { throw WorldCheckError("found \(first) and \(second), expected the same twice") }
/// }
/// ```
public struct WorldCheck: Sendable {
  /// What is checked, as a sentence: `the same seed gives the same run`.
  public let name: String
  private let body: @Sendable () async throws -> Void

  /// Makes a check; it fails by throwing an error that says what was found and what was expected.
  public init(_ name: String, _ body: @escaping @Sendable () async throws -> Void) {
    self.name = name
    self.body = body
  }

  /// The reason why the world cannot be measured in; `nil` when the check passes.
  func failure() async -> String? {
    do {
      try await body()
      return nil
    } catch {
      return "the world is not fit to be measured in: \(name): \(error)"
    }
  }
}

/// What a world check found instead of what it expected.
public struct WorldCheckError: Error, Sendable, CustomStringConvertible {
  /// What was found and what was expected.
  public let description: String

  /// Says what was found and what was expected.
  public init(_ description: String) {
    self.description = description
  }
}
