// Why nothing was measured.

/// A measurement that came to nothing; the text says what was found and what to do.
///
/// ```swift
/// #expect(throws: SheetsMeasurementError.self) { try sheets.measure("invoice", times: 0) { _ in } }
/// ```
public struct SheetsMeasurementError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was found, what was expected and what to do.
  public let description: String

  init(_ description: String) { self.description = description }
}
